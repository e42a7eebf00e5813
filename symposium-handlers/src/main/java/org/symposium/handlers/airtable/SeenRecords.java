package org.symposium.handlers.airtable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.symposium.spi.model.Values;

/**
 * The records that earlier runs have met: all that were made before a moment, and of the others the last {@value #MOST_KEPT} by their ids.
 *
 * @param since nothing older is new; empty before the first run
 */
record SeenRecords(Optional<Instant> since, Set<String> ids) {
    static final int MOST_KEPT = 5_000;
    /** A record may turn up in a list some time after it was made. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    static SeenRecords of(Values cursor) {
        return new SeenRecords(cursor.optionalInstant("since"), Set.copyOf(cursor.texts("seen")));
    }

    boolean isNew(TableRecord record) {
        return !ids.contains(record.id());
    }

    /**
     * A cursor that remembers these, too.
     *
     * @param now by the service's clock; empty while older ones wait for another run
     */
    Values and(Collection<TableRecord> met, Optional<Instant> now) {
        Optional<Instant> from = now.map(moment -> moment.minus(OVERLAP))
                .filter(moment -> since.filter(moment::isBefore).isEmpty())
                .or(() -> since);
        List<String> all = Stream.concat(met.stream().map(TableRecord::id), ids.stream())
                .distinct()
                .limit(MOST_KEPT)
                .toList();
        return Values.of("seen", all).withOptional("since", from);
    }
}
