package org.symposium.handlers.slack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.Span;

/** One block of a document as mrkdwn, which has no headings, tables and lists: they are bold lines, columns in a block of code, and bullets by hand. */
final class BlockText {
    private static final List<String> BULLETS = List.of("•", "◦", "▪");
    private static final String INDENT = "    ";
    private static final int DEEPEST = 5;
    private static final String FENCE = "```";

    private final Document document;

    BlockText(Document document) {
        this.document = document;
    }

    /** All blocks, one below the other. */
    String of(Document piece) {
        return joined(piece.blocks(), "\n");
    }

    /** Nothing for a block that shows nothing. */
    String of(Block block) {
        return switch (block.kind()) {
            case "paragraph" -> Mrkdwn.of(block.spans());
            case "heading" -> Mrkdwn.of(bold(block.spans()));
            case "code" -> fenced(block.attributes().text("text", ""));
            case "quote" -> quoted(joined(block.children(), "\n\n"));
            case "bullet_list", "ordered_list" -> list(block, 0);
            case "table" -> fenced(document.with(List.of(block)).text());
            case "rule" -> "———";
            case "image" -> image(block);
            default -> block.spans().isEmpty() ? joined(block.children(), "\n") : Mrkdwn.of(block.spans());
        };
    }

    private String joined(List<Block> blocks, String between) {
        return blocks.stream().map(this::of).filter(text -> !text.isBlank()).collect(Collectors.joining(between));
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

    /** Slack shows no language, and ends a block at the first three back-ticks in it. */
    private static String fenced(String text) {
        return text.isBlank()
                ? ""
                : FENCE + "\n" + Mrkdwn.escaped(text.stripTrailing()).replace("`", "`" + Mrkdwn.BREAK) + "\n" + FENCE;
    }

    private static String quoted(String text) {
        return text.lines().map(line -> line.isEmpty() ? ">" : "> " + line).collect(Collectors.joining("\n"));
    }

    private static String image(Block image) {
        String alt = image.attributes().text("alt", "");
        return Mrkdwn.link(image.attributes().uri("url"), alt.isBlank() ? "image" : alt);
    }

    private String list(Block list, int depth) {
        long number = list.attributes().whole("start", 1);
        var lines = new ArrayList<String>();
        for (Block item : list.children()) {
            String marker = list.kind().equals("ordered_list") ? number++ + ". " : bullet(item, depth);
            lines.add(indent(depth) + item(item, marker, depth));
        }
        return String.join("\n", lines);
    }

    private static String bullet(Block item, int depth) {
        if (item.attributes().has("checked")) {
            return item.attributes().flag("checked") ? "☑ " : "☐ ";
        }
        return BULLETS.get(Math.min(depth, BULLETS.size() - 1)) + " ";
    }

    private String item(Block item, String marker, int depth) {
        var text = new StringBuilder(marker);
        boolean isFirst = true;
        for (Block child : item.children()) {
            boolean isOnMarkersLine = isFirst && child.kind().equals("paragraph");
            text.append(isOnMarkersLine ? "" : "\n").append(isOnMarkersLine ? of(child) : below(child, depth + 1));
            isFirst = false;
        }
        return text.toString().stripTrailing();
    }

    private String below(Block child, int depth) {
        return switch (child.kind()) {
            case "bullet_list", "ordered_list" -> list(child, depth);
            case "code", "table", "quote" -> of(child); // these begin with their line, or are none
            default -> of(child).lines().map(line -> indent(depth) + line).collect(Collectors.joining("\n"));
        };
    }

    private static String indent(int depth) {
        return INDENT.repeat(Math.min(depth, DEEPEST));
    }
}
