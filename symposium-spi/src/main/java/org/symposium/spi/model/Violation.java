package org.symposium.spi.model;

/**
 * One broken rule of some input.
 *
 * @param field path of the field at fault, such as {@code settings.temperature} or {@code items.0.id}; empty for the input as a whole
 * @param rule the rule's short name, such as {@code required}, {@code max} or {@code unknown_field}; stable, for programs
 * @param message what is wrong and what would be right, for people; never holds the value of a secret
 */
public record Violation(String field, String rule, String message) {

    /** The same violation seen from further out: {@code "settings"} in front of {@code "url"} gives {@code "settings.url"}. */
    public Violation within(String outer) {
        return new Violation(field.isEmpty() ? outer : outer + "." + field, rule, message);
    }

    @Override
    public String toString() {
        return (field.isEmpty() ? "" : field + ": ") + message + " [" + rule + "]";
    }
}
