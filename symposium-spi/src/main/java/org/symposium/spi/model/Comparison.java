package org.symposium.spi.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link CardCondition} compares what a card has with a value. Its word in JSON is the name in lower case.
 *
 * <p>Numbers are equal and ordered by what they are worth (1 is 1.0), texts code point by code point, and a number and a text are never equal nor ordered.
 * Where nothing stands, or {@code null}, only {@link #MISSING} and the four that say <em>not</em> let a card through.
 */
public enum Comparison {
    /** The same text, number or flag. */
    EQUALS,
    /** All that {@link #EQUALS} does not let through. */
    NOT_EQUALS,
    /** Equal to one of a list of values. */
    IN,
    /** All that {@link #IN} does not let through. */
    NOT_IN,
    /** A text with this part in it, or a list with an equal value in it. */
    CONTAINS,
    /** All that {@link #CONTAINS} does not let through. */
    NOT_CONTAINS,
    /** A text that begins so. */
    STARTS_WITH,
    /** A text that ends so. */
    ENDS_WITH,
    /** A larger number, or a text that comes later. */
    GREATER,
    /** That, or equal. */
    GREATER_OR_EQUAL,
    /** A smaller number, or a text that comes before. */
    LESS,
    /** That, or equal. */
    LESS_OR_EQUAL,
    /** Something stands there that is not {@code null}; takes no value. */
    EXISTS,
    /** Nothing stands there, or {@code null}; takes no value. */
    MISSING;

    /** The one of this word. */
    public static Optional<Comparison> named(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** As in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it takes no value. */
    boolean isBare() {
        return this == EXISTS || this == MISSING;
    }

    /** Whether it takes a list of values. */
    boolean takesList() {
        return this == IN || this == NOT_IN;
    }

    /** Whether it takes text only. */
    boolean takesText() {
        return this == STARTS_WITH || this == ENDS_WITH;
    }

    /** Whether it asks which comes first. */
    boolean isOrder() {
        return this == GREATER || this == GREATER_OR_EQUAL || this == LESS || this == LESS_OR_EQUAL;
    }

    /** @param found plain; what a card has */
    boolean lets(@Nullable Object found, @Nullable Object wanted) {
        return switch (this) {
            case EQUALS -> PlainOrder.equal(found, wanted);
            case NOT_EQUALS -> !PlainOrder.equal(found, wanted);
            case IN -> isIn(found, wanted);
            case NOT_IN -> !isIn(found, wanted);
            case CONTAINS -> contains(found, wanted);
            case NOT_CONTAINS -> !contains(found, wanted);
            case STARTS_WITH ->
                found instanceof String text && wanted instanceof String start && text.startsWith(start);
            case ENDS_WITH -> found instanceof String text && wanted instanceof String end && text.endsWith(end);
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> isOrdered(found, wanted);
            case EXISTS -> found != null;
            case MISSING -> found == null;
        };
    }

    private boolean isOrdered(@Nullable Object found, @Nullable Object wanted) {
        if (found == null || wanted == null || !PlainOrder.comparable(found, wanted)) {
            return false;
        }
        int order = PlainOrder.compare(found, wanted);
        return switch (this) {
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            default -> order <= 0;
        };
    }

    private static boolean isIn(@Nullable Object found, @Nullable Object wanted) {
        return wanted instanceof List<?> list && list.stream().anyMatch(each -> PlainOrder.equal(found, each));
    }

    private static boolean contains(@Nullable Object found, @Nullable Object wanted) {
        return found instanceof List<?> list
                ? list.stream().anyMatch(each -> PlainOrder.equal(each, wanted))
                : found instanceof String text && wanted instanceof String part && text.contains(part);
    }
}
