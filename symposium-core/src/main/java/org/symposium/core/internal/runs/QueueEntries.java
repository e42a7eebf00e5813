package org.symposium.core.internal.runs;

import java.time.Instant;
import java.util.Optional;
import org.symposium.spi.Run;
import org.symposium.spi.RunQueue;

/** Keeps the run queue in step with the schedules that are stored: one entry for each thing that has a next slot. */
public final class QueueEntries {
    private final RunQueue queue;
    private final Ids ids;

    /** Over this queue. */
    public QueueEntries(RunQueue queue, Ids ids) {
        this.queue = queue;
        this.ids = ids;
    }

    /** Puts the next slot in, or takes the entry out when there is none. */
    public void follow(String kind, String owner, String id, Optional<Instant> nextRunAt) {
        if (nextRunAt.isPresent()) {
            queue.put(entry(kind, owner, id, nextRunAt.get()));
        } else {
            queue.remove(key(kind, owner, id));
        }
    }

    /** A new run of something at its next slot. */
    public Run entry(String kind, String owner, String id, Instant dueAt) {
        return Run.of(key(kind, owner, id), ids.next(), owner, dueAt)
                .with("target_kind", kind)
                .with("target_id", id);
    }

    private static String key(String kind, String owner, String id) {
        return kind + "/" + owner + "/" + id;
    }
}
