package org.symposium.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.model.Values;

/**
 * How a row moves forward after a run: a delta, so that a run never overwrites what its user edited meanwhile. The store adds one to the row's revision.
 *
 * @param kind name of the row's kind
 * @param id the row
 * @param revision what the row had when the run began; if it has another one now, {@code nextRunAt} is left as it is, since an edit has set it
 * @param nextRunAt the next slot; empty clears it; ignored for kinds without one
 * @param movesSchedule whether {@code nextRunAt} is to be written at all
 * @param cursor written whatever the revision, since it is marked with the settings it belongs to
 * @param set columns and their new values; {@code null} clears
 * @param add columns of whole numbers and what is added to them
 */
public record Advance(
        String kind,
        String id,
        long revision,
        boolean movesSchedule,
        Optional<Instant> nextRunAt,
        Optional<Values> cursor,
        Values set,
        Map<String, Long> add) {
    /** Copies the map. */
    public Advance {
        add = Map.copyOf(add);
    }
}
