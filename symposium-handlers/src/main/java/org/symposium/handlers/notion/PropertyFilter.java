package org.symposium.handlers.notion;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Filters of a query; see <a href="https://developers.notion.com/reference/post-database-query-filter">Filter database entries</a>. */
final class PropertyFilter {
    private PropertyFilter() {}

    /** Pages in which a property has this text; empty for types that can't be compared so, and text that is none of the type. */
    static Optional<Map<String, Object>> equal(String property, String type, String text) {
        return operand(type, text).map(operand -> Map.of("property", property, type, Map.of("equals", operand)));
    }

    private static Optional<Object> operand(String type, String text) {
        return switch (type) {
            case "title", "rich_text", "url", "email", "phone_number", "select", "status" -> Optional.of(text);
            case "number" -> PropertyForm.of(type, text).flatMap(value -> present(value.get(type)));
            case "date" -> PropertyForm.of(type, text).map(date -> text);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> present(@Nullable Object value) {
        return Optional.ofNullable(value);
    }
}
