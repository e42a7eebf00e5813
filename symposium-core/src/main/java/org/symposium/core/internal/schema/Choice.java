package org.symposium.core.internal.schema;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One option of a select.
 *
 * @param value text or a number
 * @param label what a person reads
 * @param isHidden accepted, but not offered to choose: an option that is on its way out
 */
record Choice(Object value, String label, boolean isHidden) {
    static Optional<Choice> of(@Nullable Object option) {
        if (!(option instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Object value = map.get("value");
        if (value == null || !isValue(value)) {
            return Optional.empty();
        }
        String label = map.get("label") instanceof String text ? text : value.toString();
        return Optional.of(new Choice(value, label, Boolean.TRUE.equals(map.get("hidden"))));
    }

    /** Whether an option may have this value. */
    static boolean isValue(@Nullable Object value) {
        return value instanceof String || FieldRules.decimal(value).isPresent();
    }
}
