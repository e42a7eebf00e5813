package org.symposium.spi.model;

import java.util.List;

/**
 * One field of a schema. Reads whatever stands there; whether a definition is right is decided when its type is registered.
 *
 * @param name unique within its schema
 * @param type {@code text}, {@code password}, {@code textarea}, {@code select}, {@code multiselect}, {@code number}, {@code boolean}, {@code url},
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

    /** The choices of a select or multiselect, hidden ones (accepted, not shown) among them. */
    public List<Option> options() {
        return definition.list("options").stream()
                .map(option ->
                        new Option(textOr(option, "value", ""), textOr(option, "label", textOr(option, "value", ""))))
                .toList();
    }

    /** The fields of an object; empty for other types. */
    public List<Field> fields() {
        return definition.list("fields").stream().map(Field::of).toList();
    }

    /** The field each item of a list obeys: its {@code items}, or plain text. */
    public Field items() {
        return of(definition.objectOrEmpty("items"));
    }

    private static String textOr(Values values, String name, String otherwise) {
        return values.at(name) instanceof String text ? text : otherwise;
    }
}
