package org.symposium.handlers.airtable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Content;
import org.symposium.spi.Delivery;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Verdict;

/** The values that templates give of one card, typed as their fields want them. What is empty is no value. */
final class CellValues {
    /** As many characters as a cell takes. */
    private static final int MOST_TEXT = 100_000;

    private static final int MOST_SHOWN = 60;
    /** A value and nothing around it. Three braces are Markdown, and rendered. */
    private static final Pattern SINGLE = Pattern.compile("\\s*\\{\\{\\s*(\\w+(?:\\.\\w+)*)\\s*}}\\s*");

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][-+]?\\d{1,2})?");
    private static final Pattern YES = Pattern.compile("(?i)true|yes|on|1");
    private static final Pattern NO = Pattern.compile("(?i)false|no|off|0");

    private final Delivery delivery;
    private final Card card;

    CellValues(Delivery delivery, Card card) {
        this.delivery = delivery;
        this.card = card;
    }

    /**
     * The value of a field.
     *
     * @throws HandlerException when the template gives something of another type
     */
    Optional<Object> of(FieldMapping mapping) {
        String template = mapping.template();
        return switch (mapping.type()) {
            case AUTO -> auto(template);
            case TEXT -> text(rendered(template).text());
            case RICH_TEXT -> text(rendered(template).markdown());
            case NUMBER -> number(mapping);
            case FLAG -> flag(mapping);
            case LIST -> list(template);
            case JSON -> json(Json.read(template));
        };
    }

    /** On one line, without what Markdown makes of it. */
    String line(String template) {
        return auto(template).map(String::valueOf).orElse("");
    }

    private Optional<Object> auto(String template) {
        Optional<Object> single = single(template);
        return single.isPresent()
                ? single.filter(value -> !isEmpty(value)).map(CellValues::shortened)
                : text(rendered(template).text());
    }

    private Optional<Object> number(FieldMapping mapping) {
        Optional<Object> value = auto(mapping.template());
        if (value.isEmpty() || value.get() instanceof Number) {
            return value;
        }
        String text = String.valueOf(value.get());
        if (!NUMBER.matcher(text).matches()) {
            throw wrong(mapping, text, "a number");
        }
        return Optional.of(new BigDecimal(text));
    }

    private Optional<Object> flag(FieldMapping mapping) {
        Optional<Object> value = auto(mapping.template());
        if (value.isEmpty() || value.get() instanceof Boolean) {
            return value;
        }
        String text = String.valueOf(value.get());
        boolean isYes = YES.matcher(text).matches();
        if (!isYes && !NO.matcher(text).matches()) {
            throw wrong(mapping, text, "true or false");
        }
        return Optional.of(isYes);
    }

    private Optional<Object> list(String template) {
        Optional<Object> value = auto(template);
        Stream<String> texts = value.isPresent() && value.get() instanceof List<?> list
                ? list.stream().map(String::valueOf)
                : value.stream().flatMap(text -> Stream.of(String.valueOf(text).split("[,\\r\\n]+", -1)));
        List<String> items = texts.map(String::strip)
                .filter(item -> !item.isEmpty())
                .distinct()
                .toList();
        return items.isEmpty() ? Optional.empty() : Optional.of(items);
    }

    private Optional<Object> json(@Nullable Object tree) {
        if (tree instanceof String template) {
            return auto(template);
        }
        if (tree instanceof Map<?, ?> object) {
            var members = new LinkedHashMap<Object, Object>();
            object.forEach((name, member) -> json(member).ifPresent(value -> members.put(name, value)));
            return members.isEmpty() ? Optional.empty() : Optional.of(members);
        }
        if (tree instanceof List<?> list) {
            var items = new ArrayList<Object>();
            list.forEach(item -> json(item).ifPresent(items::add));
            return items.isEmpty() ? Optional.empty() : Optional.of(items);
        }
        return Optional.ofNullable(tree);
    }

    private Optional<Object> single(String template) {
        Matcher single = SINGLE.matcher(template);
        return single.matches() ? Optional.ofNullable(card.toValues().at(single.group(1))) : Optional.empty();
    }

    private Content rendered(String template) {
        return delivery.render(template, card);
    }

    private static Optional<Object> text(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(shortened(text.strip()));
    }

    private static Object shortened(Object value) {
        return value instanceof String text ? TextPieces.shortened(text, MOST_TEXT) : value;
    }

    private static boolean isEmpty(Object value) {
        return (value instanceof String text && text.isBlank())
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> object && object.isEmpty());
    }

    private HandlerException wrong(FieldMapping mapping, String text, String wanted) {
        return new HandlerException(Verdict.failed(
                        FailureKind.MISCONFIGURED,
                        "The field '" + mapping.field() + "' is to be " + wanted + ", but the card '"
                                + TextPieces.shortened(card.title(), MOST_SHOWN) + "' gives '"
                                + TextPieces.shortened(text, MOST_SHOWN) + "'.")
                .suggest("Correct the field's template, or choose another type of the value."));
    }
}
