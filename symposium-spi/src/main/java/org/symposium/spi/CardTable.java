package org.symposium.spi;

import java.util.List;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Values;

/** The rows of cards. */
public interface CardTable extends Table<Card> {
    /**
     * Cards of one owner, newest first.
     *
     * @param filter {@code card_types}, {@code source_ids}: one of; {@code tags}: any of; {@code not_delivered_by}: an output's id; {@code limit}: at
     *     most 1,000, default 100. A filter with another name in it is refused with {@code InvalidInputException}.
     */
    List<Card> choose(String owner, Values filter);
}
