package org.symposium.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.CardSort;

/**
 * Finds the cards that a filter may let through, newest or oldest first: all that are chosen, and no more others than can be helped. Conditions are given to the
 * database only where it decides as {@link CardFilter#lets} does, or lets more through.
 *
 * <p>Where the filter asks for tags, the rows are found by a tag and the time, one query for each tag. Many tags are looked up card by card instead.
 */
final class CardQuery {
    private static final int MOST_TAGS = 8;
    private static final Instant FIRST_MOMENT = Instant.parse("1000-01-01T00:00:00Z"); // of MariaDB
    private static final String TAGGED =
            "exists (select 1 from symposium_card_tag x where x.owner = c.owner and x.card_id = c.id and x.created_at ="
                    + " c.created_at and x.tag ";

    private final CardFilter filter;
    private final RowShape<Card> shape;
    private final boolean isOldestFirst;
    private final String from;
    private final String at;
    private final String id;
    private final List<String> order;
    private final Where conditions = new Where();

    /** Where a page ended. */
    record Place(Instant createdAt, String id) {}

    /** A statement and the values of its parameters. */
    record Sql(String text, List<@Nullable Object> values) {}

    /** @param tag to find cards by; empty to find them by their time */
    private CardQuery(Database database, RowShape<Card> shape, String owner, CardFilter filter, Optional<String> tag) {
        this.filter = filter;
        this.shape = shape;
        this.isOldestFirst =
                !filter.sort().isEmpty() && filter.sort().get(0).equals(new CardSort(CardSort.CREATED_AT, false));
        var pushed = new CardConditions(database, conditions);
        this.from = (tag.isPresent()
                        ? "symposium_card_tag t join symposium_card c on c.owner = t.owner and c.id = t.card_id"
                        : "symposium_card c")
                + pushed.lateral(filter);
        this.at = tag.isPresent() ? "t.created_at" : "c.created_at";
        this.id = tag.isPresent() ? "t.card_id" : "c.id";
        this.order = order(tag);
        tag.ifPresent(text -> conditions.and("t.owner = ? and t.tag = ?", owner, text));
        conditions.and("c.owner = ?", owner);
        if (tag.isEmpty()) {
            conditions.and("c.created_at >= ?", FIRST_MOMENT); // H2 chooses an index by the conditions alone
        }
        filter.parts().forEach(part -> restrict(part, tag));
        filter.parts().forEach(pushed::add);
        filter.notDeliveredBy()
                .ifPresent(output -> conditions.and(
                        "not exists (select 1 from symposium_delivered d where d.owner = ? and d.output_id = ? and d.card_id = c.id)",
                        owner,
                        output));
    }

    /** The queries that together find them all; some cards are found by several. */
    static List<CardQuery> of(Database database, RowShape<Card> shape, String owner, CardFilter filter) {
        List<String> tags = tagsToFindBy(filter);
        var queries = new ArrayList<CardQuery>();
        tags.forEach(tag -> queries.add(new CardQuery(database, shape, owner, filter, Optional.of(tag))));
        return queries.isEmpty() ? List.of(new CardQuery(database, shape, owner, filter, Optional.empty())) : queries;
    }

    /** Whether the rows come in the filter's order, but for those of one moment. */
    boolean isInOrder() {
        return filter.sort().isEmpty() || filter.sort().get(0).by().equals(CardSort.CREATED_AT);
    }

    /** The rows after a place. */
    Sql page(Optional<Place> after, int rows) {
        Where where = conditions.copy();
        String beyond = isOldestFirst ? " > ?" : " < ?";
        after.ifPresent(place -> {
            where.and(at + (isOldestFirst ? " >= ?" : " <= ?"), place.createdAt());
            where.and("(" + at + beyond + " or " + id + beyond + ")", place.createdAt(), place.id());
        });
        String direction = isOldestFirst ? "" : " desc";
        String text = "select " + shape.selected("c") + " from " + from + where.sql() + " order by "
                + String.join(direction + ", ", order) + direction + " limit ?";
        return new Sql(text, Arrays.asList(where.valuesAnd(rows)));
    }

    private void restrict(CardFilter part, Optional<String> tag) {
        oneOf("c.card_type", part.cardTypes());
        oneOf("c.source_id", part.sourceIds());
        part.createdFrom().ifPresent(border -> conditions.and(at + " >= ?", border));
        part.createdUntil().ifPresent(border -> conditions.and(at + " < ?", border));
        if (!part.tags().isEmpty() && !(tag.isPresent() && part.tags().contains(tag.get()))) {
            conditions.and(
                    TAGGED + "in (" + Where.places(part.tags()) + "))",
                    part.tags().toArray());
        }
        for (String each : part.allTags()) {
            if (!tag.equals(Optional.of(each))) {
                conditions.and(TAGGED + "= ?)", each);
            }
        }
        if (!part.noTags().isEmpty()) {
            conditions.and(
                    "not " + TAGGED + "in (" + Where.places(part.noTags()) + "))",
                    part.noTags().toArray());
        }
    }

    /** With what is one and the same in all rows, since H2 goes along an index only if told all its columns. */
    private List<String> order(Optional<String> tag) {
        if (tag.isPresent()) {
            return List.of("t.owner", "t.tag", at, id);
        }
        boolean isOfOneSource =
                filter.parts().stream().anyMatch(part -> part.sourceIds().size() == 1);
        return isOfOneSource ? List.of("c.owner", "c.source_id", at, id) : List.of("c.owner", at, id);
    }

    /** An empty list asks for nothing. */
    private void oneOf(String column, List<String> texts) {
        if (!texts.isEmpty()) {
            conditions.and(column + " in (" + Where.places(texts) + ")", texts.toArray());
        }
    }

    /** One that all cards have, or a few of which each card has one. */
    private static List<String> tagsToFindBy(CardFilter filter) {
        for (CardFilter part : filter.parts()) {
            if (!part.allTags().isEmpty()) {
                return part.allTags().subList(0, 1);
            }
        }
        return filter.parts().stream()
                .map(part -> part.tags().stream().distinct().toList())
                .filter(tags -> !tags.isEmpty() && tags.size() <= MOST_TAGS)
                .min((one, other) -> Integer.compare(one.size(), other.size()))
                .orElse(List.of());
    }
}
