package org.symposium.handlers.notion;

import org.symposium.handlers.HandlerStage;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.FakeService.Request;

/** Notion, as far as sources ask for it: one database of one page, which has some of each kind of block. */
final class NotionSource {
    static final String PAGE = "59833787-2cf9-4fdf-8782-e53db20768a5";

    private NotionSource() {}

    static Reply answer(Request request) {
        String path = request.path().replaceFirst("\\?.*", "");
        if (path.endsWith("/query")) {
            return Reply.json(resource("query.json"));
        }
        if (path.startsWith("/v1/users/me")) {
            return Reply.json("{\"object\":\"user\",\"id\":\"b0000000-0000-4000-8000-000000000009\",\"name\":\"S\"}");
        }
        if (path.startsWith("/v1/search")) {
            return Reply.json("{\"results\":[]}");
        }
        if (path.startsWith("/v1/databases/")) {
            return Reply.json("{\"object\":\"database\",\"data_sources\":[{\"id\":\"" + NotionFake.SOURCE
                    + "\",\"name\":\"Food\"}]}");
        }
        if (path.startsWith("/v1/data_sources/")) {
            return Reply.json(
                    "{\"title\":[{\"plain_text\":\"Food\"}],\"properties\":{\"Name\":{\"id\":\"title\",\"type\":\"title\"}}}");
        }
        if (path.startsWith("/v1/pages/")) {
            String list = resource("query.json");
            int from = list.indexOf("{\"object\":\"page\"");
            return Reply.json(list.substring(from, list.lastIndexOf("],\n \"next_cursor\"")));
        }
        return Reply.json(blocks(path));
    }

    private static String blocks(String path) {
        if (path.contains("000000000003")) {
            return "{\"results\":[{\"type\":\"numbered_list_item\",\"id\":\"f0000000-0000-4000-8000-0000000000f1\",\"numbered_list_item\":{\"rich_text\":[{\"plain_text\":\"inner\"}]}}],\"has_more\":false,\"next_cursor\":null}";
        }
        if (path.contains("00000000000b")) {
            return "{\"results\":[{\"type\":\"table_row\",\"table_row\":{\"cells\":[[{\"plain_text\":\"a\"}],[{\"plain_text\":\"b|c\"}]]}},"
                    + "{\"type\":\"table_row\",\"table_row\":{\"cells\":[[{\"plain_text\":\"1\"}]]}}],\"has_more\":false,\"next_cursor\":null}";
        }
        return resource("blocks.json");
    }

    private static String resource(String name) {
        return HandlerStage.resource(NotionSource.class, name);
    }
}
