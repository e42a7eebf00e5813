package org.symposium.handlers.notion;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.FakeService.Request;

/**
 * Notion, as far as outputs ask for it: pages with properties and blocks, and its limits. What it holds is what the requests have made of it, so that whoever forgets them
 * has an empty one.
 */
final class NotionFake {
    static final String DATABASE = "d0000000-0000-4000-8000-000000000001";
    static final String SOURCE = "50000000-0000-4000-8000-000000000002";
    static final String PAGE = "a0000000-0000-4000-8000-000000000003";
    static final String MADE_AT = "2040-01-01T00:00:00.000Z";

    private final Map<String, List<String>> children = new LinkedHashMap<>();
    private final Map<String, Values> pages = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private int ids;

    private NotionFake() {}

    /** The answer to the last request. */
    static Reply answer(List<Request> asked) {
        return after(asked).last;
    }

    /** What Notion holds after these requests. */
    static NotionFake after(List<Request> asked) {
        var notion = new NotionFake();
        notion.children.put(PAGE, new ArrayList<>());
        asked.forEach(request -> notion.last = notion.take(request));
        return notion;
    }

    private Reply last = Reply.of(404, "text/plain", "");

    /** The pages' properties, by id. */
    Map<String, Values> pages() {
        return pages;
    }

    /** The types of the blocks in a page or block, as they stand there; what is in them in brackets. */
    List<String> blocks(String id) {
        return children.getOrDefault(id, List.of()).stream()
                .map(child -> blocks(child).isEmpty() ? types.get(child) : types.get(child) + blocks(child))
                .toList();
    }

    private Reply take(Request request) {
        String path = request.path().replaceFirst("\\?.*", "");
        String id = path.replaceFirst("/v1/[a-z_]+/?", "").replaceFirst("/.*", "");
        return switch (request.method() + " " + path.replaceFirst("/[0-9a-f-]{36}", "/*")) {
            case "GET /v1/users/me" ->
                Reply.json("{\"object\":\"user\",\"id\":\"b0000000-0000-4000-8000-000000000009\",\"type\":\"bot\","
                        + "\"name\":\"Symposium\",\"bot\":{\"workspace_name\":\"Ada's\"}}");
            case "GET /v1/databases/*" ->
                id.equals(DATABASE)
                        ? database()
                        : error(404, "object_not_found", "Could not find database with ID: " + id + ".");
            case "GET /v1/data_sources/*" -> source();
            case "POST /v1/data_sources/*/query" -> query(Values.fromJson(request.body()));
            case "POST /v1/pages" -> make(request.body());
            case "PATCH /v1/pages/*" -> update(id, Values.fromJson(request.body()));
            case "PATCH /v1/blocks/*/children" -> append(id, request.body());
            case "GET /v1/blocks/*/children" -> list(id);
            default -> error(404, "object_not_found", "Could not find " + path);
        };
    }

    static Reply error(int status, String code, String message) {
        Values body = Values.of("object", "error")
                .with("status", status)
                .with("code", code)
                .with("message", message)
                .with("request_id", "r-1");
        return Reply.of(status, "application/json; charset=utf-8", body.toJson());
    }

    private static Reply database() {
        return Reply.json("{\"object\":\"database\",\"id\":\"" + DATABASE + "\",\"data_sources\":[{\"id\":\"" + SOURCE
                + "\",\"name\":\"Items\"}]}");
    }

