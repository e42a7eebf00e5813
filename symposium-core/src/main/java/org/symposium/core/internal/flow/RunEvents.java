package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.core.internal.runs.Events;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** What listeners are told of runs. See {@link org.symposium.spi.EngineListener}. */
final class RunEvents {
    private final Events events;

    RunEvents(Events events) {
        this.events = events;
    }

    /** A run waits in the queue, since somebody asked for it. */
    void queued(Target target, String executionId) {
        events.tell("run.queued", target.owner(), of(target, executionId));
    }

    /** An attempt has ended. */
    void ended(Target target, Order order, Made made) {
        if (events.isHeard()) {
            events.tell(name(made), target.owner(), details(target, order, made));
            boolean isHeld = made.failure()
                    .filter(verdict -> verdict.kind() == FailureKind.IN_DOUBT)
                    .isPresent();
            if (isHeld) {
                events.tell("delivery.held", target.owner(), details(target, order, made));
            }
        }
    }

    /** An attempt was cut off, and whoever ran it is dead. */
    void interrupted(Target target, String executionId, int attempt, String why) {
        Values details = of(target, executionId)
                .with("status", Status.INTERRUPTED)
                .with("attempt", attempt)
                .with("error_message", why);
        events.tell("run.interrupted", target.owner(), details);
    }

    /** A run that waited is over. */
    void closed(Execution row) {
        Values details = Values.of("execution_id", row.id())
                .with("target_kind", row.targetKind())
                .with("target_id", row.targetId())
                .withOptional("integration_id", row.toValues().optionalText("integration_id"))
                .with("status", row.status())
                .with("attempt", row.toValues().whole("attempt", 1))
                .withOptional("error_kind", row.errorKind().map(FailureKind::word))
                .withOptional("error_message", row.errorMessage())
                .withOptional("suggestion", row.errorDetails().optionalText("suggestion"));
        events.tell("execution.finished", row.owner(), details);
        if (row.errorKind().equals(Optional.of(FailureKind.IN_DOUBT))) {
            events.tell("delivery.held", row.owner(), details);
        }
    }

    /** The details of an attempt that has ended. */
    static Values details(Target target, Order order, Made made) {
        return of(target, order.executionId())
                .with("status", made.status())
                .with("attempt", order.attempt())
                .withOptional(
                        "error_kind",
                        made.failure().map(verdict -> verdict.kind().word()))
                .withOptional("error_message", made.failure().map(Verdict::message))
                .withOptional(
                        "suggestion",
                        made.failure().map(Verdict::suggestion).filter(suggestion -> !suggestion.isEmpty()))
                .withOptional("next_try_at", made.nextTryAt())
                .withOptional("sources_succeeded", made.tally().map(Tally::succeeded))
                .withOptional("sources_failed", made.tally().map(Tally::failed));
    }

    private static String name(Made made) {
        return switch (made.status()) {
            case INTERRUPTED -> "run.interrupted";
            case DELAYED -> "run.delayed";
            default -> made.nextTryAt().isPresent() ? "attempt.failed" : "execution.finished";
        };
    }

    private static Values of(Target target, String executionId) {
        return Values.of("execution_id", executionId)
                .with("target_kind", target.kind())
                .with("target_id", target.id())
                .withOptional("integration_id", target.connected().map(Integration::id));
    }
}
