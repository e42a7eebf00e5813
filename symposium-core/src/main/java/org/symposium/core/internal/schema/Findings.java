package org.symposium.core.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Violation;

/** Where a check stands, and what it found. All places of one check write into the same list. */
final class Findings {
    private static final int SHOWN_LENGTH = 80;

    private final String path;
    private final boolean isSecret;
    private final List<Violation> found;

    private Findings(String path, boolean isSecret, List<Violation> found) {
        this.path = path;
        this.isSecret = isSecret;
        this.found = found;
    }

    /** Nothing found yet, standing at a path; empty for the whole input. */
    static Findings at(String path) {
        return new Findings(path, false, new ArrayList<>());
    }

    /** One step further in. */
    Findings in(Object name) {
        return new Findings(path.isEmpty() ? name.toString() : path + "." + name, isSecret, found);
    }

    /** The same place, whose values must not be shown from here on. */
    Findings secret() {
        return new Findings(path, true, found);
    }

    void add(String rule, String message) {
        found.add(new Violation(path, rule, message));
    }

    void addIf(boolean isWrong, String rule, String message) {
        if (isWrong) {
            add(rule, message);
        }
    }

    /** Adds a message with the value behind it, cut, unless it is secret. */
    void addOf(@Nullable Object value, String rule, String message) {
        add(rule, isSecret ? message : message + ", not " + shown(value));
    }

    /** Adds a violation of the type unless the value is of it. */
    void requireType(boolean isRight, @Nullable Object value, String wanted) {
        if (!isRight) {
            addOf(value, "type", "must be " + wanted);
        }
    }

    List<Violation> all() {
        return List.copyOf(found);
    }

    String path() {
        return path;
    }

    /** A value for people: JSON, at most 80 characters of it. */
    static String shown(@Nullable Object value) {
        if (value instanceof BigDecimal number && Math.abs((long) number.scale()) > SHOWN_LENGTH) {
            return number.toString(); // never written out: an exponent can make it long
        }
        String json = Json.write(value instanceof String text ? cut(text) : value);
        return cut(json);
    }

    private static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= SHOWN_LENGTH) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, SHOWN_LENGTH)) + "…";
    }
}
