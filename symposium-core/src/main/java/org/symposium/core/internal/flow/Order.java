package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.core.internal.runs.QueueEntries;
import org.symposium.core.internal.schedule.Slots;
import org.symposium.spi.Run;

/**
 * That something is to run.
 *
 * @param executionId the run's id in the log, the same over all its delays and attempts
 * @param attempt from 1
 * @param trigger {@code manual}, {@code scheduled} or {@code test}
 * @param isQueued whether the run queue handed it out, and will again if it is interrupted
 * @param turn the slot that is run, and the next one, which the run's outcome stores; empty when it runs beside its schedule, which then stays as it is
 * @param waiting the run's entry in the queue, which waited there to go on, when somebody else than the queue lets it go on; it stays there meanwhile
 * @param aim what it is for
 */
public record Order(
        String executionId,
        int attempt,
        String trigger,
        boolean isQueued,
        Optional<Slots.Due> turn,
        Optional<Run> waiting,
        Aim aim) {
    /** What a person or a host asked for. */
    public static final String MANUAL = "manual";

    static final String SCHEDULED = "scheduled";

    static final String TEST = "test";

    /** For whatever is to be done next. */
    public Order(
            String executionId,
            int attempt,
            String trigger,
            boolean isQueued,
            Optional<Slots.Due> turn,
            Optional<Run> waiting) {
        this(executionId, attempt, trigger, isQueued, turn, waiting, new Aim.Next());
    }

    /** Asked for by a person or a host, who waits for it. */
    public static Order manual(String executionId) {
        return new Order(executionId, 1, MANUAL, false, Optional.empty(), Optional.empty());
    }

    /** Asked for by a person or a host, and handed out by the queue. */
    public static Order manualQueued(String executionId, int attempt) {
        return new Order(executionId, attempt, MANUAL, true, Optional.empty(), Optional.empty());
    }

    /** The first attempt for a slot of a schedule. */
    public static Order scheduled(String executionId, Slots.Due turn) {
        return new Order(executionId, 1, SCHEDULED, true, Optional.of(turn), Optional.empty());
    }

    /** A further attempt, or one that was put back: the schedule went on when the run first began. */
    public static Order scheduledAgain(String executionId, int attempt) {
        return new Order(executionId, attempt, SCHEDULED, true, Optional.empty(), Optional.empty());
    }

    /** That a delivery goes on which has ended; which attempt it will be is known when its turn has come. */
    static Order replay(String deliveryId, Aim.Replay aim) {
        return new Order(deliveryId, 1, MANUAL, false, Optional.empty(), Optional.empty(), aim);
    }

    /** That something is delivered on trial. */
    static Order trial(String executionId, String recipient) {
        return new Order(executionId, 1, TEST, false, Optional.empty(), Optional.empty(), new Aim.Trial(recipient));
    }

    /** A run that waited in the queue, and goes on at once for somebody who waits for it. */
    static Order broughtForward(Run run) {
        String trigger = QueueEntries.isManual(run) ? MANUAL : SCHEDULED;
        return new Order(run.executionId(), run.attempt(), trigger, false, Optional.empty(), Optional.of(run));
    }

    /** That a source is to be fetched for this order of a query. */
    Order ofPart() {
        return new Order(executionId, attempt, trigger, false, Optional.empty(), Optional.empty());
    }

    Order atAttempt(int number) {
        return new Order(executionId, number, trigger, isQueued, turn, waiting, aim);
    }

    Order with(Aim other) {
        return new Order(executionId, attempt, trigger, isQueued, turn, waiting, other);
    }

    /** Whether it may have left something in the log before this attempt. */
    boolean mayBeKnown() {
        return attempt > 1 || waiting.isPresent() || (isQueued && turn.isEmpty());
    }

    boolean isManual() {
        return !trigger.equals(SCHEDULED);
    }
}
