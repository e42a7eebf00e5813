package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.symposium.spi.Document;
import org.symposium.spi.Span;
import org.symposium.spi.model.MarkdownText;

/**
 * Writes spans as Markdown on one or more lines. What is written is read back; should a mark not come out as it was meant, which CommonMark's rules allow
 * for some neighbours, the text goes without marks rather than with stray asterisks.
 */
final class SpanWriter {
    private static final List<String> MARKS = List.of("strong", "emphasis", "strikethrough");

    /** Prose has a few; with thousands the text counts and its look does not. */
    private static final int MOST_MARKED = 1_000;

    private final Place place;
    private final StringBuilder out = new StringBuilder();

    private SpanWriter(Place place) {
        this.place = place;
    }

    /** What the spans stand in. Only a paragraph has line breaks. */
    enum Place {
        PARAGRAPH,
        HEADING,
        CELL
    }

    /** Spans as Markdown. */
    static String write(List<Span> spans, Place place) {
        if (spans.stream().noneMatch(SpanWriter::isMarked)) {
            return writeAll(spans, place);
        }
        if (spans.size() > MOST_MARKED) {
            return writeAll(withoutMarks(spans), place);
        }
        for (List<Span> tidy : List.of(MarkEdges.tidied(spans), MarkEdges.tidied(MarkEdges.withPlainBlanks(spans)))) {
            String written = writeAll(tidy, place);
            if (readsBack(written, tidy)) {
                return written;
            }
        }
        return writeAll(withoutMarks(spans), place);
    }

    private static boolean isMarked(Span span) {
        return MARKS.stream().anyMatch(span.marks()::contains);
    }

    private static List<Span> withoutMarks(List<Span> spans) {
        var plain = new SpanList();
        for (Span span : spans) {
            var marks = new HashSet<>(span.marks());
            MARKS.forEach(marks::remove);
            plain.add(new Span(span.text(), marks, span.link()));
        }
        return plain.all();
    }

    private static boolean readsBack(String written, List<Span> spans) {
        Document read = Markdown.document(written);
        return written.isEmpty()
                || (read.blocks().size() == 1
                        && shown(read.blocks().get(0).spans()).equals(shown(spans)));
    }

    /** The text with its marks, blanks and links aside. */
    private static String shown(List<Span> spans) {
        var text = new StringBuilder();
        for (Span span : spans) {
            var marks = MARKS.stream()
                    .filter(span.marks()::contains)
                    .map(mark -> mark.substring(0, 4))
                    .toList();
            span.text()
                    .chars()
                    .filter(c -> !Character.isWhitespace(c))
                    .forEach(c -> text.append((char) c).append(marks));
        }
        return text.toString();
    }

    private static String writeAll(List<Span> spans, Place place) {
        var writer = new SpanWriter(place);
        int from = 0;
        while (from < spans.size()) {
            int to = from + 1;
            while (to < spans.size()
                    && isLabel(spans.get(from))
                    && isLabel(spans.get(to))
                    && spans.get(to).link().equals(spans.get(from).link())) {
                to++;
            }
            writer.linked(spans.subList(from, to));
            from = to;
        }
        return writer.out.toString();
    }

    private static boolean isLabel(Span span) {
        return span.link().isPresent() && !SpanList.isImage(span);
    }

    private void linked(List<Span> spans) {
        if (!isLabel(spans.get(0))) {
            marked(spans);
            return;
        }
        String address = spans.get(0).link().orElseThrow().toString();
        if (spans.size() == 1
                && spans.get(0).marks().isEmpty()
                && spans.get(0).text().equals(address)) {
            out.append('<').append(address).append('>');
            return;
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) == '!') {
            out.insert(out.length() - 1, '\\'); // or text and link would be a picture
        }
        out.append('[');
        marked(spans);
        out.append("](").append(MarkdownText.destination(address)).append(')');
    }

    private void marked(List<Span> spans) {
        var open = new ArrayList<String>();
        for (int at = 0; at < spans.size(); at++) {
            Span span = spans.get(at);
            closeUnless(open, span);
            for (String mark : opening(spans, at, open)) {
                out.append(delimiter(mark));
                open.add(mark);
            }
            content(span);
        }
        closeFrom(open, 0);
    }

    private void closeUnless(List<String> open, Span span) {
        for (int at = 0; at < open.size(); at++) {
            if (!span.marks().contains(open.get(at))) {
                closeFrom(open, at);
            }
        }
    }

    private void closeFrom(List<String> open, int first) {
        while (open.size() > first) {
            out.append(delimiter(open.remove(open.size() - 1)));
        }
    }

    /** Marks that begin here, the one that lasts longest first. */
    private static List<String> opening(List<Span> spans, int from, List<String> open) {
        var marks = new ArrayList<>(MARKS.stream()
                .filter(mark -> spans.get(from).marks().contains(mark) && !open.contains(mark))
                .toList());
        marks.sort(Comparator.comparingInt((String mark) -> -lasts(spans, from, mark)));
        return marks;
    }

    private static int lasts(List<Span> spans, int from, String mark) {
        int to = from;
        while (to < spans.size() && spans.get(to).marks().contains(mark)) {
            to++;
        }
        return to - from;
    }

    private static String delimiter(String mark) {
        return switch (mark) {
            case "strong" -> "**";
            case "emphasis" -> "*";
            default -> "~~";
        };
    }

    private void content(Span span) {
        if (SpanList.isImage(span)) {
            out.append("![");
            MarkdownText.append(out, span.text().replaceAll("\\s+", " "), false);
            out.append("](")
                    .append(MarkdownText.destination(
                            span.link().map(Object::toString).orElse("")))
                    .append(')');
        } else if (span.marks().contains("code")) {
            code(span.text().replaceAll("\\s*\n\\s*", " "));
        } else {
            lines(span.text());
        }
    }

    private void lines(String text) {
        boolean first = true;
        for (String line : text.split("\n", -1)) {
            if (!first) {
                trimBlanks();
                out.append(place != Place.PARAGRAPH ? " " : out.isEmpty() || endsLine() ? "" : "\\\n");
            }
            MarkdownText.append(out, first ? line : line.stripLeading(), out.isEmpty() || endsLine());
            first = false;
        }
    }

    private void trimBlanks() {
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
    }

    private boolean endsLine() {
        return out.charAt(out.length() - 1) == '\n';
    }

    private void code(String text) {
        if (text.isBlank()) {
            return;
        }
        String fence = "`".repeat(MarkdownWriter.longestRun(text, '`') + 1);
        boolean padded = text.startsWith("`") || text.endsWith("`") || (text.startsWith(" ") && text.endsWith(" "));
        String pad = padded ? " " : "";
        String shown = place == Place.CELL ? text.replace("|", "\\|") : text;
        out.append(fence).append(pad).append(shown).append(pad).append(fence);
    }
}
