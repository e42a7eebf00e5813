package org.symposium.spi;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;

/**
 * The cards that a filter chooses of those it is offered, in whatever order, each once or more often; never holds more than the filter's limit. With it every
 * store chooses alike: one that offers all of an owner's cards is right, one that offers only those a filter may let through is quick. For one thread.
 */
public final class CardChoice {
    private final CardFilter filter;
    private final PriorityQueue<Card> lastFirst;
    private final Set<String> ids = new HashSet<>();

    /**
     * Nothing chosen yet.
     *
     * @throws IllegalArgumentException when the filter hangs on the moment, or on a view: both are for the engine to resolve
     */
    public CardChoice(CardFilter filter) {
        if (!filter.isAbsolute() || filter.viewId().isPresent()) {
            throw new IllegalArgumentException("The filter is not resolved: " + filter);
        }
        this.filter = filter;
        this.lastFirst = new PriorityQueue<>(filter.order().reversed());
    }

    /** Looks at one card; the caller has seen to what outputs have delivered. */
    public void offer(Card card) {
        if (!ids.contains(card.id()) && filter.lets(card)) {
            lastFirst.add(card);
            ids.add(card.id());
            if (lastFirst.size() > filter.limit()) {
                ids.remove(lastFirst.remove().id());
            }
        }
    }

    /** Looks at several. */
    public void offer(Collection<Card> cards) {
        cards.forEach(this::offer);
    }

    /** What is chosen of what was offered, in the filter's order. */
    public List<Card> cards() {
        return lastFirst.stream().sorted(filter.order()).toList();
    }
}
