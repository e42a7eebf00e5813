package org.symposium.core.internal.schema;

import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;

/**
 * One object of a type's definition, read without trust: what has the wrong form is written down at its place, and is not there for whoever asked.
 */
final class Part {
    private final Map<String, @Nullable Object> values;
    private final Findings findings;

    Part(Values values, Findings findings) {
        this.values = values.asMap();
        this.findings = findings;
    }

    Findings at(String name) {
        return findings.in(name);
    }

    Findings here() {
        return findings;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    Set<String> names() {
        return values.keySet();
    }

    @Nullable
    Object raw(String name) {
        return values.get(name);
    }

    /** The definition of a field. */
    Field asField() {
        return Schema.of(Values.of("fields", List.of(values))).fields().get(0);
    }

    Optional<String> text(String name) {
        return typed(name, "text", value -> value instanceof String).map(String.class::cast);
    }

    /** Text that must be there and not be blank. */
    Optional<String> requiredText(String name) {
        if (!has(name)) {
            at(name).add("required", "is missing");
            return Optional.empty();
        }
        Optional<String> text = text(name);
        at(name).addIf(text.isPresent() && text.get().isBlank(), "required", "must not be empty");
        return text.filter(found -> !found.isBlank());
    }

    /** Text that must be one of the words. */
    Optional<String> word(String name, List<String> words) {
        Optional<String> word = text(name);
        if (word.isPresent() && !words.contains(word.get())) {
            at(name).addOf(word.get(), "option", "must be one of " + String.join(", ", words));
        }
        return word.filter(words::contains);
    }

    void flag(String name) {
        typed(name, "true or false", value -> value instanceof Boolean);
    }

    Optional<BigDecimal> number(String name) {
        return typed(name, "a number", value -> FieldRules.decimal(value).isPresent())
                .flatMap(FieldRules::decimal);
    }

    /** A whole number from {@code least} up. */
    Optional<Long> whole(String name, long least) {
        Optional<Long> whole =
                typed(name, "a whole number", value -> value instanceof Long).map(Long.class::cast);
        if (whole.isPresent() && whole.get() < least) {
            at(name).addOf(whole.get(), "min", "must be at least " + least);
        }
        return whole.filter(number -> number >= least);
    }

    Optional<Part> object(String name) {
        return typed(name, "an object", value -> value instanceof Map<?, ?>)
                .map(value -> new Part(Plain.object((Map<?, ?>) value), at(name)));
    }

    /** The objects of a list. */
    List<Part> objects(String name) {
        var parts = new ArrayList<Part>();
        List<?> items = list(name);
        for (int i = 0; i < items.size(); i++) {
            Findings place = at(name).in(i);
            if (items.get(i) instanceof Map<?, ?> map) {
                parts.add(new Part(Plain.object(map), place));
            } else {
                place.requireType(false, items.get(i), "an object");
            }
        }
        return parts;
    }

    /** The texts of a list. */
    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        List<?> items = list(name);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof String text) {
                texts.add(text);
            } else {
                at(name).in(i).requireType(false, items.get(i), "text");
            }
        }
        return texts;
    }

    List<?> list(String name) {
        return typed(name, "a list", value -> value instanceof List<?>)
                .<List<?>>map(value -> (List<?>) value)
                .orElse(List.of());
    }

    /** A web address over TLS; without it on this machine only, for tests and for services that run beside the host. */
    void secureUrl(String name) {
        secureUrl(name, UnaryOperator.identity());
    }

    /** One with gaps in it, filled to be looked at. */
    void secureUrl(String name, UnaryOperator<String> filled) {
        text(name).map(filled).ifPresent(text -> {
            String trouble = UrlCheck.trouble(text, false);
            if (trouble != null) {
                at(name).addOf(text, "url", trouble);
            } else if (!isSecure(URI.create(text))) {
                at(name).addOf(text, "url", "must begin with https://");
            }
        });
    }

    static boolean isSecure(URI url) {
        return url.getScheme().equalsIgnoreCase("https")
                || List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
    }

    private Optional<Object> typed(String name, String wanted, Predicate<Object> isRight) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        at(name).requireType(isRight.test(value), value, wanted);
        return isRight.test(value) ? Optional.of(value) : Optional.empty();
    }
}
