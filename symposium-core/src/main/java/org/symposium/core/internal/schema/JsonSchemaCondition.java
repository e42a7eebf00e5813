package org.symposium.core.internal.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Field;

/** When a field is visible, as a JSON Schema of the object that it is in: see {@link Visibility}. */
final class JsonSchemaCondition {
    private final List<Field> fields;

    private JsonSchemaCondition(List<Field> fields) {
        this.fields = fields;
    }

    /** The condition of a field; empty for one that is always visible. */
    static Optional<Map<String, @Nullable Object>> of(Field field, List<Field> fields) {
        var all = new ArrayList<Map<String, @Nullable Object>>();
        new JsonSchemaCondition(fields).collect(field, all, new HashSet<>());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(all.size() == 1 ? all.get(0) : json("allOf", all));
    }

    /** A field's own condition, and that of the field it depends on. */
    private void collect(Field field, List<Map<String, @Nullable Object>> all, Set<String> asked) {
        Optional<Map<?, ?>> condition = Visibility.condition(field);
        if (condition.isEmpty() || !asked.add(field.name())) {
            return;
        }
        Map<?, ?> when = condition.get();
        Optional<Field> other = fields.stream()
                .filter(one -> one.name().equals(when.get("field")))
                .findFirst();
        if (other.isEmpty()) {
            return;
        }
        collect(other.get(), all, asked);
        if (when.get("equals") != null) {
            all.add(isAmong(other.get(), List.of(when.get("equals"))));
        }
        if (when.get("in") instanceof List<?> allowed) {
            all.add(isAmong(other.get(), allowed));
        }
        if (when.get("not") != null) {
            all.add(json("not", isAmong(other.get(), Visibility.listOf(when.get("not")))));
        }
        if (when.get("is_set") instanceof Boolean wanted) {
            all.add(wanted ? isSet(other.get()) : json("not", isSet(other.get())));
        }
    }

    private static Map<String, @Nullable Object> isAmong(Field field, List<?> allowed) {
        Object otherwise = FieldRules.of(field).defaultValue();
        boolean alsoAbsent = allowed.stream().anyMatch(one -> FieldRules.same(one, otherwise));
        return property(field, json("enum", allowed), alsoAbsent);
    }

    private static Map<String, @Nullable Object> isSet(Field field) {
        boolean alsoAbsent = ObjectCheck.isSet(FieldRules.of(field).defaultValue());
        return property(field, json("not", json("pattern", "^\\s*$", "type", "string")), alsoAbsent);
    }

    private static Map<String, @Nullable Object> property(
            Field field, Map<String, @Nullable Object> schema, boolean alsoAbsent) {
        Map<String, @Nullable Object> json = json("properties", json(field.name(), schema));
        if (!alsoAbsent) {
            json.put("required", List.of(field.name()));
        }
        return json;
    }

    private static Map<String, @Nullable Object> json(String name, Object value) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put(name, value);
        return json;
    }

    private static Map<String, @Nullable Object> json(String name, Object value, String second, Object other) {
        Map<String, @Nullable Object> json = json(name, value);
        json.put(second, other);
        return json;
    }
}
