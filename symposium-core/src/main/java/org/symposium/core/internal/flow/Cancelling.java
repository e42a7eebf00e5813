package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.symposium.core.internal.runs.ActiveRuns;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.Run;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;

/**
 * Ends runs before their time. One that goes on here is stopped at once; one that waits in the queue leaves it; one that goes on on another node is marked in the
 * log, where that node looks every second.
 */
public final class Cancelling {
    private static final int MOST_TRIES = 5;

    private final Parts parts;
    private final QueueEntries entries;
    private final Turns turns;
    private final ExecutionLog log;
    private final RunEvents events;

    /** Of these runs. */
    public Cancelling(Parts parts) {
        this.parts = parts;
        this.entries = parts.entries();
        this.turns = new Turns(parts);
        this.log = new ExecutionLog(parts);
        this.events = new RunEvents(parts.events());
    }

    /**
     * Cancels a run.
     *
     * @param why one sentence for the log
     * @return false if it was over already
     * @throws NotFoundException when the owner has no such run
     */
    public boolean cancel(String owner, String executionId, String why) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<ActiveRuns.Active> here = parts.active().find(owner, executionId);
            if (here.filter(run -> run.cancel(why)).isPresent()) {
                return true;
            }
            Optional<Execution> row = log.find(owner, executionId);
            if (row.isEmpty()) {
                return log.toBeCancelled(unknown(owner, executionId), why);
            }
            if (row.get().isOver()) {
                return false;
            }
            Optional<QueuedRun> entry = entry(row.get());
            if (row.get().status() == Status.RUNNING
                    || entry.filter(QueuedRun::isRunning).isPresent()) {
                return log.toBeCancelled(row.get(), why);
            }
            if (entry.isEmpty() || leavesQueue(entry.get().run())) {
                return closed(owner, executionId, why);
            }
        }
        return false;
    }

    /**
     * Ends what of a thing waits to begin or to go on; what is being run is not touched. Runs that failed stay so, and are not tried again.
     *
     * @param which those of them that are meant
     * @param why half a sentence for the log
     */
    public void dropWaiting(String kind, String owner, String id, Predicate<Run> which, String why) {
        for (QueuedRun queued : entries.all(kind, owner, id)) {
            Run run = queued.run();
            boolean isKnown = run.isBegun() || QueueEntries.isManual(run);
            if (!queued.isRunning() && isKnown && which.test(run) && entries.remove(run)) {
                log.closed(owner, run.executionId(), why).ifPresent(events::closed);
            }
        }
    }

    private Optional<QueuedRun> entry(Execution row) {
        return entries.all(row.targetKind(), row.owner(), row.targetId()).stream()
                .filter(queued -> queued.run().executionId().equals(row.id()))
                .findFirst();
    }

    private boolean leavesQueue(Run run) {
        if (!entries.remove(run)) {
            return false;
        }
        if (!QueueEntries.isManual(run)) {
            String kind = run.toValues().text("target_kind");
            String id = run.toValues().text("target_id");
            entries.follow(kind, run.owner(), id, turns.next(kind, run.owner(), id, Optional.empty()));
        }
        return true;
    }

    private boolean closed(String owner, String executionId, String why) {
        Optional<Execution> row = log.cancelled(owner, executionId, why);
        row.ifPresent(events::closed);
        return row.isPresent();
    }

    /** A row for a run that has none before it ends. */
    private Execution unknown(String owner, String executionId) {
        QueuedRun queued = entries.findRunning(owner, executionId)
                .orElseThrow(() -> new NotFoundException("execution", executionId));
        Run run = queued.run();
        String kind = run.toValues().text("target_kind");
        String id = run.toValues().text("target_id");
        Instant began = queued.since().orElseGet(parts.clock()::instant);
        return Execution.of(Values.of("execution_id", run.executionId())
                .with("user_id", run.owner())
                .with("target_kind", kind)
                .with("target_id", id)
                .withOptional("integration_id", integration(kind, run.owner(), id))
                .with("trigger_kind", QueueEntries.isManual(run) ? Order.MANUAL : Order.SCHEDULED)
                .with("attempt", run.attempt())
                .with("status", Status.RUNNING)
                .with("started_at", began));
    }

    private Optional<String> integration(String kind, String owner, String id) {
        return parts.stores()
                .table(Target.kind(kind))
                .find(owner, id)
                .map(Stored::toValues)
                .flatMap(row -> row.optionalText("integration_id"));
    }
}
