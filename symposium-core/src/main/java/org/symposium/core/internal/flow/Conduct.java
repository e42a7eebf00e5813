package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.core.internal.schedule.Slots;
import org.symposium.spi.Advance;
import org.symposium.spi.Outcome;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.FailureKind;
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

    Conduct(Parts parts) {
        this.parts = parts;
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
        LeaseKeeper.Kept kept = parts.leases()
                .take(found.leaseKey(), cancellation)
                .orElseThrow(() -> new ConflictException(
                        "The " + found.kind() + " '" + found.name() + "' is running now. Wait until it has finished."));
        try (kept) {
            Ready ready = loading.get();
            var workplace = new Workplace(parts, ready.target(), order, kept.lease(), cancellation);
            return LogScope.within(ready.target(), order, () -> conduct(workplace, ready.work()));
        }
    }

    private RunResult conduct(Workplace workplace, Work work) {
        long began = System.nanoTime();
        Made made = caught(work, workplace);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Saved saved = parts.stores().save(outcome(workplace, made, took), workplace.lease());
        return result(workplace, saved == Saved.STALE ? takenOver() : made, took);
    }

    private Made caught(Work work, Workplace workplace) {
        try {
            return work.with(workplace).masked(workplace.masks());
        } catch (Throwable thrown) { // a handler's errors hurt its own run only
            return failed(thrown, workplace);
        }
    }

    private static Made failed(Throwable thrown, Workplace workplace) {
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
        Verdict verdict = Failures.verdict(thrown);
        String trace = workplace.masks().trace(thrown);
        Status status = verdict.kind() == FailureKind.CANCELLED ? Status.CANCELLED : Status.FAILURE;
        if (verdict.kind() == FailureKind.INTERNAL) {
            LOG.warn(
                    "{} '{}' failed by a fault in its handler: {}",
                    workplace.target().kind(),
                    workplace.target().id(),
                    trace);
        }
        Verdict masked = Verdict.failed(verdict.kind(), workplace.masks().mask(verdict.message()))
                .suggest(workplace.masks().mask(verdict.suggestion()));
        return Made.failed(status, masked, trace);
    }

    private static Made takenOver() {
        return Made.failed(
                Status.INTERRUPTED,
                Verdict.failed(
                        FailureKind.CANCELLED, "Another node has taken over this run; nothing was written here."),
                "");
    }

    private Outcome outcome(Workplace workplace, Made made, Duration took) {
        Target target = workplace.target();
        Optional<Outcome.Delivered> delivered = made.deliveredCards().isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome.Delivered(target.id(), made.deliveredCards()));
        return new Outcome(
                workplace.order().executionId(),
                workplace.order().attempt(),
                target.owner(),
                LogRow.of(workplace, made, took),
                made.card(),
                List.of(targetMoves(workplace, made), integrationMoves(workplace, made)),
                delivered);
    }

    private Advance targetMoves(Workplace workplace, Made made) {
        Target target = workplace.target();
        boolean failed = made.status() == Status.FAILURE;
        Values set = Values.of("last_executed_at", workplace.startedAt());
        return new Advance(
                target.kind(),
                target.id(),
                target.revision(),
                workplace.order().turn().isPresent(),
                workplace.order().turn().flatMap(Slots.Due::next),
                made.cursor(),
                failed ? set : set.with("consecutive_failures", 0L),
                failed ? Map.of("execution_count", 1L, "consecutive_failures", 1L) : Map.of("execution_count", 1L));
    }

    /** A credential that does not work switches its integration off at once. Spec: <em>Determine Retry Strategy</em>. */
    private static Advance integrationMoves(Workplace workplace, Made made) {
        Values set = Values.of("last_used_at", workplace.startedAt());
        if (switchesOff(workplace, made)) {
            set = set.with("is_active", false)
                    .with("disabled_reason", made.failure().orElseThrow().message());
        }
        return new Advance(
                "integration",
                workplace.target().integration().id(),
                workplace.target().integration().revision(),
                false,
                Optional.empty(),
                Optional.empty(),
                set,
                Map.of());
    }

    /** Where there is no credential, none can be wrong: then one address asks for what the others of the integration do not. */
    private static boolean switchesOff(Workplace workplace, Made made) {
        return !workplace.target().integration().sealedCredentials().isEmpty()
                && made.failure()
                        .filter(verdict -> verdict.kind() == FailureKind.AUTHENTICATION)
                        .isPresent();
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
        parts.events().tell("execution.finished", target.owner(), details);
        if (switchesOff(workplace, made)) {
            parts.events().tell("integration.disabled", target.owner(), details);
        }
    }
}
