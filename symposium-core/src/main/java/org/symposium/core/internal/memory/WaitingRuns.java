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
import org.symposium.spi.QueuedRun;
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
        private final Instant since;

        private Claim(Run run, Instant since) {
            this.run = run;
            this.since = since;
        }

        Run run() {
            return run;
        }

        private QueuedRun queued() {
            return QueuedRun.running(run, Optional.of(since), Optional.empty());
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

    boolean add(Run run) {
        return !byKey.containsKey(run.key()) && put(run);
    }

    boolean remove(String key) {
        Run run = byKey.remove(key);
        if (run == null) {
            return false;
        }
        return later.remove(run) || due.remove(run);
    }

    Optional<QueuedRun> find(String key) {
        Claim claim = claims.get(key);
        return claim != null
                ? Optional.of(claim.queued())
                : Optional.ofNullable(byKey.get(key)).map(QueuedRun::waiting);
    }

    /** Those that are being run too. */
    List<QueuedRun> list(String owner, int limit) {
        return Stream.concat(
                        byKey.values().stream().map(QueuedRun::waiting),
                        claims.values().stream().map(Claim::queued))
                .filter(queued -> owner.isEmpty() || queued.run().owner().equals(owner))
                .sorted(Comparator.comparing(QueuedRun::run, SOONEST))
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
        Claim claim = new Claim(run, now);
        claims.put(run.key(), claim);
        return Optional.of(claim);
    }

    /** Ends a claim. Does nothing when it was given back meanwhile: the entry is another's to run. */
    void finish(Claim claim, Optional<Run> again) {
        if (claims.remove(claim.run().key(), claim)) {
            again.ifPresent(this::put);
        }
    }

    /** All that are still being run are given up: they are to be run again, marked. */
    void giveUp() {
        List<Claim> given = List.copyOf(claims.values());
        claims.clear();
        given.forEach(claim -> put(claim.run().interruptedSince(Optional.of(claim.since))));
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
