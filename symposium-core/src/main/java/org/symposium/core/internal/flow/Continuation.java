package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.core.internal.runs.RetryPolicy;
import org.symposium.core.internal.schedule.Slots;
import org.symposium.spi.Run;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Stored;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * Decides what becomes of a run when an attempt has failed: it is over, it is put back for the moment when a limit leaves room, or it is tried again. What the
 * queue handed out goes back there by {@link RunWorker}; a run on a caller's thread is put there here, before anything is saved, so that it is not lost.
 * Spec: <em>Determine Retry Strategy</em>, <em>Queue Management</em>.
 */
final class Continuation {
    /** Longest delay of a delivery that slots of its schedule wait for. */
    private static final Duration LONGEST_BEFORE_SLOTS = Duration.ofHours(1);

    private final Parts parts;
    private final QueueEntries entries;
    private final Turns turns;
    private final ExecutionLog log;

    Continuation(Parts parts) {
        this.parts = parts;
        this.entries = parts.entries();
        this.turns = new Turns(parts);
        this.log = new ExecutionLog(parts);
    }

    /**
     * What was made, with what is next in it.
     *
     * @param earlier the log row as earlier attempts have left it
     */
    Made of(Workplace workplace, Made made, Optional<Execution> earlier) {
        Made next = made.failure()
                .filter(verdict -> verdict.kind().retryable())
                .map(verdict -> workplace.order().aim().isTrial()
                        ? made.over(verdict, "a trial is not tried again")
                        : decided(workplace, made, verdict, earlier))
                .orElse(made);
        return workplace.order().isQueued() ? next : placed(workplace, next);
    }

    /** A run that waited in the queue, and was brought forward, is over: it leaves the queue, and its schedule goes on. */
    void settle(Workplace workplace) {
        Target target = workplace.target();
        workplace.order().waiting().ifPresent(run -> {
            entries.remove(run);
            if (!QueueEntries.isManual(run)) {
                Optional<Instant> slot = turns.next(target.kind(), target.owner(), target.id(), Optional.empty());
                entries.follow(target.kind(), target.owner(), target.id(), slot);
            }
        });
    }

    /** Another has taken over the run: what was put into the queue here is not wanted. */
    void undo(Workplace workplace) {
        if (!workplace.order().isQueued() && workplace.order().waiting().isEmpty()) {
            entries.remove(fresh(workplace));
        }
    }

    private Made decided(Workplace workplace, Made made, Verdict verdict, Optional<Execution> earlier) {
        Target target = workplace.target();
        Optional<Values> row = parts.stores()
                .table(Target.kind(target.kind()))
                .find(target.owner(), target.id())
                .map(Stored::toValues)
                .filter(values -> values.flag("is_active", true));
        if (row.isEmpty()) {
            return made.over(verdict, "not tried again, since the " + target.kind() + " is switched off or deleted");
        }
        Optional<String> cancelled = cancelledHere(workplace)
                .or(() -> log.find(target.owner(), workplace.order().executionId())
                        .flatMap(ExecutionLog::whyToCancel));
        if (cancelled.isPresent()) {
            return Made.failed(Status.CANCELLED, Verdict.failed(FailureKind.CANCELLED, cancelled.get()), made.trace());
        }
        if (isLimit(verdict.kind()) && verdict.waitFor().isPresent()) {
            return workplace.mayBePutBack()
                    ? putBack(workplace, made, verdict, earlier)
                    : made.over(verdict, "it has answers already, and would begin anew each time");
        }
        return verdict.kind() == FailureKind.QUOTA
                ? made.over(verdict, "nobody says for how long")
                : tried(workplace, made, verdict, earlier, row.get());
    }

    /** Somebody may have stopped the run after it had failed by itself. */
    private static Optional<String> cancelledHere(Workplace workplace) {
        var cancellation = workplace.cancellation();
        return cancellation.isInterrupted() ? Optional.empty() : cancellation.reason();
    }

    /**
     * For the moment that our own limiter names. A service that goes on refusing though it was asked at its own moment is asked less and less often.
     */
    private Made putBack(Workplace workplace, Made made, Verdict verdict, Optional<Execution> earlier) {
        Instant now = parts.clock().instant();
        Delays before = Delays.before(earlier, workplace.order().attempt(), now);
        Duration wait = verdict.waitFor().orElseThrow();
        if (made.status() != Status.DELAYED && before.count() > 0) {
            wait = longer(wait, policy(workplace).pauseAfter(before.count()));
        }
        Instant at = now.plus(wait);
        return Duration.between(before.since(), at).compareTo(parts.longestDelay()) > 0
                ? tooFar(made, verdict, at)
                : made.delayedTo(at);
    }

