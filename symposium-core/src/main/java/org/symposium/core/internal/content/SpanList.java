package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.Span;

/** Collects spans: neighbours with the same marks and link become one, blanks at both ends go. */
final class SpanList {
    private final List<Span> spans = new ArrayList<>();

    void add(Span span) {
        if (span.text().isEmpty() && !isImage(span)) {
            return;
        }
        Span last = spans.isEmpty() ? span : spans.get(spans.size() - 1);
        if (!spans.isEmpty() && !isImage(span) && last.marks().equals(span.marks()) && last.link().equals(span.link())) {
            spans.set(spans.size() - 1, new Span(last.text() + span.text(), span.marks(), span.link()));
        } else {
            spans.add(span);
        }
    }

    /** The spans without white space, line breaks too, at the beginning and the end. */
    List<Span> trimmed() {
        var left = new ArrayList<>(spans);
        while (!left.isEmpty() && !isKept(left.get(0)) && left.get(0).text().isBlank()) {
            left.remove(0);
        }
        while (!left.isEmpty() && !isKept(left.get(left.size() - 1)) && left.get(left.size() - 1).text().isBlank()) {
            left.remove(left.size() - 1);
        }
        if (!left.isEmpty() && !isKept(left.get(0))) {
            left.set(0, withText(left.get(0), left.get(0).text().stripLeading()));
        }
        int end = left.size() - 1;
        if (end >= 0 && !isKept(left.get(end))) {
            left.set(end, withText(left.get(end), left.get(end).text().stripTrailing()));
        }
        return List.copyOf(left);
    }

    static boolean isImage(Span span) {
        return span.marks().contains("image");
    }

    static Span withText(Span span, String text) {
        return new Span(text, span.marks(), span.link());
    }

    static String text(List<Span> spans) {
        var text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        return text.toString();
    }

    private static boolean isKept(Span span) {
        return isImage(span) || span.marks().contains("code");
    }
}
