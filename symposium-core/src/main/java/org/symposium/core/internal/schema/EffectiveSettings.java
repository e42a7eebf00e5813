package org.symposium.core.internal.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;

/**
 * Settings as they are at run time. For each field the first of these that is not {@code null}:
 *
 * <ol>
 *   <li>the source's or output's own value
 *   <li>the integration's config by the field's name, by {@code default_} and the name, by {@code preferred_} and the name, in this order; a key that is another
 *       field's name belongs to that one alone
 *   <li>the schema's default
 * </ol>
 *
 * An object is taken whole from one place, and what it leaves open is filled in with its fields' defaults. An object that nobody gave is made of its fields' defaults if
 * they are enough for it. Invisible fields (see {@link Visibility}) and names that the schema does not know (from an older version of the type, perhaps) are left out.
 */
public final class EffectiveSettings {
    private EffectiveSettings() {}

    /** The merged settings, in the schema's order; unchecked. */
    public static Values merge(Schema schema, Values own, Values config) {
        var merged = new LinkedHashMap<String, @Nullable Object>();
        for (Field field : schema.fields()) {
            Object chosen = own.asMap().get(field.name());
            put(merged, field, chosen == null ? configured(schema, field, config) : chosen);
        }
        return Values.of(visible(schema.fields(), merged));
    }

    /** What a field holds when nobody gives it a value; {@code null} if it has no default. */
    static @Nullable Object defaultOf(Field field) {
        Object value = FieldRules.of(field).defaultValue();
        if (value != null || !field.type().equals("object")) {
            return value == null ? null : filled(field, value);
        }
        Map<String, @Nullable Object> made = filled(field.fields(), Map.of());
        boolean enough = isEnough(field.fields(), Values.of(made));
        return made.isEmpty() || !enough ? null : made;
    }

    /** A value with its objects' open fields filled in with their defaults. */
    static Object filled(Field field, Object value) {
        if (field.type().equals("object")
                && value instanceof Map<?, ?> map
                && !field.fields().isEmpty()) {
            return filled(field.fields(), map);
        }
        if (field.type().equals("list") && value instanceof List<?> list) {
            var items = new ArrayList<@Nullable Object>();
            for (Object item : list) {
                items.add(item == null ? null : filled(field.items(), item));
            }
            return items;
        }
        return value;
    }

    private static Map<String, @Nullable Object> filled(List<Field> fields, Map<?, ?> given) {
        var filled = new LinkedHashMap<String, @Nullable Object>();
        for (Field field : fields) {
            put(filled, field, given.get(field.name()));
        }
        return visible(fields, filled);
    }

    private static void put(Map<String, @Nullable Object> values, Field field, @Nullable Object given) {
        Object value = given == null ? defaultOf(field) : filled(field, given);
        if (value != null) {
            values.put(field.name(), value);
        }
    }

    private static Map<String, @Nullable Object> visible(List<Field> fields, Map<String, @Nullable Object> values) {
        var visibility = new Visibility(fields, Values.of(values));
        var visible = new LinkedHashMap<String, @Nullable Object>(values);
        fields.stream()
                .filter(field -> !visibility.isVisible(field))
                .map(Field::name)
                .forEach(visible::remove);
        return visible;
    }

    private static boolean isEnough(List<Field> fields, Values made) {
        var visibility = new Visibility(fields, made);
        return fields.stream()
                .filter(field -> field.required() && visibility.isVisible(field))
                .allMatch(field -> ObjectCheck.isSet(made.asMap().get(field.name())));
    }

    private static @Nullable Object configured(Schema schema, Field field, Values config) {
        return ConfigKeys.keysFor(field).stream()
                .filter(key ->
                        ConfigKeys.fieldFor(schema, key).filter(field::equals).isPresent())
                .map(key -> Optional.ofNullable(config.asMap().get(key)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }
}
