package org.symposium.handlers.discord;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.Span;

/**
 * A document in Discord's Markdown, which has headings of three levels, lists, quotations of one level and code, and no tables, rules and pictures: they are columns in a
 * block of code, a line, and links.
 */
final class BlockText {
    private static final String FENCE = "```";
    private static final String INDENT = "  ";
    private static final int DEEPEST = 8;
    private static final int LEVELS = 3;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z0-9_+.#-]{1,40}", Pattern.CASE_INSENSITIVE);

    private final Document document;
    private final boolean withPreviews;

    /**
     * Markdown for a document.
     *
     * @param withPreviews whether Discord is to show previews of addresses that stand in the text
     */
    BlockText(Document document, boolean withPreviews) {
        this.document = document;
        this.withPreviews = withPreviews;
    }

    /** All blocks, one below the other. */
    String of(Document piece) {
        return joined(piece.blocks());
    }

    /** How many characters a piece has in Discord's eyes. */
    int size(Document piece) {
        String text = of(piece).strip();
        return text.codePointCount(0, text.length());
    }

    /** A heading leaves room below itself. */
    private String joined(List<Block> blocks) {
        var text = new StringBuilder();
        boolean isBelowHeading = false;
        for (Block block : blocks) {
            String one = of(block);
            if (!one.isBlank()) {
                text.append(text.isEmpty() ? "" : isBelowHeading ? "\n" : "\n\n")
                        .append(one);
                isBelowHeading = block.kind().equals("heading");
            }
        }
        return text.toString();
    }

    /** Nothing for a block that shows nothing. */
    private String of(Block block) {
        return switch (block.kind()) {
            case "paragraph" -> spans(block.spans());
            case "heading" -> heading(block);
            case "code" ->
                fenced(
                        block.attributes().text("language", ""),
                        block.attributes().text("text", ""));
            case "quote" -> quoted(joined(unquoted(block.children())));
            case "bullet_list", "ordered_list" -> list(block, 0);
            case "table" -> fenced("", document.with(List.of(block)).text());
            case "rule" -> "———";
            case "image" -> image(block);
            default -> block.spans().isEmpty() ? joined(block.children()) : spans(block.spans());
        };
    }

    private String spans(List<Span> spans) {
        return DiscordMarkdown.of(spans, withPreviews);
    }

    private String heading(Block heading) {
        int level = (int) heading.attributes().whole("level", 1);
        List<Span> line = oneLine(heading.spans());
        String text = level <= LEVELS ? spans(line).strip() : spans(bold(line));
        return level <= LEVELS && !text.isEmpty() ? "#".repeat(level) + " " + text : text;
    }

    private static List<Span> oneLine(List<Span> spans) {
        return spans.stream()
                .map(span -> new Span(span.text().replace('\n', ' '), span.marks(), span.link()))
                .toList();
    }

    private static List<Span> bold(List<Span> spans) {
        var bold = new ArrayList<Span>();
        for (Span span : spans) {
            var marks = new HashSet<>(span.marks());
            marks.add("strong");
            bold.add(new Span(span.text(), marks, span.link()));
        }
        return bold;
    }

    /** Discord ends a block at the first three back-ticks in it, wherever they stand. */
    private static String fenced(String language, String text) {
        if (text.isBlank()) {
            return "";
        }
        String name = LANGUAGE.matcher(language).matches() ? language : "";
        String harmless = text.stripTrailing().replace("``", "`" + DiscordMarkdown.BREAK + "`");
        return FENCE + name + "\n" + harmless + "\n" + FENCE;
    }

    /** A quotation in a quotation is none to Discord, which would show its mark. */
    private static List<Block> unquoted(List<Block> blocks) {
        return blocks.stream()
                .flatMap(block ->
                        block.kind().equals("quote") ? unquoted(block.children()).stream() : List.of(block).stream())
                .toList();
    }

    private static String quoted(String text) {
        return text.isBlank() ? "" : text.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
    }

    private String image(Block image) {
        return DiscordMarkdown.link(
                image.attributes().uri("url"), image.attributes().text("alt", ""), withPreviews);
    }

    private String list(Block list, int depth) {
        long number = list.attributes().whole("start", 1);
        var lines = new ArrayList<String>();
        for (Block item : list.children()) {
            String marker = list.kind().equals("ordered_list") ? number++ + ". " : "- ";
            lines.add(indent(depth) + item(item, marker + box(item), depth));
        }
        return String.join("\n", lines);
    }

    private static String box(Block item) {
        return item.attributes().has("checked") ? item.attributes().flag("checked") ? "☑ " : "☐ " : "";
    }

    private String item(Block item, String marker, int depth) {
        var text = new StringBuilder(marker);
        boolean isFirst = true;
        for (Block child : item.children()) {
            boolean isOnMarkersLine = isFirst && child.kind().equals("paragraph");
            text.append(isOnMarkersLine ? "" : "\n")
                    .append(isOnMarkersLine ? hanging(child, depth) : below(child, depth + 1));
            isFirst = false;
        }
        return text.toString().stripTrailing();
    }

    /** A line that stands at the margin would not belong to the item. */
    private String hanging(Block paragraph, int depth) {
        return of(paragraph).replace("\n", "\n" + indent(depth + 1));
    }

    private String below(Block child, int depth) {
        return switch (child.kind()) {
            case "bullet_list", "ordered_list" -> list(child, depth);
            case "code", "table", "quote" -> of(child); // these begin with their line, or are none
            case "heading" -> indent(depth) + spans(bold(oneLine(child.spans())));
            default -> of(child).lines().map(line -> indent(depth) + line).collect(Collectors.joining("\n"));
        };
    }

    private static String indent(int depth) {
        return INDENT.repeat(Math.min(depth, DEEPEST));
    }
}
