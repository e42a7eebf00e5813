package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.core.internal.schedule.Slots;

/**
 * That something is to run.
 *
 * @param executionId the run's id in the log, the same over all its delays and attempts
 * @param attempt from 1
 * @param trigger {@code manual} or {@code scheduled}
 * @param isQueued whether the run queue handed it out, and will again if it is interrupted
 * @param turn the slot that is run, and the next one, which the run's outcome stores; empty when it runs beside its schedule, which then stays as it is
 */
public record Order(String executionId, int attempt, String trigger, boolean isQueued, Optional<Slots.Due> turn) {
    /** What a person or a host asked for. */
    public static final String MANUAL = "manual";

    private static final String SCHEDULED = "scheduled";

    /** Asked for by a person or a host, who waits for it. */
    public static Order manual(String executionId) {
        return new Order(executionId, 1, MANUAL, false, Optional.empty());
    }

    /** Asked for by a person or a host, and handed out by the queue. */
    public static Order manualQueued(String executionId, int attempt) {
        return new Order(executionId, attempt, MANUAL, true, Optional.empty());
    }

    /** The first attempt for a slot of a schedule. */
    public static Order scheduled(String executionId, Slots.Due turn) {
        return new Order(executionId, 1, SCHEDULED, true, Optional.of(turn));
    }

    /** A further attempt: the schedule went on with the first one. */
    public static Order scheduledAgain(String executionId, int attempt) {
        return new Order(executionId, attempt, SCHEDULED, true, Optional.empty());
    }

    Order atAttempt(int number) {
        return new Order(executionId, number, trigger, isQueued, turn);
    }

    boolean isManual() {
        return trigger.equals(MANUAL);
    }
}
