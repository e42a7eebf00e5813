package org.symposium.handlers.airtable;

import java.util.Locale;

/** What a field's template is to give. */
enum ValueType {
    /** The value of a single {@code {{…}}} with its type, else text. */
    AUTO,
    TEXT,
    /** Markdown, as it was rendered. */
    RICH_TEXT,
    NUMBER,
    FLAG,
    /** Texts, separated by commas; of a single {@code {{…}}} the list itself. */
    LIST,
    /** A tree whose texts are templates each. */
    JSON;

    static ValueType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
