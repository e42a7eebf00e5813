package org.symposium.handlers.notion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The value of a page's property as it is kept in a card: a number, a flag, a list of texts, else text; see <a
 * href="https://developers.notion.com/reference/page-property-values">Page properties</a>.
 */
final class PropertyText {
    private PropertyText() {}

    /** The value; empty when there is none, or its type is unknown. */
    static Optional<Object> of(JsonNode property) {
        var members = new Members(property);
        String type = members.text("type").orElse("");
        JsonNode value = property.path(type);
        return switch (type) {
            case "title", "rich_text" -> text(RichTextRead.plain(value));
            case "number" -> number(value);
            case "checkbox" -> value.isBoolean() ? Optional.of(value.asBoolean()) : Optional.empty();
            case "url", "email", "phone_number", "created_time", "last_edited_time" -> plain(value);
            case "select", "status" -> named(value).map(name -> name);
            case "multi_select" -> texts(names(value));
            case "date" -> date(new Members(value));
            case "people" -> texts(names(value));
            case "created_by", "last_edited_by" -> named(value).map(name -> name);
            case "relation" -> texts(ids(value));
            case "files" -> texts(names(value));
            case "unique_id" -> uniqueId(value);
            case "formula" -> of(value);
            case "rollup" -> rollup(value);
            case "string" -> plain(value);
            case "boolean" -> value.isBoolean() ? Optional.of(value.asBoolean()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Object> text(String text) {
        return Optional.<Object>of(text).filter(found -> !text.isBlank());
    }

    private static Optional<Object> plain(JsonNode value) {
        return value.isString() ? text(value.asString("")) : Optional.empty();
    }

    private static Optional<Object> number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Optional.of(value.bigIntegerValue());
        }
        return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
    }

    private static Optional<String> named(JsonNode value) {
        var members = new Members(value);
        return members.text("name").or(members::id);
    }

    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        if (list.isArray()) {
            list.forEach(item -> named(item).ifPresent(names::add));
        }
        return names;
    }

    private static List<String> ids(JsonNode list) {
        var ids = new ArrayList<String>();
        if (list.isArray()) {
            list.forEach(item -> new Members(item).id().ifPresent(ids::add));
        }
        return ids;
    }

    private static Optional<Object> texts(List<String> texts) {
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts);
    }

    private static Optional<Object> date(Members date) {
        return date.text("start")
                .map(start -> date.text("end").map(end -> start + "/" + end).orElse(start));
    }

    private static Optional<Object> uniqueId(JsonNode value) {
        if (!value.path("number").isIntegralNumber()) {
            return Optional.empty();
        }
        String number = value.path("number").asString("");
        return Optional.of(new Members(value)
                .text("prefix")
                .map(prefix -> prefix + "-" + number)
                .orElse(number));
    }

    private static Optional<Object> rollup(JsonNode value) {
        JsonNode list = value.path("array");
        if (!list.isArray()) {
            return of(value);
        }
        var texts = new ArrayList<String>();
        list.forEach(item -> of(item).map(PropertyText::shown).ifPresent(texts::add));
        return texts(texts);
    }

    /** A value on one line. */
    static String shown(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value instanceof java.math.BigDecimal number ? number.toPlainString() : value.toString();
    }
}
