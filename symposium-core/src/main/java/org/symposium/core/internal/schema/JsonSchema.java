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
 * A schema as JSON Schema, draft 2020-12, for hosts that draw forms with what they have. It accepts what a user may save for a source or output without a config in
 * the integration: what has a default is not required.
 *
 * <p>Two things it can't say, and leaves to {@link SettingsCheck}: a step that does not start at a multiple of itself, and that the value of an invisible field is of
 * no interest. {@code null} for <em>not chosen</em> is not part of it. {@code visible_when} stands in the properties as well, as it is in the definition.
 */
public final class JsonSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private JsonSchema() {}

    /** The JSON Schema of a schema. */
    public static Values of(Schema schema) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("$schema", DRAFT);
        json.putAll(object(schema.fields()));
        return Values.of(json);
    }

    /** An object of these fields. */
    static Map<String, @Nullable Object> object(List<Field> fields) {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        var required = new ArrayList<String>();
        var conditions = new ArrayList<Map<String, ?>>();
        for (Field field : fields) {
            Optional<Map<String, @Nullable Object>> visible = JsonSchemaCondition.of(field, fields);
            boolean isMissed = field.required() && EffectiveSettings.defaultOf(field) == null;
            properties.put(field.name(), JsonSchemaField.of(field, field.required() && visible.isEmpty()));
            if (visible.isPresent() && field.required()) {
                conditions.add(Map.of("if", visible.get(), "then", present(field, isMissed)));
            } else if (isMissed) {
                required.add(field.name());
            }
        }
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("type", "object");
        json.put("properties", properties);
        putUnlessEmpty(json, "required", required);
        json.put("additionalProperties", false);
        putUnlessEmpty(json, "allOf", conditions);
        return json;
    }

    private static Map<String, @Nullable Object> present(Field field, boolean isMissed) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("properties", Map.of(field.name(), Map.of("pattern", JsonSchemaField.NOT_BLANK)));
        putUnlessEmpty(json, "required", isMissed ? List.of(field.name()) : List.of());
        return json;
    }

    private static void putUnlessEmpty(Map<String, @Nullable Object> json, String name, List<?> values) {
        if (!values.isEmpty()) {
            json.put(name, values);
        }
    }
}
