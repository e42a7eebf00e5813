package org.symposium.handlers.webscraper;

import java.util.List;
import java.util.Map;
import org.symposium.spi.model.Values;

/**
 * One item.
 *
 * @param values text, or lists of text, by field name; what is missing is not there
 */
record ScrapedItem(Map<String, Object> values) {

    boolean has(ScrapedField field) {
        return values.containsKey(field.name());
    }

    /**
     * What it is known by over all runs: the field that the user chose, else its first link, else all that it holds.
     *
     * @param chosen name of a field; empty if the user chose none
     */
    String identity(List<ScrapedField> fields, String chosen) {
        if (!chosen.isEmpty() && values.containsKey(chosen)) {
            return String.valueOf(values.get(chosen));
        }
        return fields.stream()
                .filter(field -> chosen.isEmpty() && field.take() == Take.LINK && !field.all() && has(field))
                .findFirst()
                .map(field -> String.valueOf(values.get(field.name())))
                .orElseGet(() -> Digest.of(Values.of(values).toJson()));
    }
}
