package org.symposium.testkit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Values;

/** What a filter's JSON means, written a second time from its description: slowly, and knowing nothing of how {@link CardFilter} goes about it. */
final class ExpectedCards {
    private static final Comparator<Card> NEWEST_FIRST =
            Comparator.comparing(Card::createdAt).thenComparing(Card::id).reversed();

    private ExpectedCards() {}

    /** The ids of the chosen cards, in order. */
    static List<String> of(Values filter, List<Card> cards, Set<String> delivered) {
        Values outer = filter.objectOrEmpty("within");
        Values sorted = filter.has("sort") ? filter : outer;
        long limit = filter.whole("limit", outer.whole("limit", 100));
        return cards.stream()
                .filter(card -> !filter.has("not_delivered_by") || !delivered.contains(card.id()))
                .filter(card -> lets(filter, card) && lets(outer, card))
                .sorted(order(sorted.list("sort")))
                .limit(limit)
                .map(Card::id)
                .toList();
    }

    private static boolean lets(Values filter, Card card) {
        return isOneOf(filter.texts("card_types"), card.cardType())
                && isOneOf(filter.texts("source_ids"), card.sourceId())
                && (!filter.has("tags") || filter.texts("tags").stream().anyMatch(card.tags()::contains))
                && filter.texts("all_tags").stream().allMatch(card.tags()::contains)
                && filter.texts("no_tags").stream().noneMatch(card.tags()::contains)
                && !(filter.has("created_from") && card.createdAt().isBefore(filter.instant("created_from")))
                && !(filter.has("created_until") && !card.createdAt().isBefore(filter.instant("created_until")))
                && filter.list("where").stream().allMatch(condition -> holds(condition, card));
    }

    private static boolean isOneOf(List<String> wanted, String text) {
        return wanted.isEmpty() || wanted.contains(text);
    }

    private static boolean holds(Values condition, Card card) {
        boolean ignoresCase = condition.flag("ignore_case", false);
        Object has = plain(field(condition.text("field"), card), ignoresCase);
        Object value = plain(condition.at("value"), ignoresCase);
        String operator = condition.text("operator");
        return switch (operator) {
            case "equals" -> same(has, value);
            case "not_equals" -> !same(has, value);
            case "in" -> isAmong(has, value);
            case "not_in" -> !isAmong(has, value);
            case "contains" -> holds(has, value);
            case "not_contains" -> !holds(has, value);
            case "starts_with" -> has instanceof String text && value instanceof String start && text.startsWith(start);
            case "ends_with" -> has instanceof String text && value instanceof String end && text.endsWith(end);
            case "exists" -> has != null;
            case "missing" -> has == null;
            default -> comesAsAsked(operator, has, value);
        };
    }

    private static boolean comesAsAsked(String operator, @Nullable Object has, @Nullable Object value) {
        int order;
        if (has instanceof BigDecimal number && value instanceof BigDecimal other) {
            order = number.compareTo(other);
        } else if (has instanceof String text && value instanceof String other) {
            order = codePoints(text, other);
        } else {
            return false;
        }
        return switch (operator) {
            case "greater" -> order > 0;
            case "greater_or_equal" -> order >= 0;
            case "less" -> order < 0;
            case "less_or_equal" -> order <= 0;
            default -> throw new AssertionError(operator);
        };
    }

    private static boolean isAmong(@Nullable Object has, @Nullable Object values) {
        return values instanceof List<?> list && list.stream().anyMatch(each -> same(has, each));
    }

    private static boolean holds(@Nullable Object has, @Nullable Object value) {
        return has instanceof List<?> list
                ? list.stream().anyMatch(each -> same(each, value))
                : (has instanceof String text && value instanceof String part && text.contains(part));
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return (one instanceof BigDecimal number && other instanceof BigDecimal otherNumber)
                ? number.compareTo(otherNumber) == 0
                : one != null && !(one instanceof List) && one.equals(other);
    }

    private static @Nullable Object field(String field, Card card) {
        return switch (field) {
            case "title" -> card.title();
            case "content" -> card.content();
            default -> card.data().at(field.substring("data.".length()));
        };
    }

    /** Numbers as decimals, texts in one case if that is asked for. */
    private static @Nullable Object plain(@Nullable Object value, boolean ignoresCase) {
        if (value instanceof List<?> list) {
            var all = new ArrayList<@Nullable Object>();
            list.forEach(each -> all.add(plain(each, ignoresCase)));
            return all;
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        return value instanceof String text && ignoresCase
                ? text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)
                : value;
    }

    private static Comparator<Card> order(List<Values> sorts) {
        Stream<Comparator<Card>> all = sorts.stream().map(ExpectedCards::order);
        return all.reduce(Comparator::thenComparing)
                .map(order -> order.thenComparing(NEWEST_FIRST))
                .orElse(NEWEST_FIRST);
    }

    private static Comparator<Card> order(Values sort) {
        boolean descends = sort.text("order", "asc").equals("desc");
        return (one, other) -> {
            Object left = sortable(sort.text("by"), one);
            Object right = sortable(sort.text("by"), other);
            if (left == null || right == null) {
                return Boolean.compare(left == null, right == null);
            }
            return descends ? compare(right, left) : compare(left, right);
        };
    }

    private static @Nullable Object sortable(String by, Card card) {
        Object value = by.equals("created_at") ? card.createdAt() : plain(field(by, card), false);
        return value instanceof BigDecimal
                        || value instanceof String
                        || value instanceof Boolean
                        || value instanceof Instant
                ? value
                : null;
    }

    private static int compare(Object left, Object right) {
        if (left instanceof BigDecimal one && right instanceof BigDecimal other) {
            return one.compareTo(other);
        }
        if (left instanceof String one && right instanceof String other) {
            return codePoints(one, other);
        }
        if (left instanceof Boolean one && right instanceof Boolean other) {
            return one.compareTo(other);
        }
        if (left instanceof Instant one && right instanceof Instant other) {
            return one.compareTo(other);
        }
        return Integer.compare(group(left), group(right));
    }

    private static int group(Object value) {
        return value instanceof BigDecimal ? 1 : value instanceof String ? 2 : 3;
    }

    private static int codePoints(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return Arrays.compare(left, right);
    }
}
