package org.symposium.core.internal.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.Values;

/**
 * Which fields of an object are visible with its values. A field may name a condition on another field of the same object:
 *
 * <ul>
 *   <li>{@code "visible_when": {"field": "provider", "equals": "openweather"}}: has this value
 *   <li>{@code {"field": "provider", "in": ["a", "b"]}}: has one of these
 *   <li>{@code {"field": "provider", "not": "a"}}, or {@code "not": ["a", "b"]}: has none of these; also where it is not set
 *   <li>{@code {"field": "token", "is_set": true}}, or {@code false}: has a value that is not blank, or has none
 * </ul>
 *
 * Several of them in one condition must all hold. The other field counts with its default where it has no value. A field whose condition names an invisible one is
 * invisible. An invisible field is not required; a value it has is not checked, is kept, and is not there at run time.
 */
final class Visibility {
    private final List<Field> fields;
    private final Values values;

    Visibility(List<Field> fields, Values values) {
        this.fields = fields;
        this.values = values;
    }

    boolean isVisible(Field field) {
        return isVisible(field, new HashSet<>());
    }

    private boolean isVisible(Field field, Set<String> asked) {
        Optional<Map<?, ?>> condition = condition(field);
        if (condition.isEmpty() || !asked.add(field.name())) {
            return true; // a circle is refused when the type is registered
        }
        Optional<Field> other = fields.stream()
                .filter(one -> one.name().equals(condition.get().get("field")))
                .findFirst();
        return other.isEmpty() || (isVisible(other.get(), asked) && holds(condition.get(), valueOf(other.get())));
    }

    static Optional<Map<?, ?>> condition(Field field) {
        return field.definition().asMap().get("visible_when") instanceof Map<?, ?> map
                ? Optional.of(map)
                : Optional.empty();
    }

    private @Nullable Object valueOf(Field field) {
        Object value = values.asMap().get(field.name());
        return value == null ? FieldRules.of(field).defaultValue() : value;
    }

    private static boolean holds(Map<?, ?> condition, @Nullable Object value) {
        if (condition.containsKey("equals") && !FieldRules.same(condition.get("equals"), value)) {
            return false;
        }
        if (condition.get("in") instanceof List<?> allowed && !isAmong(allowed, value)) {
            return false;
        }
        if (condition.containsKey("not") && isAmong(listOf(condition.get("not")), value)) {
            return false;
        }
        return !(condition.get("is_set") instanceof Boolean wanted) || wanted == ObjectCheck.isSet(value);
    }

    static List<?> listOf(@Nullable Object oneOrMany) {
        if (oneOrMany instanceof List<?> many) {
            return many;
        }
        return oneOrMany == null ? List.of() : List.of(oneOrMany);
    }

    private static boolean isAmong(List<?> allowed, @Nullable Object value) {
        return allowed.stream().anyMatch(one -> FieldRules.same(one, value));
    }
}
