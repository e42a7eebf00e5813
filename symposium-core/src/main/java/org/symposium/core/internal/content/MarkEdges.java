package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.symposium.spi.Span;

/**
 * Makes marks begin and end where CommonMark can see it (left- and right-flanking, section 6.2): blanks at the edges go outside, and so does punctuation
 * where a letter follows the end or goes before the beginning: {@code <b>Note:</b>text} becomes {@code **Note**:text}.
 */
final class MarkEdges {
    private MarkEdges() {}

    static List<Span> tidied(List<Span> spans) {
        List<Span> tidy = spans;
        for (String mark : List.of("strong", "emphasis", "strikethrough")) {
            tidy = tidied(tidy, mark);
        }
        return merged(tidy);
    }

    /** Blanks at every edge without any mark: more marks, but none begins or ends beside a blank. */
    static List<Span> withPlainBlanks(List<Span> spans) {
        var plain = new ArrayList<Span>();
        for (Span span : spans) {
            if (!isText(span)) {
                plain.add(span);
                continue;
            }
            int from = leading(span.text(), false);
            int to = trailing(span.text(), from, false);
            plain.add(new Span(span.text().substring(0, from), Set.of(), span.link()));
            plain.add(SpanList.withText(span, span.text().substring(from, to)));
            plain.add(new Span(span.text().substring(to), Set.of(), span.link()));
        }
        return merged(plain);
    }

    private static List<Span> tidied(List<Span> spans, String mark) {
        var tidy = new ArrayList<Span>();
        for (int at = 0; at < spans.size(); at++) {
            Span span = spans.get(at);
            if (!span.marks().contains(mark) || !isText(span)) {
                tidy.add(span);
                continue;
            }
            boolean begins = at == 0 || !continues(spans.get(at - 1), span, mark);
            boolean ends = at + 1 == spans.size() || !continues(spans.get(at + 1), span, mark);
            boolean afterWord = at > 0 && endsWithWord(spans.get(at - 1));
            boolean beforeWord = at + 1 < spans.size() && beginsWithWord(spans.get(at + 1));
            int from = begins ? leading(span.text(), afterWord) : 0;
            int to =
                    ends ? trailing(span.text(), from, beforeWord) : span.text().length();
            add(tidy, span, 0, from, mark);
            add(tidy, span, from, to, "");
            add(tidy, span, to, span.text().length(), mark);
        }
        return tidy;
    }

    private static boolean continues(Span neighbour, Span span, String mark) {
        return neighbour.marks().contains(mark) && neighbour.link().equals(span.link());
    }

    private static boolean isText(Span span) {
        return !SpanList.isImage(span) && !span.marks().contains("code");
    }

    private static void add(List<Span> spans, Span span, int from, int to, String without) {
        if (from < to) {
            Set<String> marks = new HashSet<>(span.marks());
            marks.remove(without);
            spans.add(new Span(span.text().substring(from, to), marks, span.link()));
        }
    }

    private static int leading(String text, boolean afterWord) {
        int at = 0;
        while (at < text.length() && (isBlank(text.charAt(at)) || (afterWord && isPunctuation(text.charAt(at))))) {
            at++;
        }
        return at;
    }

    private static int trailing(String text, int from, boolean beforeWord) {
        int at = text.length();
        while (at > from && (isBlank(text.charAt(at - 1)) || (beforeWord && isPunctuation(text.charAt(at - 1))))) {
            at--;
        }
        return at;
    }

    private static boolean endsWithWord(Span span) {
        String text = span.text();
        return isText(span) && span.link().isEmpty() && !text.isEmpty() && isWord(text.charAt(text.length() - 1));
    }

    private static boolean beginsWithWord(Span span) {
        return isText(span)
                && span.link().isEmpty()
                && !span.text().isEmpty()
                && isWord(span.text().charAt(0));
    }

    private static boolean isWord(char c) {
        return !isBlank(c) && !isPunctuation(c);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isPunctuation(char c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }

    private static List<Span> merged(List<Span> spans) {
        var merged = new SpanList();
        spans.forEach(merged::add);
        return merged.all();
    }
}
