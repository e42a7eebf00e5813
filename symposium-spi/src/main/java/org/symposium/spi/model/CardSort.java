package org.symposium.spi.model;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What cards are sorted by; part of a {@link CardFilter}, which checks and makes it.
 *
 * @param by {@code created_at}, {@code title}, or {@code data.} and a path
 * @param descending the largest, or latest, first
 */
public record CardSort(String by, boolean descending) {
    /** The moment a card was made. */
    public static final String CREATED_AT = "created_at";

    static final Comparator<Card> NEWEST_FIRST =
            Comparator.comparing(Card::createdAt).thenComparing(Card::id).reversed();

    private static final List<String> NAMES = List.of("by", "order");

    /**
     * By this alone. Numbers come before texts, texts before flags (all of that the other way round when descending); cards where nothing of
     * these stands come last either way.
     */
    Comparator<Card> order() {
        if (by.equals(CREATED_AT)) {
            Comparator<Card> oldestFirst = Comparator.comparing(Card::createdAt);
            return descending ? oldestFirst.reversed() : oldestFirst;
        }
        return (one, other) -> compare(CardCondition.read(one, by), CardCondition.read(other, by));
    }

    static CardSort of(Values json) {
        return new CardSort(json.text("by"), json.text("order", "asc").equals("desc"));
    }

    Values toValues() {
        return Values.of("by", by).with("order", descending ? "desc" : "asc");
    }

    /** All that is wrong with the JSON form. */
    static List<Violation> check(Values json) {
        var found = new FilterFindings(json);
        found.known(NAMES);
        found.text("by", true, 300).ifPresent(by -> {
            if (!by.equals(CREATED_AT) && !by.equals("title") && !by.startsWith(CardCondition.DATA)) {
                found.add("by", "path", "must be created_at, title, or data. and a path such as data.wind.speed");
            } else if (by.startsWith(CardCondition.DATA)) {
                found.field("by", by);
            }
        });
        found.text("order", false, 300).ifPresent(order -> {
            if (!List.of("asc", "desc").contains(order)) {
                found.add("order", "options", "must be asc or desc");
            }
        });
        return found.all();
    }

    private int compare(@Nullable Object one, @Nullable Object other) {
        int rank = PlainOrder.rank(one);
        int otherRank = PlainOrder.rank(other);
        if (rank == PlainOrder.UNSORTED || otherRank == PlainOrder.UNSORTED) {
            return Integer.compare(rank, otherRank);
        }
        int order = rank != otherRank ? Integer.compare(rank, otherRank) : compareAlike(one, other);
        return descending ? -order : order;
    }

    private static int compareAlike(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Boolean flag && other instanceof Boolean otherFlag) {
            return Boolean.compare(flag, otherFlag);
        }
        return one == null || other == null ? 0 : PlainOrder.compare(one, other);
    }
}
