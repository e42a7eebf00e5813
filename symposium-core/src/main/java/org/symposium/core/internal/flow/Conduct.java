package org.symposium.core.internal.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.RunSlots;
import org.symposium.core.internal.runs.WorkingThread;
import org.symposium.spi.Outcome;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;

/**
 * The frame around every run: takes the lease, lets the flow work, catches whatever it throws, saves what came of it as one, tells listeners. The only place that
 * catches.
 */
final class Conduct {
    private static final Logger LOG = LoggerFactory.getLogger(Conduct.class);

    private final Parts parts;
    private final Joining joining;
    private final Claim claim;
    private final ExecutionLog log;
    private final Continuation continuation;
    private final LateCancel lateCancel;
    private final HeldSteps heldSteps;
    private final Turns turns;
    private final Vitals vitals;
    private final RunEvents events;

    Conduct(Parts parts) {
        this.parts = parts;
        this.joining = new Joining(parts);
        this.claim = new Claim(parts);
        this.log = new ExecutionLog(parts);
        this.continuation = new Continuation(parts);
        this.lateCancel = new LateCancel(parts);
        this.heldSteps = new HeldSteps(parts);
        this.turns = new Turns(parts);
        this.vitals = new Vitals(parts.health());
        this.events = new RunEvents(parts.events());
    }

    /** The middle of a flow. */
    @FunctionalInterface
    interface Work {
        Made with(Workplace workplace);
    }

    /** What is to run, as its rows are now, and the work on it. */
    record Ready(Target target, Work work) {}

    /**
     * Runs it.
     *
     * @param loading reads the rows. Asked twice: first to refuse what can't run, then once the lease is held, since a run that ended in between has moved the
     *     cursor and the delivered cards on
     */
    RunResult run(Order order, Supplier<Ready> loading) {
        Target found = loading.get().target();
        var cancellation = Cancellation.within(parts.runDeadline());
        try (var active = parts.active().enter(cancellation)) {
            // before the rows are read again: see RevocationFlow.stop
            found.connected().ifPresent(integration -> active.uses(found.owner(), integration.id()));
            Joining.Turn turn = joining.turn(found, order, cancellation);
            if (turn.joined().isPresent()) {
                return turn.joined().get();
            }
            try (var lease = turn.lease().orElseThrow()) {
                active.began(found.leaseKey());
                Ready ready = loading.get();
                Order now = claim.of(order, ready.target());
                active.is(ready.target().owner(), now.executionId());
                var workplace =
                        new Workplace(parts, ready.target(), now, lease.lease(), cancellation, Workplace.Renewing.YES);
                RunResult result = LogScope.within(ready.target(), now, () -> withSlots(workplace, ready.work()));
                active.ended(result);
                return result;
            }
        }
    }

    /** A run that the queue handed out goes back there when no slot is free; whoever waits for a run waits for a slot too. */
    private RunResult withSlots(Workplace workplace, Work work) {
        if (!workplace.order().isQueued()) {
            return conduct(workplace, waiting -> {
                RunSlots.Held held = slots(waiting, parts.slots()::await);
                try (held) {
                    return work.with(waiting);
                }
            });
        }
        RunSlots.Held held = slots(workplace, parts.slots()::take);
        try (held) {
            return conduct(workplace, work);
        }
    }

    private RunSlots.Held slots(Workplace workplace, RunSlots.Way way) {
        return workplace
                .target()
                .connected()
                .flatMap(integration -> parts.types()
                        .byId(integration.typeId())
                        .map(type -> way.to(type.type(), integration, workplace.cancellation())))
                .orElseGet(parts.slots()::none);
    }

    private RunResult conduct(Workplace workplace, Work work) {
        Optional<Execution> earlier = log.beginning(workplace);
        workplace.goesOnFrom(earlier);
        earlier.flatMap(ExecutionLog::whyToCancel).ifPresent(workplace.cancellation()::cancel);
        long began = System.nanoTime();
        Made done = caught(work, workplace);
        long standing = done.failure().isPresent() ? lateCancel.standing(workplace) : 0;
        Made ended = continuation.of(workplace, done, earlier);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        boolean counted = vitals.counts(workplace, ended);
        Made made = heldSteps.told(ended, workplace); // what made it fail counts all the same
        boolean isOurs = made.status() == Status.DELAYED
                ? putBack(workplace, made, took, earlier)
                : saved(workplace, Bookkeeping.of(workplace, made, took, earlier, counted));
        if (!isOurs) {
            continuation.undo(workplace);
            return result(workplace, Mishaps.takenOver(), took);
        }
        Made end = lateCancel.of(workplace, made, standing);
        if (end.isOver() && !made.isOver()) {
            continuation.undo(workplace);
        }
        if (end.isOver()) {
            continuation.settle(workplace);
        }
        vitals.look(workplace, ended, counted);
        return result(workplace, end, took);
    }

    private Made caught(Work work, Workplace workplace) {
        try {
            workplace.cancellation().throwIfCancelled();
            var thread = new WorkingThread(workplace.cancellation());
            try (thread) {
                return work.with(workplace).masked(workplace.masks());
            }
        } catch (Throwable thrown) { // a handler's errors hurt its own run only
            return Mishaps.of(thrown, workplace);
        } finally {
            workplace.wipe();
        }
    }

    /**
     * The schedule goes on first: if the process dies here, the run goes on as any that died. Then comes the audit row, of which the log row tells: it may be noted
     * twice that credentials were opened, but not never.
     */
    private boolean putBack(Workplace workplace, Made made, Duration took, Optional<Execution> earlier) {
        Target target = workplace.target();
        turns.next(target.kind(), target.owner(), target.id(), workplace.order().turn());
        RunAudit.ended(workplace, made).ifPresent(parts.audit()::rewrite);
        return log.delayed(workplace, LogRow.of(workplace, made, took, earlier));
    }

    private boolean saved(Workplace workplace, Outcome outcome) {
        Saved saved = parts.stores().save(outcome, workplace.lease());
        return saved == Saved.NOW || (saved == Saved.ALREADY && log.isOf(workplace));
    }

    private RunResult result(Workplace workplace, Made made, Duration took) {
        Target target = workplace.target();
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "{} {}: {} in {} ms",
                    target.kind(),
                    target.id(),
                    made.status().word(),
                    took.toMillis());
        }
        events.ended(target, workplace.order(), made);
        return new RunResult(
                workplace.order().executionId(),
                made.status(),
                took,
                made.card().map(card -> made.rewrite().isPresent() ? card : card.asInserted()),
                made.delivery(),
                made.deliveredCards().size(),
                made.failure()
                        .map(verdict -> new RunResult.Failure(verdict.kind(), verdict.message(), verdict.suggestion())),
                made.nextTryAt(),
                made.notices());
    }
}
