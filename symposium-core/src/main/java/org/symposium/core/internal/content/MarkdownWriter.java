package org.symposium.core.internal.content;

import java.util.ArrayList;
import java.util.List;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.model.MarkdownText;

/** Writes a document as Markdown that reads back as the same document. Blocks stand one blank line apart. */
final class MarkdownWriter {
    private static final String RULE = "---";
    private static final String RULE_IN_LIST = "___";

    private MarkdownWriter() {}

    static String write(Document document) {
        return blocks(document.blocks(), false, false);
    }

    /** How often the character stands in a row, at most. */
    static int longestRun(String text, char c) {
        int longest = 0;
        int run = 0;
        for (int at = 0; at < text.length(); at++) {
            run = text.charAt(at) == c ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static String blocks(List<Block> blocks, boolean tight, boolean inList) {
        var text = new StringBuilder();
        String before = "";
        boolean other = false;
        for (Block block : blocks) {
            other = block.kind().equals(before) && !other; // two lists in a row need different markers, or they are one
            String written = block(block, other, inList);
            if (!written.isEmpty()) {
                text.append(text.isEmpty() ? "" : tight ? "\n" : "\n\n").append(written);
                before = block.kind();
            }
        }
        return text.toString();
    }

    private static String block(Block block, boolean otherMarker, boolean inList) {
        return switch (block.kind()) {
            case "paragraph" -> SpanWriter.write(block.spans(), SpanWriter.Place.PARAGRAPH);
            case "heading" -> heading(block);
            case "code" -> code(block);
            case "quote" -> prefixed(blocks(block.children(), false, false), "> ", "> ", ">");
            case "bullet_list", "ordered_list" -> list(block, otherMarker);
            case "table" -> table(block);
            case "rule" -> inList ? RULE_IN_LIST : RULE;
            case "image" -> image(block);
            default -> blocks(block.children(), false, inList);
        };
    }

    private static String heading(Block heading) {
        String text = SpanWriter.write(heading.spans(), SpanWriter.Place.HEADING);
        return text.isEmpty() ? "" : "#".repeat((int) heading.attributes().whole("level")) + " " + text;
    }

    private static String code(Block code) {
        String text = code.attributes().text("text");
        String fence = "`".repeat(Math.max(3, longestRun(text, '`') + 1));
        return fence + code.attributes().text("language").replaceAll("[`\\s]", "") + "\n"
                + (text.isEmpty() ? "" : text + "\n") + fence;
    }

    private static String image(Block image) {
        var text = new StringBuilder("![");
        MarkdownText.append(text, image.attributes().text("alt").replaceAll("\\s+", " "), false);
        text.append("](").append(MarkdownText.destination(image.attributes().text("url")));
        String title = image.attributes().text("title").replaceAll("\\s+", " ");
        if (!title.isBlank()) {
            text.append(" \"");
            MarkdownText.append(text, title.replace("\"", "”"), false);
            text.append('"');
        }
        text.append(')');
        return image.attributes().has("link")
                ? "[" + text + "]("
                        + MarkdownText.destination(image.attributes().text("link")) + ")"
                : text.toString();
    }

    private static String list(Block list, boolean otherMarker) {
        boolean numbered = list.kind().equals("ordered_list");
        long number = list.attributes().whole("start", 1);
        boolean tight = list.children().stream().allMatch(MarkdownWriter::isShort);
        var text = new StringBuilder();
        for (Block item : list.children()) {
            String marker = numbered ? number++ + (otherMarker ? ") " : ". ") : otherMarker ? "* " : "- ";
            text.append(text.isEmpty() ? "" : tight ? "\n" : "\n\n").append(item(item, marker, tight));
        }
        return text.toString();
    }

    private static String item(Block item, String marker, boolean tight) {
        String task = item.attributes().has("checked") ? item.attributes().flag("checked") ? "[x] " : "[ ] " : "";
        String content = task + blocks(item.children(), tight, true);
        return content.isEmpty() ? marker.strip() : prefixed(content, marker, " ".repeat(marker.length()), "");
    }

    /** A paragraph, and perhaps lists, need no blank lines in between. */
    private static boolean isShort(Block item) {
        for (int at = 0; at < item.children().size(); at++) {
            Block child = item.children().get(at);
            boolean first =
                    at == 0 && (child.kind().equals("paragraph") || child.kind().equals("image"));
            if (!first && (at == 0 || !mayFollowText(child))) {
                return false;
            }
        }
        return true;
    }

    /** Only lists that begin with 1 and with an item that is not empty end a paragraph without a blank line. */
    private static boolean mayFollowText(Block block) {
        boolean list = block.kind().endsWith("_list") && block.attributes().whole("start", 1) == 1;
        return list
                && !block.children().isEmpty()
                && !block.children().get(0).children().isEmpty();
    }

    private static String table(Block table) {
        List<Block> rows = new ArrayList<>(table.children());
        int columns = rows.stream().mapToInt(row -> row.children().size()).max().orElse(0);
        if (columns == 0) {
            return "";
        }
        if (!rows.get(0).attributes().flag("header", false)) {
            rows.add(0, ContentBlock.row(true, List.of()));
        }
        var text = new StringBuilder();
        for (int at = 0; at < rows.size(); at++) {
            text.append(text.isEmpty() ? "|" : "\n|");
            List<Block> cells = rows.get(at).children();
            for (int column = 0; column < columns; column++) {
                text.append(' ')
                        .append(
                                column < cells.size()
                                        ? SpanWriter.write(cells.get(column).spans(), SpanWriter.Place.CELL)
                                        : "")
                        .append(" |");
            }
            text.append(at == 0 ? delimiters(table, columns) : "");
        }
        return text.toString();
    }

    private static String delimiters(Block table, int columns) {
        var line = new StringBuilder("\n|");
        List<Block> cells = table.children().get(0).children();
        for (int column = 0; column < columns; column++) {
            String alignment =
                    column < cells.size() ? cells.get(column).attributes().text("alignment", "") : "";
            line.append(
                    switch (alignment) {
                        case "left" -> " :-- |";
                        case "center" -> " :-: |";
                        case "right" -> " --: |";
                        default -> " --- |";
                    });
        }
        return line.toString();
    }

    private static String prefixed(String text, String first, String others, String blank) {
        var out = new StringBuilder(text.length() + text.length() / 8).append(first);
        int from = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
            boolean nextIsBlank = at + 1 == text.length() || text.charAt(at + 1) == '\n';
            out.append(text, from, at + 1).append(nextIsBlank ? blank : others);
            from = at + 1;
        }
        return out.append(text, from, text.length()).toString();
    }
}
