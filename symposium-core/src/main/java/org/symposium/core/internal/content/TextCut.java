package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.symposium.spi.Span;

/** Takes the largest part off the front of text. Blanks at the cut are dropped, but for code. */
final class TextCut {
    private static final BitSet NONE = new BitSet();
    private static final String EMPTY_IMAGE = "\uFFFC";

    private TextCut() {}

    /** Two parts of one text. */
    record Cut<T>(T head, T tail) {}

    /** Cuts spans; marks and link go with both parts. */
    static Optional<Cut<List<Span>>> spans(List<Span> spans, TextBorder finest, Predicate<List<Span>> fits) {
        var text = new StringBuilder();
        var withinLink = new BitSet();
        var spanEnds = new BitSet();
        for (int at = 0; at < spans.size(); at++) {
            Span span = spans.get(at);
            boolean goesOn = at > 0
                    && span.link().isPresent()
                    && spans.get(at - 1).link().equals(span.link());
            (goesOn ? withinLink : spanEnds).set(text.length());
            text.append(shown(span));
            if (span.link().isPresent()) {
                withinLink.set(text.length() - shown(span).length() + 1, text.length());
            }
        }
        for (TextBorder border : TextBorder.values()) {
            int[] places = border.compareTo(finest) > 0 ? new int[0] : border.in(text.toString(), withinLink, spanEnds);
            int count = Largest.upTo(places.length, n -> fits.test(trimmed(part(spans, 0, places[n - 1]))));
            for (; count > 0; count--) {
                List<Span> head = trimmed(part(spans, 0, places[count - 1]));
                List<Span> tail = trimmed(part(spans, places[count - 1], text.length()));
                if (!head.isEmpty() && !tail.isEmpty()) {
                    return Optional.of(new Cut<>(head, tail));
                }
            }
        }
        return Optional.empty();
    }

    /** Cuts text between lines; a line that is too long, wherever it must be. */
    static Optional<Cut<String>> lines(String text, TextBorder finest, Predicate<String> fits) {
        int[] lines = lineEnds(text);
        int whole = Largest.upTo(lines.length, n -> fits.test(text.substring(0, lines[n - 1])));
        if (whole > 0) {
            return Optional.of(new Cut<>(text.substring(0, lines[whole - 1]), text.substring(lines[whole - 1] + 1)));
        }
        if (finest == TextBorder.SENTENCE) {
            return Optional.empty();
        }
        for (TextBorder border : List.of(TextBorder.WORD, TextBorder.GRAPHEME, TextBorder.CODE_POINT)) {
            int[] places = border.in(text, NONE, NONE);
            int count = Largest.upTo(places.length, n -> fits.test(text.substring(0, places[n - 1])));
            if (count > 0) {
                return Optional.of(new Cut<>(text.substring(0, places[count - 1]), text.substring(places[count - 1])));
            }
        }
        return Optional.empty();
    }

    private static int[] lineEnds(String text) {
        return IntStream.range(1, text.length() - 1)
                .filter(at -> text.charAt(at) == '\n')
                .toArray();
    }

    private static List<Span> part(List<Span> spans, int from, int to) {
        var part = new ArrayList<Span>();
        int start = 0;
        for (Span span : spans) {
            String text = shown(span);
            int first = Math.max(from, start) - start;
            int last = Math.min(to, start + text.length()) - start;
            if (first < last) {
                part.add(span.text().isEmpty() ? span : SpanList.withText(span, text.substring(first, last)));
            }
            start += text.length();
        }
        return part;
    }

    private static List<Span> trimmed(List<Span> spans) {
        var list = new SpanList();
        spans.forEach(list::add);
        return list.trimmed();
    }

    private static String shown(Span span) {
        return span.text().isEmpty() ? EMPTY_IMAGE : span.text();
    }
}
