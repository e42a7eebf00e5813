package org.symposium.handlers.notion;

import tools.jackson.databind.JsonNode;

/** Notion's rich text as plain text. */
final class RichTextRead {
    private RichTextRead() {}

    /** The text of a list of items, joined; empty when there is none. */
    static String plain(JsonNode items) {
        var text = new StringBuilder();
        if (items.isArray()) {
            items.forEach(item -> text.append(text(item)));
        }
        return text.toString();
    }

    /** What an item shows. */
    static String text(JsonNode item) {
        var members = new Members(item);
        return members.text("plain_text")
                .or(() -> members.at("text").text("content"))
                .orElse("");
    }
}
