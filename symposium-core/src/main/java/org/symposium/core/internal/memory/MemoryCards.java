package org.symposium.core.internal.memory;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import org.symposium.spi.CardChoice;
import org.symposium.spi.CardTable;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Values;

/** Rows of cards, and which of them outputs have delivered. */
public final class MemoryCards extends MemoryTable<Card> implements CardTable {
    private final DeliveredCards delivered;

    /**
     * No cards yet.
     *
     * @param versions of cards, which go with them
     */
    MemoryCards(ReadWriteLock lock, DeliveredCards delivered, MemoryVersions versions) {
        super(Card.KIND, lock, (owner, id) -> {
            delivered.removeCard(owner, id);
            versions.removeAll(owner, id);
        });
        this.delivered = delivered;
    }

    /** Each run writes a card, and its data may be large: it goes through the stored form only if that would change it. */
    @Override
    Card withRevision(Card card, long revision) {
        if (!isPlain(card)) {
            return super.withRevision(card, revision);
        }
        return new Card(
                card.owner(),
                card.id(),
                card.cardType(),
                card.sourceId(),
                card.title(),
                card.data(),
                card.content(),
                card.apiRequest(),
                card.tags(),
                card.createdAt(),
                revision);
    }

    private static boolean isPlain(Card card) {
        return card.createdAt().truncatedTo(ChronoUnit.MICROS).equals(card.createdAt())
                && isPlain(card.owner())
                && isPlain(card.id())
                && isPlain(card.cardType())
                && isPlain(card.sourceId())
                && isPlain(card.title())
                && isPlain(card.content())
                && card.tags().stream().allMatch(MemoryCards::isPlain);
    }

    private static boolean isPlain(String text) {
        return Values.of("text", text).text("text").equals(text);
    }

    @Override
    public List<Card> choose(String owner, CardFilter filter) {
        var choice = new CardChoice(filter);
        return reading(() -> {
            Set<String> done =
                    filter.notDeliveredBy().map(id -> delivered.of(owner, id)).orElse(Set.of());
            for (StoredRow<Card> stored : rows(owner).values()) {
                if (!done.contains(stored.row().id())) {
                    choice.offer(stored.row());
                }
            }
            return choice.cards();
        });
    }
}
