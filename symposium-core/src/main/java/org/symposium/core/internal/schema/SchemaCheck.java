package org.symposium.core.internal.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the definitions of a type's three schemas. */
final class SchemaCheck {
    private static final int MAX_FIELDS = 200;

    private SchemaCheck() {}

    static void checkAuth(Part definition) {
        definition.object("auth_schema").ifPresent(schema -> check(schema, true));
    }

    /** A schema for settings, which are stored and shown as they are, so no field of it may be a secret. */
    static void checkPlain(Part definition, String name) {
        definition.object(name).ifPresent(schema -> check(schema, false));
    }

    /** Whether a schema, whatever it looks like, has a field. */
    static boolean asksForSomething(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map && map.get("fields") instanceof List<?> fields && !fields.isEmpty();
    }

    private static void check(Part schema, boolean secretsAllowed) {
        if (!schema.has("fields")) {
            schema.at("fields").add("required", "is missing; a schema that asks for nothing has an empty list");
        }
        schema.at("fields")
                .addIf(
                        schema.list("fields").size() > MAX_FIELDS,
                        "max_items",
                        "must have at most " + MAX_FIELDS + " fields");
        FieldDefinitions.check(schema, "fields", secretsAllowed, 1);
    }
}
