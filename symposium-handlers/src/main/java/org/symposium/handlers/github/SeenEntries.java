package org.symposium.handlers.github;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.symposium.spi.model.Values;

/**
 * The entries that earlier runs have met: by id, the last {@value #MOST_KEPT}, and by age, since the first run leaves out what is older than what it found. In lists
 * that are not by age only ids count.
 */
final class SeenEntries {
    static final int MOST_KEPT = 3_000;

    private final boolean anything;
    private final Set<String> identities;
    private final Optional<Instant> since;
    private final boolean byAge;
    private final boolean byChange;

    private SeenEntries(
            boolean anything, Collection<String> identities, Optional<Instant> since, boolean byAge, boolean byChange) {
        this.anything = anything;
        this.identities = new LinkedHashSet<>(identities);
        this.since = since;
        this.byAge = byAge;
        this.byChange = byChange;
    }

    /** What a cursor remembers. */
    static SeenEntries of(Values cursor, Values settings) {
        return new SeenEntries(
                cursor.has("seen"),
                cursor.texts("seen"),
                cursor.optionalInstant("since"),
                Resource.of(settings).isByAge(),
                Listing.isByChange(settings));
    }

    /** Whether there was an earlier run. */
    boolean isAnything() {
        return anything;
    }

    /** Nothing older is new. */
    Optional<Instant> since() {
        return since;
    }

    boolean isNew(Entry entry) {
        boolean isOld = byAge
                && since.isPresent()
                && entry.age(byChange).filter(age -> age.isBefore(since.get())).isPresent();
        return !isOld && !identities.contains(entry.identity(byChange));
    }

    /**
     * Remembers these, too.
     *
     * @param isAll whether no new entry is left for another run
     */
    SeenEntries and(List<Entry> met, boolean isAll) {
        Optional<Instant> newest =
                met.stream().flatMap(entry -> entry.age(byChange).stream()).max(Instant::compareTo);
        Optional<Instant> later = Stream.concat(newest.stream(), since.stream()).max(Instant::compareTo);
        List<String> all = Stream.concat(met.stream().map(entry -> entry.identity(byChange)), identities.stream())
                .distinct()
                .limit(MOST_KEPT)
                .toList();
        return new SeenEntries(true, all, isAll ? later : since, byAge, byChange);
    }

    /** Writes itself into a cursor. */
    Values into(Values cursor) {
        return cursor.with("seen", identities).withOptional("since", since);
    }
}
