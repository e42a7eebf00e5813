package org.symposium.handlers.notion;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.Span;
import org.symposium.spi.model.TextPieces;

/**
 * A document as Notion's blocks. What has no block of its own is said otherwise: headings below the third level are of the third, an ordered list loses the number that it
 * starts with, a picture that is not {@code https} is a link, a text too long for one block goes on in paragraphs.
 */
final class BlocksOfDocument {
    private BlocksOfDocument() {}

    static List<NotionBlock> of(Document document) {
        return blocks(document.blocks());
    }

    private static List<NotionBlock> blocks(List<Block> blocks) {
        return blocks.stream().flatMap(block -> blocks(block).stream()).toList();
    }

    private static List<NotionBlock> blocks(Block block) {
        return switch (block.kind()) {
            case "heading" -> heading(block);
            case "code" -> code(block);
            case "quote" -> List.of(nested("quote", Map.of(), block.children()));
            case "bullet_list" -> items(block, "bulleted_list_item");
            case "ordered_list" -> items(block, "numbered_list_item");
            case "table" -> table(block);
            case "rule" -> List.of(NotionBlock.of("divider", Map.of()));
            case "image" -> image(block);
            default -> paragraphs(RichText.blocks(block.spans()));
        };
    }

    private static List<NotionBlock> paragraphs(List<List<Object>> texts) {
        return texts.stream()
                .map(text -> NotionBlock.text("paragraph", text, List.of()))
                .toList();
    }

    private static List<NotionBlock> heading(Block block) {
        List<List<Object>> texts = RichText.blocks(block.spans());
        if (texts.isEmpty()) {
            return List.of();
        }
        var blocks = new ArrayList<NotionBlock>();
        String type = "heading_" + Math.min(3, block.attributes().whole("level", 1));
        blocks.add(NotionBlock.text(type, texts.get(0), List.of()));
        blocks.addAll(paragraphs(texts.subList(1, texts.size())));
        return blocks;
    }

    private static List<NotionBlock> code(Block block) {
        String language = CodeLanguage.of(block.attributes().text("language", ""));
        String text = block.attributes().text("text", "");
        List<List<Object>> texts = RichText.blocks(List.of(new Span(text, Set.of(), Optional.empty())));
        List<List<Object>> all = texts.isEmpty() ? List.of(List.of()) : texts;
        return all.stream()
                .map(part -> NotionBlock.of("code", Map.of("rich_text", part, "language", language)))
                .toList();
    }

    private static List<NotionBlock> items(Block list, String type) {
        return list.children().stream()
                .map(item -> item.attributes().has("checked")
                        ? nested("to_do", Map.of("checked", item.attributes().flag("checked")), item.children())
                        : nested(type, Map.of(), item.children()))
                .toList();
    }

    /** A block that has a text and blocks in it: its text is the first paragraph. */
    private static NotionBlock nested(String type, Map<String, Object> more, List<Block> inside) {
        boolean hasText = !inside.isEmpty() && inside.get(0).kind().equals("paragraph");
        List<List<Object>> texts = hasText ? RichText.blocks(inside.get(0).spans()) : List.of();
        var children = new ArrayList<NotionBlock>();
        if (texts.size() > 1) {
            children.addAll(paragraphs(texts.subList(1, texts.size())));
        }
        children.addAll(blocks(hasText ? inside.subList(1, inside.size()) : inside));
        var body = new LinkedHashMap<String, Object>();
        body.put("rich_text", texts.isEmpty() ? List.of() : texts.get(0));
        body.putAll(more);
        return new NotionBlock(type, body, children);
    }

    private static List<NotionBlock> table(Block table) {
        int width = table.children().stream()
                .mapToInt(row -> row.children().size())
                .max()
                .orElse(0);
        if (width == 0) {
            return List.of();
        }
        List<NotionBlock> rows =
                table.children().stream().map(row -> row(row, width)).toList();
        boolean hasHeader = table.children().get(0).attributes().flag("header", false);
        Map<String, Object> body =
                Map.of("table_width", width, "has_column_header", hasHeader, "has_row_header", false);
        return List.of(new NotionBlock("table", body, rows));
    }

    private static NotionBlock row(Block row, int width) {
        var cells = new ArrayList<Object>();
        row.children().forEach(cell -> cells.add(RichText.single(cell.spans())));
        while (cells.size() < width) {
            cells.add(List.of());
        }
        return NotionBlock.of("table_row", Map.of("cells", cells));
    }

    private static List<NotionBlock> image(Block block) {
        URI address = block.attributes().uri("url");
        String description = block.attributes().text("alt", "");
        if (!"https".equalsIgnoreCase(address.getScheme()) || !RichText.isAddress(address)) {
            String shown = description.isBlank() ? address.toString() : description;
            return paragraphs(RichText.blocks(List.of(new Span(shown, Set.of(), Optional.of(address)))));
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "external");
        body.put("external", Map.of("url", address.toASCIIString()));
        if (!description.isBlank()) {
            body.put("caption", RichText.plain(TextPieces.shortened(description, RichText.LONGEST_TEXT)));
        }
        return List.of(NotionBlock.of("image", body));
    }
}
