package org.symposium.spi.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a card must have in one of its fields; part of a {@link CardFilter}, which checks and makes it.
 *
 * @param field {@code title}, {@code content}, or {@code data.} and a path as in {@link Values#at}
 * @param value plain: text, number, flag, or a list of them; null where the comparison takes none
 * @param ignoreCase whether texts are equal whatever their case
 */
public record CardCondition(
        String field, Comparison comparison, @Nullable Object value, boolean ignoreCase) {
    /** Before the path of a field of the data. */
    public static final String DATA = "data.";

    private static final List<String> NAMES = List.of("field", "operator", "value", "ignore_case");

    /** Whether the card has it. */
    public boolean lets(Card card) {
        Object found = read(card, field);
        return ignoreCase
                ? comparison.lets(PlainOrder.folded(found), PlainOrder.folded(value))
                : comparison.lets(found, value);
    }

    /** What a card has in a field. */
    static @Nullable Object read(Card card, String field) {
        return switch (field) {
            case "title" -> card.title();
            case "content" -> card.content();
            default -> card.data().at(field.substring(DATA.length()));
        };
    }

    static CardCondition of(Values json) {
        return new CardCondition(
                json.text("field"),
                Comparison.named(json.text("operator")).orElseThrow(),
                json.at("value"),
                json.flag("ignore_case", false));
    }

    Values toValues() {
        Values json = Values.of("field", field).with("operator", comparison.word());
        json = comparison.isBare() ? json : json.with("value", value);
        return ignoreCase ? json.with("ignore_case", true) : json;
    }

    /** All that is wrong with the JSON form. */
    static List<Violation> check(Values json) {
        var found = new FilterFindings(json);
        found.known(NAMES);
        found.text("field", true, 300).ifPresent(field -> found.field("field", field));
        found.text("operator", true, 300)
                .ifPresent(word -> Comparison.named(word)
                        .ifPresentOrElse(
                                comparison -> checkValue(comparison, json, found),
                                () -> found.add("operator", "options", "must be one of " + words())));
        return found.all();
    }

    private static void checkValue(Comparison comparison, Values json, FilterFindings found) {
        Object value = json.at("value");
        boolean ignoresCase = found.flag("ignore_case");
        if (comparison.isBare()) {
            if (value != null) {
                found.add("value", "unsupported", "must be left out: '" + comparison.word() + "' takes none");
            }
        } else if (value == null) {
            found.add("value", "required", "is missing");
        } else if (comparison.takesList()) {
            checkList(value, found);
        } else {
            checkOne("value", comparison, value, found);
        }
        if (ignoresCase && (comparison.isOrder() || comparison.isBare())) {
            found.add("ignore_case", "unsupported", "is not possible with '" + comparison.word() + "'");
        }
    }

    private static void checkList(Object value, FilterFindings found) {
        if (!(value instanceof List<?> list)) {
            found.add("value", "type", "must be a list of texts, numbers or flags");
            return;
        }
        found.size("value", list.size());
        for (int at = 0; at < list.size(); at++) {
            Object each = list.get(at);
            if (each == null) {
                found.add("value." + at, "type", "must be text, a number or a flag");
            } else {
                checkOne("value." + at, Comparison.EQUALS, each, found);
            }
        }
    }

    private static void checkOne(String name, Comparison comparison, Object value, FilterFindings found) {
        boolean isText = value instanceof String;
        boolean isNumber = value instanceof Number;
        if (comparison.takesText() && !isText) {
            found.add(name, "type", "must be text");
        } else if (comparison.isOrder() && !isText && !isNumber) {
            found.add(name, "type", "must be a number or text");
        } else if (!isText && !isNumber && !(value instanceof Boolean)) {
            found.add(name, "type", "must be text, a number or a flag");
        } else if (value instanceof String text && text.length() > FilterFindings.LONGEST_VALUE) {
            found.add(name, "max_length", "must have at most " + FilterFindings.LONGEST_VALUE + " characters");
        }
    }

    private static List<String> words() {
        var words = new ArrayList<String>();
        for (Comparison each : Comparison.values()) {
            words.add(each.word());
        }
        return Collections.unmodifiableList(words);
    }
}
