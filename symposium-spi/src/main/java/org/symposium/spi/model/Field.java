package org.symposium.spi.model;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One field of a schema. Reads whatever stands there; whether a definition is right is decided when its type is registered.
 *
 * @param name unique within its schema
 * @param type {@code text}, {@code password}, {@code textarea}, {@code select}, {@code multiselect}, {@code number}, {@code boolean}, {@code url}, {@code email}, {@code date},
 *     {@code list} (of {@code items}) or {@code object} (of {@code fields})
 * @param label what a person reads
 * @param required whether a value must be there after defaults are filled in
 * @param definition the whole definition in the specification's form: help, placeholder, default, min, max, step, pattern, visible_when …
 */
public record Field(String name, String type, String label, boolean required, Values definition) {

    static Field of(Values definition) {
        String name = textOr(definition, "name", "");
        return new Field(
                name,
                textOr(definition, "type", "text"),
                textOr(definition, "label", name),
                Boolean.TRUE.equals(definition.at("required")),
                definition);
    }

    /** Whether values of this field are secrets: typed unseen, sealed, never shown. */
    public boolean isSecret() {
        return type.equals("password") || Boolean.TRUE.equals(definition.at("secret"));
    }

    /**
     * How many characters at the end of a secret may be shown to its user ({@code show_last}): 0 to 4. Of a secret with fewer than
     * {@value CredentialView#SHORTEST_SHOWN} characters none is.
     */
    public int showLast() {
        return definition.at("show_last") instanceof Long most ? (int) Math.max(0, Math.min(4, most)) : 0;
    }

    /** The choices of a select or multiselect, hidden ones (accepted, not shown) among them. */
    public List<Option> options() {
        return objects(definition, "options")
                .map(option -> {
                    String value = scalarOr(option.at("value"), "");
                    return new Option(value, scalarOr(option.at("label"), value));
                })
                .toList();
    }

    /** The fields of an object; empty for other types. */
    public List<Field> fields() {
        return all(definition, "fields");
    }

    /** The field each item of a list obeys: its {@code items}, or plain text. */
    public Field items() {
        return of(definition.at("items") instanceof Map<?, ?> ? definition.object("items") : Values.empty());
    }

    /** The fields of a list of definitions; what is no object is passed over. */
    static List<Field> all(Values definition, String name) {
        return objects(definition, name).map(Field::of).toList();
    }

    private static Stream<Values> objects(Values definition, String name) {
        if (!(definition.at(name) instanceof List<?> items)) {
            return Stream.empty();
        }
        return IntStream.range(0, items.size())
                .filter(position -> items.get(position) instanceof Map<?, ?>)
                .mapToObj(position -> definition.object(name + "." + position));
    }

    private static String textOr(Values values, String name, String otherwise) {
        return values.at(name) instanceof String text ? text : otherwise;
    }

    private static String scalarOr(@Nullable Object value, String otherwise) {
        return value instanceof String || value instanceof Number ? value.toString() : otherwise;
    }
}
