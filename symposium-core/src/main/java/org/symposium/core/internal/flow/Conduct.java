package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
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
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * The frame around every run: takes the lease, lets the flow work, catches whatever it throws, saves what came of it as one, tells listeners. The only place that
 * catches.
 */
final class Conduct {
    private static final Logger LOG = LoggerFactory.getLogger(Conduct.class);

    private final Parts parts;
    private final Joining joining;
    private final ExecutionLog log;

    Conduct(Parts parts) {
        this.parts = parts;
        this.joining = new Joining(parts);
        this.log = new ExecutionLog(parts);
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
            active.uses(found.owner(), found.integration().id()); // before the rows are read again: see Revocations
            Joining.Turn turn = joining.turn(found, order, cancellation);
            if (turn.joined().isPresent()) {
                return turn.joined().get();
            }
            try (var lease = turn.lease().orElseThrow()) {
                active.began(found.leaseKey());
                Ready ready = loading.get();
                var workplace = new Workplace(parts, ready.target(), order, lease.lease(), cancellation);
                RunResult result = LogScope.within(ready.target(), order, () -> withSlots(workplace, ready.work()));
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
        Integration integration = workplace.target().integration();
        return parts.types()
                .byId(integration.typeId())
                .map(type -> way.to(type.type(), integration, workplace.cancellation()))
                .orElseGet(parts.slots()::none);
    }

    private RunResult conduct(Workplace workplace, Work work) {
        Optional<Execution> earlier = log.beginning(workplace);
        long began = System.nanoTime();
        Made made = caught(work, workplace);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Outcome outcome = Bookkeeping.of(workplace, made, took, earlier);
        Saved saved = parts.stores().save(outcome, workplace.lease());
        boolean isOurs = saved == Saved.NOW || (saved == Saved.ALREADY && log.isOf(workplace));
        return result(workplace, isOurs ? made : takenOver(), took);
    }

    private Made caught(Work work, Workplace workplace) {
        var thread = new WorkingThread(workplace.cancellation());
        try (thread) {
            return work.with(workplace).masked(workplace.masks());
        } catch (Throwable thrown) { // a handler's errors hurt its own run only
            return failed(thrown, workplace);
        }
    }

    /** What a thing thrown by a handler comes to, masked. */
    static Made failed(Throwable thrown, Workplace workplace) {
        try {
            return explained(thrown, workplace);
        } catch (Throwable worse) { // a stranger's exception that can't even be asked what it is
            return Made.failed(
                    Status.FAILURE,
                    Failures.fault(thrown),
                    thrown.getClass().getName() + ": its trace can't be shown, because it throws itself.");
        }
    }

    private static Made explained(Throwable thrown, Workplace workplace) {
        Verdict verdict = workplace
                .cancellation()
                .reason()
                .map(why -> Verdict.failed(FailureKind.CANCELLED, why)) // whatever a handler makes of being stopped
                .orElseGet(() -> Failures.verdict(thrown));
        String trace = workplace.masks().trace(thrown);
        if (workplace.cancellation().isInterrupted()) {
            return interrupted(workplace, trace);
        }
        Status status = verdict.kind() == FailureKind.CANCELLED ? Status.CANCELLED : Status.FAILURE;
        if (verdict.kind() == FailureKind.INTERNAL) {
            LOG.warn(
                    "{} '{}' failed by a fault in its handler: {}",
                    workplace.target().kind(),
                    workplace.target().id(),
                    trace);
        }
        Verdict masked = Verdict.failed(verdict.kind(), workplace.masks().mask(verdict.message()))
                .suggest(workplace.masks().mask(verdict.suggestion()))
                .atField(workplace.masks().mask(verdict.field()));
        return Made.failed(status, masked, trace);
    }

    private static Made takenOver() {
        return Made.failed(
                Status.INTERRUPTED,
                Verdict.failed(
                        FailureKind.CANCELLED, "Another node has taken over this run; nothing was written here."),
                "");
    }

    /** What the queue handed out it will hand out again; nobody else does. */
    private static Made interrupted(Workplace workplace, String trace) {
        String why = workplace.cancellation().reason().orElse("");
        boolean goesOn = workplace.order().isQueued();
        Verdict verdict = Verdict.failed(FailureKind.CANCELLED, why)
                .suggest(goesOn ? "It is run again by itself when an engine is started." : "Run it again.");
        return Made.failed(goesOn ? Status.INTERRUPTED : Status.CANCELLED, verdict, trace);
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
        tell(workplace, made);
        return new RunResult(
                workplace.order().executionId(),
                made.status(),
                took,
                made.card(),
                made.delivery(),
                made.deliveredCards().size(),
                made.failure()
                        .map(verdict -> new RunResult.Failure(verdict.kind(), verdict.message(), verdict.suggestion())),
                Optional.<Instant>empty(),
                made.notices());
    }

    private void tell(Workplace workplace, Made made) {
        if (!parts.events().isHeard()) {
            return;
        }
        Target target = workplace.target();
        Values details = Values.of("execution_id", workplace.order().executionId())
                .with("target_kind", target.kind())
                .with("target_id", target.id())
                .with("integration_id", target.integration().id())
                .with("status", made.status())
                .withOptional(
                        "error_kind",
                        made.failure().map(verdict -> verdict.kind().word()))
                .withOptional("error_message", made.failure().map(Verdict::message));
        boolean goesOn = made.status() == Status.INTERRUPTED;
        parts.events().tell(goesOn ? "run.interrupted" : "execution.finished", target.owner(), details);
        if (Bookkeeping.switchesOff(workplace, made)) {
            parts.events().tell("integration.disabled", target.owner(), details);
        }
    }
}
