package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.core.internal.schedule.Slots;

/**
 * That something is to run.
 *
 * @param executionId the run's id in the log, the same over all its delays and attempts
 * @param attempt from 1
 * @param trigger {@code manual} or {@code scheduled}
 * @param turn the slot that is run, and the next one, which the run's outcome stores; empty when it runs beside its schedule, which then stays as it is
 */
public record Order(String executionId, int attempt, String trigger, Optional<Slots.Due> turn) {
    /** The first attempt, asked for by a person or a host. */
    public static Order manual(String executionId) {
        return new Order(executionId, 1, "manual", Optional.empty());
    }

    /** The first attempt for a slot of a schedule. */
    public static Order scheduled(String executionId, Slots.Due turn) {
        return new Order(executionId, 1, "scheduled", Optional.of(turn));
    }

    /** A further attempt: the schedule went on with the first one. */
    public static Order scheduledAgain(String executionId, int attempt) {
        return new Order(executionId, attempt, "scheduled", Optional.empty());
    }
}
