package org.symposium.core.internal.content;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.Span;

/** Writes a document as plain text. */
final class PlainText {
    private static final String RULE = "-".repeat(20);

    private PlainText() {}

    static String of(Document document) {
        return blocks(document.blocks(), "\n\n");
    }

    static String line(Document document) {
        return flat(document.blocks()).replaceAll("\\s+", " ").strip();
    }

    /** Spans as text; a link shows its address too where that says more than its label. */
    static String spans(List<Span> spans) {
        var text = new StringBuilder();
        var label = new StringBuilder();
        for (int at = 0; at < spans.size(); at++) {
            Span span = spans.get(at);
            text.append(span.text());
            label.append(span.text());
            if (at + 1 == spans.size()
                    || SpanList.isImage(span)
                    || !spans.get(at + 1).link().equals(span.link())) {
                span.link().ifPresent(link -> address(text, link, label.toString()));
                label.setLength(0);
            }
        }
        return text.toString();
    }

    private static void address(StringBuilder text, URI link, String label) {
        String address = link.toString();
        if (label.isEmpty()) {
            text.append(address);
        } else if (!address.equals(label) && !address.equals("mailto:" + label) && !address.equals("http://" + label)) {
            text.append(" (").append(address).append(')');
        }
    }

    private static String blocks(List<Block> blocks, String between) {
        return blocks.stream()
                .map(PlainText::block)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(between));
    }

    private static String block(Block block) {
        return switch (block.kind()) {
            case "code" -> indented(block.attributes().text("text"), "    ", "    ");
            case "quote" -> indented(blocks(block.children(), "\n\n"), "> ", "> ");
            case "bullet_list", "ordered_list" -> list(block);
            case "table" -> PlainTable.of(block);
            case "rule" -> RULE;
            case "image" -> image(block);
            default -> spans(block.spans()) + blocks(block.children(), "\n\n");
        };
    }

    private static String image(Block image) {
        var text = new StringBuilder(image.attributes().text("alt"));
        address(text, URI.create(image.attributes().text("url")), text.toString());
        return text.toString();
    }

    private static String list(Block list) {
        long number = list.attributes().whole("start", 1);
        boolean numbered = list.kind().equals("ordered_list");
        var text = new StringBuilder();
        for (Block item : list.children()) {
            String marker = (numbered ? number++ + ". " : "- ") + checkbox(item);
            boolean loose = item.children().stream()
                            .filter(child -> child.kind().equals("paragraph"))
                            .count()
                    > 1;
            text.append(text.isEmpty() ? "" : "\n");
            text.append(indented(blocks(item.children(), loose ? "\n\n" : "\n"), marker, " ".repeat(numbered ? 3 : 2)));
        }
        return text.toString();
    }

    private static String checkbox(Block item) {
        return item.attributes().has("checked") ? item.attributes().flag("checked") ? "[x] " : "[ ] " : "";
    }

    private static String indented(String text, String first, String others) {
        var out = new StringBuilder(first);
        String[] lines = text.split("\n", -1);
        for (int at = 0; at < lines.length; at++) {
            out.append(at == 0 ? "" : lines[at].isEmpty() ? "\n" + others.stripTrailing() : "\n" + others)
                    .append(lines[at]);
        }
        return out.toString();
    }

    private static String flat(List<Block> blocks) {
        var text = new StringBuilder();
        for (Block block : blocks) {
            text.append(SpanList.text(block.spans()))
                    .append(' ')
                    .append(flat(block.children()))
                    .append(' ');
            text.append(block.kind().equals("image") ? block.attributes().text("alt") : "");
            text.append(block.kind().equals("code") ? block.attributes().text("text") : "");
        }
        return text.toString();
    }
}