    private static Reply source() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("Name", property("title"));
        for (String type : List.of(
                "rich_text",
                "number",
                "url",
                "email",
                "phone_number",
                "select",
                "status",
                "multi_select",
                "date",
                "checkbox",
                "people",
                "relation",
                "files",
                "formula")) {
            properties.put("My " + type, property(type));
        }
        return Reply.json(Values.of("object", "data_source")
                .with("id", SOURCE)
                .with("title", List.of(Map.of("plain_text", "Items")))
                .with("properties", properties)
                .toJson());
    }

    private static Map<String, Object> property(String type) {
        return Map.of("id", "x", "type", type, type, Map.of());
    }

    private Reply query(Values body) {
        String property = body.text("filter.property");
        var results = new ArrayList<Values>();
        pages.forEach((id, properties) -> {
            String url = properties.objectOrEmpty(property).text("url", "");
            String title = properties.objectOrEmpty(property).text("title.0.text.content", "");
            boolean isUrl = body.has("filter.url");
            String wanted = isUrl ? body.text("filter.url.equals") : body.text("filter.title.equals");
            if (wanted.equals(isUrl ? url : title)) {
                results.add(page(id));
            }
        });
        return results(results);
    }

    private Reply make(String json) {
        Values body = Values.fromJson(json);
        if (isTooMuch(json, body)) {
            return error(400, "validation_error", "body failed validation");
        }
        String id = id();
        pages.put(id, body.object("properties"));
        children.put(id, new ArrayList<>());
        add(id, body.list("children"));
        return Reply.json(page(id).toJson());
    }

    private Reply update(String id, Values body) {
        pages.merge(id, body.objectOrEmpty("properties"), Values::with);
        if (body.flag("erase_content", false)) {
            children.put(id, new ArrayList<>());
        }
        return Reply.json(page(id).toJson());
    }

    private Reply append(String id, String json) {
        Values body = Values.fromJson(json);
        if (isTooMuch(json, body)) {
            return error(400, "validation_error", "body failed validation");
        }
        if (!children.containsKey(id)) {
            return error(404, "object_not_found", "Could not find block with ID: " + id + ".");
        }
        return results(add(id, body.list("children")).stream()
                .map(child -> Values.of("object", "block").with("id", child))
                .toList());
    }

    private Reply list(String id) {
        return results(children.getOrDefault(id, List.of()).stream()
                .map(child -> Values.of("object", "block").with("id", child))
                .toList());
    }

    private static Reply results(List<Values> results) {
        return Reply.json(Values.of("object", "list")
                .with("results", results)
                .with("next_cursor", null)
                .with("has_more", false)
                .toJson());
    }

    private static Values page(String id) {
        return Values.of("object", "page")
                .with("id", id)
                .with("created_time", MADE_AT)
                .with("url", "https://www.notion.so/" + id.replace("-", ""));
    }

    private List<String> add(String parent, List<Values> blocks) {
        var added = new ArrayList<String>();
        for (Values block : blocks) {
            String id = id();
            String type = block.text("type");
            types.put(id, type);
            children.put(id, new ArrayList<>());
            children.get(parent).add(id);
            add(id, block.object(type).list("children"));
            added.add(id);
        }
        return added;
    }

    private String id() {
        return "e0000000-0000-4000-8000-%012d".formatted(++ids);
    }

    private static boolean isTooMuch(String json, Values body) {
        return json.getBytes(StandardCharsets.UTF_8).length > 500_000
                || size(body.list("children")) > 1_000
                || isTooMuch(body.list("children"), 1)
                || hasLongText(Json.read(json));
    }

    private static int size(List<Values> blocks) {
        return blocks.stream()
                .mapToInt(block -> 1 + size(block.object(block.text("type")).list("children")))
                .sum();
    }

    private static boolean isTooMuch(List<Values> blocks, int level) {
        return blocks.size() > 100
                || (level > 3 && !blocks.isEmpty())
                || blocks.stream().anyMatch(block -> {
                    Values under = block.object(block.text("type"));
                    boolean isBareTable = block.text("type").equals("table")
                            && (level > 2 || under.list("children").isEmpty());
                    return isBareTable
                            || under.list("rich_text").size() > 100
                            || isTooMuch(under.list("children"), level + 1);
                });
    }

    private static boolean hasLongText(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .anyMatch(entry -> (entry.getKey().equals("content")
                                    && entry.getValue() instanceof String text
                                    && text.length() > 2_000)
                            || hasLongText(entry.getValue()));
        }
        return tree instanceof List<?> list && list.stream().anyMatch(NotionFake::hasLongText);
    }
}
