package org.symposium.core.internal.content;

import java.time.Duration;
import org.symposium.spi.model.InvalidInputException;

/** What a template may cost. Users write templates, so each limit is counted and named when it is hit. */
final class TemplateLimits {
    /** Of the source, in bytes of UTF-8. */
    static final int SOURCE = 16 * 1024;

    /** Of what it gives, in bytes of UTF-8. */
    static final int OUTPUT = 256 * 1024;

    /** Sections in sections. */
    static final int DEPTH = 10;

    /** In one template, comments and closing tags too. */
    static final int TAGS = 500;

    /** Names joined by dots. */
    static final int NAMES = 20;

    /** Of one rendering: tags that were met, turns of loops, places looked at for a name, items joined. */
    static final int OPERATIONS = 500_000;

    /** A backstop only: the counts above end every rendering on any machine long before. */
    static final Duration TIME = Duration.ofSeconds(5);

    private TemplateLimits() {}

    static InvalidInputException exceeded(String field, String rule, String message) {
        return new InvalidInputException(field, rule, message);
    }
}
