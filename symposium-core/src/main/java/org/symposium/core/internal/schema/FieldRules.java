package org.symposium.core.internal.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Field;

/** What a field's definition demands. Reads what is right in it and passes over what is not: {@link TypeCheck} has refused that before. */
final class FieldRules {
    private static final long TEXT_LENGTH = 10_000;
    private static final long TEXTAREA_LENGTH = 1_000_000;
    private static final long URL_LENGTH = 2_000;
    private static final long LIST_ITEMS = 1_000;

    private final Map<String, @Nullable Object> definition;
    private final FieldType type;

    private FieldRules(Field field) {
        this.definition = field.definition().asMap();
        this.type = FieldType.of(field.type()).orElse(FieldType.TEXT);
    }

    static FieldRules of(Field field) {
        return new FieldRules(field);
    }

    Optional<BigDecimal> number(String name) {
        return decimal(definition.get(name));
    }

    /** Shortest text, in characters (code points). */
    long minLength() {
        return whole("min_length", 0);
    }

    /** Longest text, in characters (code points); a text with a pattern is never longer than others. */
    long maxLength() {
        long most = switch (type) {
            case TEXTAREA -> definition.get("pattern") == null ? TEXTAREA_LENGTH : TEXT_LENGTH;
            case URL -> URL_LENGTH;
            default -> TEXT_LENGTH;
        };
        long wanted = whole("max_length", most);
        boolean bounded = type == FieldType.URL || definition.get("pattern") != null;
        return bounded ? Math.min(wanted, most) : wanted;
    }

    long minItems() {
        return whole("min_items", 0);
    }

    long maxItems() {
        return whole("max_items", LIST_ITEMS);
    }

    Optional<String> patternText() {
        return definition.get("pattern") instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(definition.get(name));
    }

    /** The default that the definition names; {@code null} if it names none. */
    @Nullable
    Object defaultValue() {
        return definition.get("default");
    }

    /** The choices, hidden ones among them, in order. */
    List<Choice> choices() {
        var choices = new ArrayList<Choice>();
        if (definition.get("options") instanceof List<?> options) {
            for (Object option : options) {
                Choice.of(option).ifPresent(choices::add);
            }
        }
        return choices;
    }

    /** A number of any plain form as a decimal. */
    static Optional<BigDecimal> decimal(@Nullable Object value) {
        if (value instanceof Long whole) {
            return Optional.of(BigDecimal.valueOf(whole));
        }
        if (value instanceof BigInteger whole) {
            return Optional.of(new BigDecimal(whole));
        }
        return value instanceof BigDecimal decimal ? Optional.of(decimal) : Optional.empty();
    }

    /** Whether two plain values are the same, numbers by what they are worth: {@code 1} is {@code 1.0}. */
    static boolean same(@Nullable Object one, @Nullable Object other) {
        Optional<BigDecimal> number = decimal(one);
        Optional<BigDecimal> second = decimal(other);
        if (number.isPresent() && second.isPresent()) {
            return number.get().compareTo(second.get()) == 0;
        }
        return one != null && one.equals(other);
    }

    private long whole(String name, long otherwise) {
        return definition.get(name) instanceof Long whole && whole >= 0 ? whole : otherwise;
    }
}
