package org.symposium.handlers.webscraper;

import java.util.Locale;

/** What a field takes of an element that its selector finds. */
enum Take {
    /** Its text, white space as a browser shows it. */
    TEXT,
    /** All of it, as clean Markdown. */
    CONTENT,
    /** The address it leads to, absolute. */
    LINK,
    /** One of its attributes; an address is made absolute. */
    ATTRIBUTE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Take of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
