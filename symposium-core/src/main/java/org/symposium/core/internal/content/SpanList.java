package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.Span;

/** Collects spans: neighbours with the same marks and link become one, blanks at both ends go. */
final class SpanList {
    private final List<Span> spans = new ArrayList<>();
    private final StringBuilder lastText = new StringBuilder();

    void add(Span span) {
        if (span.text().isEmpty() && !isImage(span)) {
            return;
        }
        if (!spans.isEmpty() && !isImage(span)) {
            Span last = spans.get(spans.size() - 1);
            if (last.marks().equals(span.marks()) && last.link().equals(span.link())) {
                lastText.append(span.text());
                return;
            }
        }
        settleLast();
        lastText.setLength(0);
        spans.add(span);
        lastText.append(span.text());
    }

    /** Texts that belong together are joined once, however many they are. */
    private void settleLast() {
        if (!spans.isEmpty()) {
            int last = spans.size() - 1;
            spans.set(last, withText(spans.get(last), lastText.toString()));
        }
    }

    /** The spans as they are. */
    List<Span> all() {
        settleLast();
        return List.copyOf(spans);
    }

    /** The spans without white space, line breaks too, at the beginning and the end. */
    List<Span> trimmed() {
        var left = new ArrayList<>(all());
        while (!left.isEmpty() && !isKept(left.get(0)) && left.get(0).text().isBlank()) {
            left.remove(0);
        }
        while (!left.isEmpty()
                && !isKept(left.get(left.size() - 1))
                && left.get(left.size() - 1).text().isBlank()) {
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
