package org.symposium.core.internal.content;

import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.symposium.spi.Block;
import org.symposium.spi.model.MarkdownText;

/**
 * Markdown of a value, which means the same wherever it stands and changes nothing around it. It is read by itself; if it holds anything that reaches
 * beyond its end ({@link OpenEnds}), what it shows is written anew, with every mark in its text escaped, every block of code closed, links in full and no HTML.
 *
 * @param text the Markdown
 * @param blocks what it shows
 */
record ClosedMarkdown(String text, List<Block> blocks) {
    private static final Pattern OUTER_BLANK_LINES = Pattern.compile("^(?:[ \t]*+\n)++|\\s++$");

    private static final String TEXT_BEFORE = "x ";

    static ClosedMarkdown of(String markdown) {
        String lines = markdown.replace("\r\n", "\n").replace('\r', '\n');
        if (!MarkdownPieces.of(lines).stream().allMatch(ClosedMarkdown::isClosed)) {
            return anew(lines);
        }
        var closed = new ClosedMarkdown(lines, Markdown.document(lines).blocks());
        return closed.startsWithText() && closed.endsWithText()
                ? closed
                : new ClosedMarkdown(OUTER_BLANK_LINES.matcher(lines).replaceAll(""), closed.blocks);
    }

    /** As it reads after other text on a line, where nothing begins a block. */
    static ClosedMarkdown inLine(String markdown) {
        if (markdown.isBlank()) {
            return new ClosedMarkdown(markdown, List.of());
        }
        ClosedMarkdown after = of(TEXT_BEFORE + markdown);
        String text = after.text.substring(Math.min(TEXT_BEFORE.length(), after.text.length()));
        return new ClosedMarkdown(text, after.blocks);
    }

    private static boolean isClosed(String piece) {
        return Markdown.written(piece)
                .filter(tree -> !OpenEnds.areIn(tree, piece))
                .isPresent();
    }

    private static ClosedMarkdown anew(String markdown) {
        var document = Markdown.document(markdown);
        return new ClosedMarkdown(MarkdownWriter.write(document), document.blocks());
    }

    /** Whether it begins as text in a line can. */
    boolean startsWithText() {
        return blocks.isEmpty() || isText(blocks.get(0));
    }

    /** Whether text may follow on the same line. */
    boolean endsWithText() {
        return blocks.isEmpty() || isText(blocks.get(blocks.size() - 1));
    }

    /** Whether an item, or something indented, that comes after it would belong to its list. */
    boolean endsWithList() {
        return !blocks.isEmpty() && blocks.get(blocks.size() - 1).kind().endsWith("_list");
    }

    /** On one line, for a heading or a cell: blocks become words in a row. */
    static String line(String markdown, SpanWriter.Place place) {
        if (markdown.indexOf('\n') < 0 && markdown.indexOf('\r') < 0 && markdown.indexOf('|') < 0) {
            return inLine(markdown).text;
        }
        return line(of(markdown).blocks, place);
    }

    private static String line(List<Block> blocks, SpanWriter.Place place) {
        var line = new StringJoiner(" ");
        for (Block block : blocks) {
            add(SpanWriter.write(block.spans(), place), line);
            add(MarkdownText.escapeLine(block.attributes().text("text", "")), line);
            add(MarkdownText.escapeLine(block.attributes().text("alt", "")), line);
            add(line(block.children(), place), line);
        }
        return line.toString();
    }

    private static void add(String words, StringJoiner line) {
        if (!words.isEmpty()) {
            line.add(words);
        }
    }

    private static boolean isText(Block block) {
        return block.kind().equals("paragraph") || block.kind().equals("image");
    }
}
