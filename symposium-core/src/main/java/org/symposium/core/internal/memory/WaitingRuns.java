package org.symposium.core.internal.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Run;

/** Entries of the queue: those that wait for their moment, those that are due, those that are being run. At most one for each key. Not thread-safe. */
final class WaitingRuns {
    private static final Comparator<Run> SOONEST =
            Comparator.comparing(Run::dueAt).thenComparing(Run::key);
    private static final Comparator<Run> MOST_URGENT =
            Comparator.comparingInt(Run::priority).reversed().thenComparing(SOONEST);

    private final Map<String, Run> byKey = new HashMap<>();
    private final TreeSet<Run> later = new TreeSet<>(SOONEST);
    private final TreeSet<Run> due = new TreeSet<>(MOST_URGENT);
    private final Map<String, Claim> claims = new HashMap<>();

    /** An entry that is being run: a new object each time it is handed out. */
    static final class Claim {
        private final Run run;

        private Claim(Run run) {
            this.run = run;
        }

        Run run() {
            return run;
        }
    }

    boolean put(Run run) {
        if (claims.containsKey(run.key())) {
            return false;
        }
        remove(run.key());
        byKey.put(run.key(), run);
        later.add(run);
        return true;
    }

    boolean remove(String key) {
        Run run = byKey.remove(key);
        if (run == null) {
            return false;
        }
        return later.remove(run) || due.remove(run);
    }

    /** Those that are being run too. */
    List<Run> list(String owner, int limit) {
        return Stream.concat(byKey.values().stream(), claims.values().stream().map(Claim::run))
                .filter(run -> owner.isEmpty() || run.owner().equals(owner))
                .sorted(SOONEST)
                .limit(limit)
                .toList();
    }

    /** Hands out the most urgent of those that are due. */
    Optional<Claim> claim(Instant now) {
        while (!later.isEmpty() && !later.first().dueAt().isAfter(now)) {
            due.add(later.pollFirst());
        }
        Run run = due.pollFirst();
        if (run == null) {
            return Optional.empty();
        }
        byKey.remove(run.key());
        Claim claim = new Claim(run);
        claims.put(run.key(), claim);
        return Optional.of(claim);
    }

    /** Ends a claim. Does nothing when it was given back meanwhile: the entry is another's to run. */
    void finish(Claim claim, Optional<Run> again) {
        if (claims.remove(claim.run().key(), claim)) {
            again.ifPresent(this::put);
        }
    }

    /** All that are being run are to be run again. */
    void giveBack() {
        List<Run> interrupted = claims.values().stream().map(Claim::run).toList();
        claims.clear();
        interrupted.forEach(this::put);
    }

    boolean isRunning() {
        return !claims.isEmpty();
    }

    /** When the next one is due that is not due yet. */
    @Nullable
    Instant nextDueAt() {
        return later.isEmpty() ? null : later.first().dueAt();
    }
}
