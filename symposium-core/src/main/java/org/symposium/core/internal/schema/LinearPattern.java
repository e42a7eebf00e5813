package org.symposium.core.internal.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A type author's regular expression, matched against a whole text in time linear in text and pattern, whatever was written: RE2's syntax, so no look-around
 * and no back references. {@link java.util.regex} would backtrack for ever on some.
 */
final class LinearPattern {
    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException when it can't be read; the message says why
     */
    static LinearPattern of(String pattern) {
        try {
            return new LinearPattern(Pattern.compile(pattern));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        }
    }

    /** The pattern, if it can be read. */
    static Optional<LinearPattern> ifValid(String pattern) {
        try {
            return Optional.of(of(pattern));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // told when the type is registered
        }
    }

    /** Whether the whole text matches. */
    boolean matches(String text) {
        return pattern.matches(text);
    }
}
