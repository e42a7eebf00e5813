package org.symposium.handlers.airtable;

import java.util.List;
import org.symposium.spi.model.Values;

/**
 * What is written into a field.
 *
 * @param field its name or its id
 * @param template over one card
 */
record FieldMapping(String field, String template, ValueType type) {
    static List<FieldMapping> of(Values settings) {
        return settings.list("fields").stream()
                .map(mapping -> new FieldMapping(
                        mapping.text("field").strip(),
                        mapping.text("value"),
                        ValueType.of(mapping.text("type", "auto"))))
                .toList();
    }
}
