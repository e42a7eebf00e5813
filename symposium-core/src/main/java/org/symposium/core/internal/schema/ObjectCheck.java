package org.symposium.core.internal.schema;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.Values;

/** Checks the values of one object, or of all settings, against its fields. */
final class ObjectCheck {
    private static final int MOST_UNKNOWN = 20;

    private ObjectCheck() {}

    /** All rules: unknown names, values that are missing and have no default, and each value by its field. */
    static void check(List<Field> fields, Values values, Findings here) {
        checkUnknown(fields, values, here);
        checkValues(fields, values, values, true, here);
    }

    /**
     * All rules but <em>required</em> on this level: for what a user chose, before it is merged.
     *
     * @param merged decides what is visible
     */
    static void checkGiven(List<Field> fields, Values given, Values merged, Findings here) {
        checkUnknown(fields, given, here);
        checkValues(fields, given, merged, false, here);
    }

    /** Whether a value is there. Blank text is as good as none, for what is required. */
    static boolean isSet(@Nullable Object value) {
        return value instanceof String text ? !text.isBlank() : value != null;
    }

    private static void checkValues(
            List<Field> fields, Values values, Values merged, boolean withRequired, Findings here) {
        var visibility = new Visibility(fields, merged);
        for (Field field : fields) {
            if (!visibility.isVisible(field)) {
                continue;
            }
            Object value = values.asMap().get(field.name());
            if (withRequired
                    && field.required()
                    && !isSet(value == null ? EffectiveSettings.defaultOf(field) : value)) {
                here.in(field.name()).add("required", value == null ? "is missing" : "must not be empty");
            } else if (value != null) {
                FieldCheck.check(field, value, here.in(field.name()));
            }
        }
    }

    private static void checkUnknown(List<Field> fields, Values values, Findings here) {
        Map<String, Field> known =
                fields.stream().collect(Collectors.toMap(Field::name, field -> field, (one, other) -> one));
        List<String> unknown =
                values.names().stream().filter(name -> !known.containsKey(name)).toList();
        String names = fields.isEmpty()
                ? "there are none here"
                : "known are " + fields.stream().map(Field::name).collect(Collectors.joining(", "));
        for (String name : unknown.subList(0, Math.min(MOST_UNKNOWN, unknown.size()))) {
            here.in(name.length() > 80 ? name.substring(0, 80) + "…" : name)
                    .add("unknown_field", "is no known field; " + names);
        }
        here.addIf(unknown.size() > MOST_UNKNOWN, "unknown_field", "has " + unknown.size() + " unknown fields");
    }
}
