package org.symposium.handlers.notion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symposium.spi.model.Values;

/**
 * A block as it is sent.
 *
 * @param type its word, such as {@code paragraph}
 * @param body what stands under that word, but for the children
 */
record NotionBlock(String type, Map<String, Object> body, List<NotionBlock> children) {
    NotionBlock {
        children = List.copyOf(children);
    }

    static NotionBlock of(String type, Map<String, Object> body) {
        return new NotionBlock(type, body, List.of());
    }

    static NotionBlock text(String type, List<Object> richText, List<NotionBlock> children) {
        return new NotionBlock(type, Map.of("rich_text", richText), children);
    }

    boolean isTable() {
        return type.equals("table");
    }

    /** With only so many of its children. */
    NotionBlock first(int count) {
        return new NotionBlock(type, body, children.subList(0, count));
    }

    /** How many blocks it is, itself among them. */
    int size() {
        return 1 + children.stream().mapToInt(NotionBlock::size).sum();
    }

    Map<String, Object> toMap() {
        var under = new LinkedHashMap<>(body);
        if (!children.isEmpty()) {
            under.put("children", children.stream().map(NotionBlock::toMap).toList());
        }
        var block = new LinkedHashMap<String, Object>();
        block.put("object", "block");
        block.put("type", type);
        block.put(type, under);
        return block;
    }

    /** How many bytes of UTF-8 it takes at most: its JSON's length, three bytes for a sign beyond ASCII. */
    long bytes() {
        String json = Values.of(toMap()).toJson();
        return json.length() + 2L * json.chars().filter(c -> c > 0x7F).count();
    }
}
