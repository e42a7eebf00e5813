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
    private static final int MOST_INTERRUPTIONS = 5;
    private static final String WHY = "The process that ran it died, or stood still for too long.";

    private final Parts parts;
    private final Turns turns;
    private final ExecutionLog log;

    TakeOver(Parts parts, Turns turns) {
        this.parts = parts;
        this.turns = turns;
        this.log = new ExecutionLog(parts);
    }

    /**
     * The run with its next attempt; empty when it is over.
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
                        run.interruptedBeganAt().orElse(run.dueAt())))
                .ifPresent(parts.audit()::write);
    }

    private Optional<Run> goOn(Target target, Run run, Lease lease) {
        Optional<Execution> row = log.find(run.owner(), run.executionId());
        int saved = ExecutionLog.savedAttempt(row);
        int died = run.attempt() + run.interrupted() - 1;
        if (saved >= died
                && row.filter(last -> last.status() == Status.INTERRUPTED).isEmpty()) {
            return Optional.empty();
        }
        if (saved < died && !save(target, run, died, row, lease)) {
            throw new ConflictException("Another node has taken over run " + run.executionId() + " too.");
        }
        long interruptions = ExecutionLog.attempts(log.find(run.owner(), run.executionId())).stream()
                .filter(attempt -> attempt.text("status").equals(Status.INTERRUPTED.word()))
                .count();
        return interruptions > MOST_INTERRUPTIONS
                ? Optional.empty()
                : Optional.of(run.again(Math.max(saved, died) + 1, run.dueAt()));
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
                List.of(Bookkeeping.moves(target, order, row, Optional.empty(), Values.empty(), false)),
                Optional.empty(),
                RunAudit.interrupted(
                        parts.audit(), target, order, run.interruptedBeganAt().orElse(run.dueAt())));
        boolean written = parts.stores().save(outcome, lease) == Saved.NOW;
        if (written) {
            tell(target, run, attempt);
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

    private void tell(Target target, Run run, int attempt) {
        Values details = Values.of("execution_id", run.executionId())
                .with("target_kind", target.kind())
                .with("target_id", target.id())
                .with("integration_id", target.integration().id())
                .with("status", Status.INTERRUPTED)
                .with("attempt", attempt)
                .with("error_message", WHY);
        parts.events().tell("run.interrupted", run.owner(), details);
    }
}
