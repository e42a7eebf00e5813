package org.symposium.spi;

import java.util.List;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;

/** The rows of cards. */
public interface CardTable extends Table<Card> {
    /**
     * The cards of one owner that a filter chooses, in its order. {@link CardChoice} says which and in which order; a store may spare itself looking at cards
     * that the filter does not let through anyway. Memory stays bounded however many cards the owner has.
     *
     * @param filter absolute, and without a view; {@link CardFilter#notDeliveredBy} is up to the store
     */
    List<Card> choose(String owner, CardFilter filter);
}
