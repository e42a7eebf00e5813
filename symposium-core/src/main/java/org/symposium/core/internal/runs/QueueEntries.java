package org.symposium.core.internal.runs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.Run;
import org.symposium.spi.RunQueue;

/** Keeps the run queue in step with the schedules that are stored: one entry for each thing that has a next slot. */
public final class QueueEntries {
    /** Before what is scheduled: somebody waits for it. */
    private static final int MANUAL_PRIORITY = 10;

    /** What is being run was due before what waits, so it is among the first. */
    private static final int MOST_LOOKED_THROUGH = 1_000;

    private static final String TRIGGER = "trigger_kind";
    private static final String MANUAL = "manual";

    private final RunQueue queue;
    private final Ids ids;

    /** Over this queue. */
    public QueueEntries(RunQueue queue, Ids ids) {
        this.queue = queue;
        this.ids = ids;
    }

    /** Puts the next slot in, or takes the entry out when there is none. A run that goes on with a further attempt is let finish; it follows by itself. */
    public void follow(String kind, String owner, String id, Optional<Instant> nextRunAt) {
        String key = key(kind, owner, id);
        if (nextRunAt.isEmpty()) {
            queue.remove(key);
        } else if (queue.find(key).filter(there -> there.run().isBegun()).isEmpty()) {
            queue.put(entry(kind, owner, id, nextRunAt.get()));
        }
    }

    /** Whether the next slot has no entry in the queue: none at all, or one for a later moment. */
    public boolean isMissing(String kind, String owner, String id, Instant dueAt) {
        return queue.find(key(kind, owner, id))
                .map(there -> waitsTooLong(there, dueAt))
                .orElse(true);
    }

    /** Puts the next slot in that {@link #isMissing}. False if it is there by now. */
    public boolean mend(String kind, String owner, String id, Instant dueAt) {
        Run entry = entry(kind, owner, id, dueAt);
        Optional<QueuedRun> there = queue.find(entry.key());
        return there.isEmpty() ? queue.add(entry) : waitsTooLong(there.get(), dueAt) && queue.put(entry);
    }

    /** Puts in a run that somebody has asked for, beside the schedule; false if there is such a run already. */
    public boolean addManual(String kind, String owner, String id, String executionId, Instant at) {
        return queue.add(manual(kind, owner, id, executionId, at));
    }

    /** A run that somebody has asked for, beside the schedule. */
    public Run manual(String kind, String owner, String id, String executionId, Instant at) {
        return Run.of(manualKey(kind, owner, id), executionId, owner, at)
                .with("target_kind", kind)
                .with("target_id", id)
                .with(TRIGGER, MANUAL)
                .with("priority", MANUAL_PRIORITY);
    }

    /** Puts a run in that goes on, unless there is one of its key; false then. */
    public boolean add(Run run) {
        return queue.add(run);
    }

    /** Moves a run that goes on to its next moment; false when it is being run now. */
    public boolean move(Run run) {
        return queue.put(run);
    }

    /** Takes a run out; false when it is being run now, or gone. */
    public boolean remove(Run run) {
        return queue.remove(run.key());
    }

    /** All of a thing, of its schedule and asked for, waiting or being run. */
    public List<QueuedRun> all(String kind, String owner, String id) {
        return Stream.of(key(kind, owner, id), manualKey(kind, owner, id))
                .flatMap(key -> queue.find(key).stream())
                .toList();
    }

    /** A run of it that has begun and waits to go on. */
    public Optional<Run> findBegun(String kind, String owner, String id) {
        return all(kind, owner, id).stream()
                .filter(queued -> !queued.isRunning() && queued.run().isBegun())
                .map(QueuedRun::run)
                .findFirst();
    }

    /** Among those that are being run, the one of this id. */
    public Optional<QueuedRun> findRunning(String owner, String executionId) {
        return queue.list(owner, MOST_LOOKED_THROUGH).stream()
                .filter(queued ->
                        queued.isRunning() && queued.run().executionId().equals(executionId))
                .findFirst();
    }

    /** The run that somebody has asked for, waiting or being run. */
    public Optional<Run> findManual(String kind, String owner, String id) {
        return queue.find(manualKey(kind, owner, id)).map(QueuedRun::run);
    }

    /** Whether somebody has asked for a run, and no schedule. */
    public static boolean isManual(Run run) {
        return run.toValues().text(TRIGGER, "").equals(MANUAL);
    }

    /** A new run of something at its next slot. */
    public Run entry(String kind, String owner, String id, Instant dueAt) {
        return Run.of(key(kind, owner, id), ids.next(), owner, dueAt)
                .with("target_kind", kind)
                .with("target_id", id);
    }

    private static boolean waitsTooLong(QueuedRun there, Instant dueAt) {
        return !there.isRunning()
                && !there.run().isBegun()
                && there.run().firstDueAt().isAfter(dueAt);
    }

    private static String manualKey(String kind, String owner, String id) {
        return MANUAL + "/" + key(kind, owner, id);
    }

    private static String key(String kind, String owner, String id) {
        return kind + "/" + owner + "/" + id;
    }
}
