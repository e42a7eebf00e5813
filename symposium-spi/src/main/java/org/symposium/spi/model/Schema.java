package org.symposium.spi.model;

import java.util.List;
import java.util.Optional;

/**
 * The fields a user fills in: to authenticate, to configure a source, or to configure an output. Spec: <em>Integration Types</em>.
 *
 * @param fields in the order of the form
 */
public record Schema(List<Field> fields) {
    private static final Schema EMPTY = new Schema(List.of());

    /** Copies the list. */
    public Schema {
        fields = List.copyOf(fields);
    }

    /** A schema that asks for nothing. */
    public static Schema empty() {
        return EMPTY;
    }

    /** Reads {@code {"fields": […]}}; what is no field in it is passed over, and told when its type is registered. */
    public static Schema of(Values definition) {
        return new Schema(Field.all(definition, "fields"));
    }

    /** The field of a name. */
    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