    private Made tried(Workplace workplace, Made made, Verdict verdict, Optional<Execution> earlier, Values standing) {
        int failures = workplace.order().attempt() - ExecutionLog.interruptions(earlier);
        Optional<Duration> delay = policy(workplace).delayAfter(failures);
        if (delay.isEmpty()) {
            return failures == 1 ? made : made.over(verdict, failures + " attempts failed");
        }
        Duration asked = verdict.waitFor().orElse(Duration.ZERO);
        Instant now = parts.clock().instant();
        if (asked.compareTo(parts.longestDelay()) > 0) {
            return tooFar(made, verdict, now.plus(asked));
        }
        Instant at = now.plus(longer(delay.get(), asked));
        Optional<Instant> slot = nextSlot(workplace.order(), standing).filter(next -> !next.isAfter(at));
        if (slot.isEmpty()) {
            return made.triedAgainAt(at);
        }
        return isHalfDelivered(workplace)
                ? made.triedAgainAt(now.plus(longer(shorter(delay.get(), LONGEST_BEFORE_SLOTS), asked)))
                : made.over(verdict, "its schedule's next slot, at " + slot.get() + ", comes before another try");
    }

    private Made tooFar(Made made, Verdict verdict, Instant at) {
        String message = verdict.message() + " It could go on at " + LogRow.cut(at)
                + ", which is later than a run may wait for.";
        Verdict told = Verdict.failed(verdict.kind(), message).suggest("Run it again then.");
        return made.over(told, "could go on at " + LogRow.cut(at));
    }

    private static Optional<Instant> nextSlot(Order order, Values standing) {
        if (order.isManual()) {
            return Optional.empty();
        }
        return order.turn().isPresent()
                ? order.turn().flatMap(Slots.Due::next)
                : standing.optionalInstant("next_run_at");
    }

    /** From its first step on a delivery holds its cards, so no new run could send them: this one is finished first. */
    private boolean isHalfDelivered(Workplace workplace) {
        Target target = workplace.target();
        return target.kind().equals(Output.KIND.name())
                && parts.stores()
                        .ledger()
                        .find(target.owner(), workplace.order().executionId())
                        .map(delivery -> delivery.objectOrEmpty("steps"))
                        .filter(steps -> !steps.names().isEmpty())
                        .isPresent();
    }

    /** Into the queue, for a run that is not handed out by it. An entry that is just being handed out there is put right when it begins. */
    private Made placed(Workplace workplace, Made made) {
        Order order = workplace.order();
        Run run = order.waiting().orElseGet(() -> fresh(workplace));
        Optional<Run> next = next(run, order.attempt(), made.status(), made.nextTryAt());
        if (next.isEmpty()) {
            return made;
        }
        if (order.waiting().isPresent()) {
            entries.move(next.get());
            return made;
        }
        return entries.add(next.get())
                ? made
                : made.over(made.failure().orElseThrow(), "not tried again, since another run was asked for");
    }

    /** The entry that a run goes on with after an attempt; empty when it is over. */
    Optional<Run> next(Run run, int attempt, Status status, Optional<Instant> nextTryAt) {
        return switch (status) {
            case INTERRUPTED -> Optional.of(run.again(attempt + 1, parts.queueNow()));
            case DELAYED -> nextTryAt.map(run::delayed);
            default -> nextTryAt.map(at -> run.again(attempt + 1, at));
        };
    }

    private Run fresh(Workplace workplace) {
        Target target = workplace.target();
        return entries.manual(
                target.kind(), target.owner(), target.id(), workplace.order().executionId(), workplace.startedAt());
    }

    private RetryPolicy policy(Workplace workplace) {
        return workplace
                .target()
                .connected()
                .flatMap(integration -> parts.types().byId(integration.typeId()))
                .map(type -> parts.retries().of(type.type()))
                .orElse(parts.retries());
    }

    private static boolean isLimit(FailureKind kind) {
        return kind == FailureKind.RATE_LIMITED || kind == FailureKind.QUOTA;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
