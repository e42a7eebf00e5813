package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.spi.Lease;
import org.symposium.spi.Outcome;
import org.symposium.spi.Run;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;

/**
 * Puts in order what a process left behind that died during a run. If it had written the run's end, there is nothing more to run; else the attempt is logged as
 * interrupted, and the run goes on with the next one. A run that has seen too many processes die may be what kills them, and is left.
 */
final class TakeOver {
    static final int MOST_INTERRUPTIONS = 5;

    private static final String WHY = "It was cut off: its process died or stood still, or lost the store.";

    private final Parts parts;
    private final Turns turns;
    private final ExecutionLog log;
    private final RunEvents events;

    TakeOver(Parts parts, Turns turns) {
        this.parts = parts;
        this.turns = turns;
        this.log = new ExecutionLog(parts);
        this.events = new RunEvents(parts.events());
    }

    /**
     * The run as it goes on, maybe later; empty when it is over.
     *
     * @throws ConflictException while the lease of the one that died, or of another run of the same thing, still holds
     */
    Optional<Run> goOn(Target target, Run run) {
        LeaseKeeper.Kept kept = parts.leases()
                .take(target.leaseKey(), Cancellation.unlimited())
                .orElseThrow(() -> new ConflictException("The lease of run " + run.executionId() + " still holds."));
        try (kept) {
            return goOn(target, run, kept.lease());
        }
    }

    /**
     * A run that died and will not go on, since its integration, or it itself, was switched off meanwhile: it may have opened credentials all the same. Of one whose
     * source or integration is deleted nothing is known any more.
     */
    void noteLost(String kind, String id, Run run) {
        parts.stores()
                .table(Target.kind(kind))
                .find(run.owner(), id)
                .map(Stored::toValues)
                .filter(row -> row.has("integration_id"))
                .flatMap(row -> parts.stores()
                        .table(Integration.KIND)
                        .find(run.owner(), row.text("integration_id"))
                        .map(integration -> new Target(
                                kind, run.owner(), id, row.text("name"), row.whole("revision"), integration)))
                .flatMap(target -> RunAudit.interrupted(
                        parts.audit(),
                        target,
                        QueueEntries.isManual(run)
                                ? Order.manualQueued(run.executionId(), run.attempt())
                                : Order.scheduledAgain(run.executionId(), run.attempt()),
                        run.interruptedBeganAt().orElse(run.dueAt()),
                        log.find(run.owner(), run.executionId())))
                .ifPresent(parts.audit()::rewrite);
    }

    private Optional<Run> goOn(Target target, Run run, Lease lease) {
        Optional<Execution> row = log.find(run.owner(), run.executionId());
        int died = run.attempt() + run.interrupted() - 1;
        boolean isPutBack = row.filter(last -> last.status() == Status.DELAYED).isPresent();
        if (!isPutBack && ExecutionLog.savedAttempt(row) < died) {
            if (!save(target, run, died, row, lease)) {
                throw new ConflictException("Another node has taken over run " + run.executionId() + " too.");
            }
            row = log.find(run.owner(), run.executionId());
        }
        return ExecutionLog.interruptions(row) > MOST_INTERRUPTIONS
                ? Optional.empty()
                : Resumption.of(row, run.again(died, run.dueAt()));
    }

    private boolean save(Target target, Run run, int attempt, Optional<Execution> row, Lease lease) {
        Order order = order(target, run).atAttempt(attempt);
        Values interrupted = LogRow.standing(
                        target,
                        order,
                        Status.INTERRUPTED,
                        run.interruptedBeganAt().orElse(run.dueAt()),
                        row)
                .with("result_summary", "Interrupted")
                .with("error_kind", FailureKind.INTERNAL)
                .with("error_message", WHY);
        List<Values> attempts = ExecutionLog.attempts(row);
        Outcome outcome = new Outcome(
                run.executionId(),
                attempt,
                run.owner(),
                Execution.of(attempts.isEmpty() ? interrupted : interrupted.with("attempts", attempts)),
                Optional.empty(),
                target.isCard()
                        ? List.of()
                        : List.of(Bookkeeping.moves(target, order, row, Optional.empty(), Values.empty(), false)),
                Optional.empty(),
                RunAudit.interrupted(
                        parts.audit(), target, order, run.interruptedBeganAt().orElse(run.dueAt()), row));
        boolean written = parts.stores().save(outcome, lease) == Saved.NOW;
        if (written) {
            events.interrupted(target, run.executionId(), attempt, WHY);
        }
        return written;
    }

    /** The slot of a schedule is done with, as by any first attempt. */
    private Order order(Target target, Run run) {
        Optional<Order> order = QueueEntries.isManual(run) || run.attempt() > 1
                ? Optional.empty()
                : turns.order(target.kind(), target.id(), run);
        return order.orElseGet(() -> QueueEntries.isManual(run)
                ? Order.manualQueued(run.executionId(), run.attempt())
                : Order.scheduledAgain(run.executionId(), run.attempt()));
    }
}
