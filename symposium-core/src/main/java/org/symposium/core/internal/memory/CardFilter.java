package org.symposium.core.internal.memory;

import java.util.List;
import java.util.Set;
import org.symposium.spi.CardTable;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

/** A filter of {@link CardTable#choose}, read. An empty list asks for nothing. */
record CardFilter(List<String> cardTypes, List<String> sourceIds, List<String> tags, String notDeliveredBy, int limit) {
    private static final Set<String> NAMES = Set.of("card_types", "source_ids", "tags", "not_delivered_by", "limit");
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    static CardFilter of(Values filter) {
        InvalidInputException.throwIfAny(filter.names().stream()
                .filter(name -> !NAMES.contains(name))
                .map(name -> new Violation(
                        name,
                        "unknown",
                        "is not a filter of cards; these are: "
                                + NAMES.stream().sorted().toList()))
                .toList());
        long limit = filter.whole("limit", USUAL);
        if (limit < 1 || limit > MOST) {
            throw new InvalidInputException("limit", "range", "must be 1 to " + MOST);
        }
        return new CardFilter(
                filter.texts("card_types"),
                filter.texts("source_ids"),
                filter.texts("tags"),
                filter.text("not_delivered_by", ""),
                (int) limit);
    }

    boolean lets(Card card) {
        return (cardTypes.isEmpty() || cardTypes.contains(card.cardType()))
                && (sourceIds.isEmpty() || sourceIds.contains(card.sourceId()))
                && (tags.isEmpty() || card.tags().stream().anyMatch(tags::contains));
    }
}
