package org.symposium.handlers.airtable;

import java.time.Instant;
import java.util.List;
import org.symposium.spi.model.Values;

/**
 * A record as it is to be written.
 *
 * @param identity what tells the record from others; empty for a new one
 * @param values {@code fields}, and {@code id} where it is known
 * @param cardCreatedAt when the card was made that it comes from
 */
record Draft(List<Object> identity, Values values, Instant cardCreatedAt) {
    /** Copies the list. */
    Draft {
        identity = List.copyOf(identity);
    }
}
