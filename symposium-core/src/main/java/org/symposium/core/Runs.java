package org.symposium.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.symposium.core.internal.flow.Parts;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.RunQueue;

/** What waits in the run queue and what is being run of it, on all nodes: one owner's, or everybody's. Runs on callers' threads are not among it. Thread-safe. */
public final class Runs {
    private static final int FIRST_LOOK = 100;
    /** By how much the clock of the queue may be ahead of ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final RunQueue queue;
    private final Clock clock;
    private final String owner;

    /** For this owner; for everybody when it is empty. */
    Runs(Parts parts, String owner) {
        this.queue = parts.stores().runs();
        this.clock = parts.clock();
        this.owner = owner;
    }

    /** All of them, by due time. */
    public List<QueuedRun> list(int limit) {
        return queue.list(owner, limit);
    }

    /** Those that wait, for their moment or for a free thread, by due time. */
    public List<QueuedRun> waiting(int limit) {
        return some(queued -> !queued.isRunning(), limit, Instant.MAX);
    }

    /** Those that are being run. */
    public List<QueuedRun> running(int limit) {
        return some(QueuedRun::isRunning, limit, soon());
    }

    /** Those that should have begun longer ago than this, and have not: no node is up, all threads are taken, or a limit lets them wait. */
    public List<QueuedRun> late(Duration most, int limit) {
        Instant now = clock.instant();
        return some(queued -> queued.isLate(now, most), limit, soon());
    }

    /** What is being run or late was due before, so the list need not be read to its end. */
    private List<QueuedRun> some(Predicate<QueuedRun> wanted, int limit, Instant dueBefore) {
        for (int look = Math.max(limit, FIRST_LOOK); ; look = Math.multiplyExact(look, 2)) {
            List<QueuedRun> listed = queue.list(owner, look);
            List<QueuedRun> found = listed.stream().filter(wanted).limit(limit).toList();
            boolean more =
                    listed.size() == look && !listed.get(look - 1).run().dueAt().isAfter(dueBefore);
            if (found.size() == limit || !more) {
                return found;
            }
        }
    }

    private Instant soon() {
        return clock.instant().plus(CLOCKS_DIFFER);
    }
}
