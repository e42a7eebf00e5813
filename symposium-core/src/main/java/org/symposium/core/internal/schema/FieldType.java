package org.symposium.core.internal.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types that fields may have, by their words in a definition. */
enum FieldType {
    TEXT,
    PASSWORD,
    TEXTAREA,
    EMAIL,
    DATE,
    URL,
    SELECT,
    MULTISELECT,
    NUMBER,
    BOOLEAN,
    LIST,
    OBJECT;

    /** The type of a word such as {@code textarea}. */
    static Optional<FieldType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    /** All words, for messages. */
    static String words() {
        return Arrays.stream(values()).map(FieldType::word).collect(Collectors.joining(", "));
    }

    /** Whether its values are free text. */
    boolean isText() {
        return switch (this) {
            case TEXT, PASSWORD, TEXTAREA, EMAIL, DATE, URL -> true;
            default -> false;
        };
    }

    /** Whether credentials, which are text, hold its values as JSON. */
    boolean isJson() {
        return switch (this) {
            case NUMBER, BOOLEAN, LIST, OBJECT, MULTISELECT -> true;
            default -> false;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
