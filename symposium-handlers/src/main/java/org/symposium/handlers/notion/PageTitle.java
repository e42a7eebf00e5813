package org.symposium.handlers.notion;

import tools.jackson.databind.JsonNode;

/** The title of a page, database or data source; empty if it has none. */
final class PageTitle {
    private PageTitle() {}

    static String of(Members item) {
        String own = RichTextRead.plain(item.node().path("title"));
        if (!own.isBlank()) {
            return oneLine(own);
        }
        for (JsonNode property : item.node().path("properties")) {
            if (new Members(property).text("type").filter("title"::equals).isPresent()) {
                return oneLine(RichTextRead.plain(property.path("title")));
            }
        }
        return "";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
