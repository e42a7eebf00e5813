package org.symposium.examples.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.symposium.core.Engine;
import org.symposium.spi.QueuedRun;

/**
 * The run queue at one moment, as every node sees it.
 *
 * @param at that moment, by the database's clock
 */
record QueueLook(List<QueuedRun> queued, Instant at) {
    private static final int MOST = 10_000;
    private static final Duration LATE = Duration.ofSeconds(1);

    static QueueLook at(Engine engine, Instant now) {
        return new QueueLook(engine.operator().runs().list(MOST), now);
    }

    /** What the node holds; of a dead one, what nobody has taken over yet. A node's name in the queue tells its process. */
    int running(NodeProcess node) {
        return count(run -> run.node().orElse("").startsWith("pid-" + node.pid() + "-"));
    }

    int running() {
        return count(QueuedRun::isRunning);
    }

    int waiting() {
        return queued.size() - running();
    }

    /** What should have begun a second ago or more, and has not. */
    int late() {
        return count(run -> run.isLate(at, LATE));
    }

    /** Whether something that was due until then has not come to its end. */
    boolean holdsFrom(Instant end) {
        return queued.stream()
                .anyMatch(queued -> !queued.run().firstDueAt().isAfter(end)
                        || queued.run().attempt() > 1
                        || queued.run().interrupted() > 0);
    }

    private int count(Predicate<QueuedRun> wanted) {
        return (int) queued.stream().filter(wanted).count();
    }
}
