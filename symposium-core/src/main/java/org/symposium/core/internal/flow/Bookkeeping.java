package org.symposium.core.internal.flow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.schedule.Slots;
import org.symposium.spi.Advance;
import org.symposium.spi.Outcome;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** What is written when an attempt has ended: log row, card, and how the rows move forward. */
final class Bookkeeping {
    private Bookkeeping() {}

    /**
     * All of it, to be saved as one.
     *
     * @param earlier the log row as earlier attempts have left it
     */
    static Outcome of(Workplace workplace, Made made, Duration took, Optional<Execution> earlier) {
        Target target = workplace.target();
        Optional<Outcome.Delivered> delivered = made.deliveredCards().isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome.Delivered(target.id(), made.deliveredCards()));
        return new Outcome(
                workplace.order().executionId(),
                workplace.order().attempt(),
                target.owner(),
                LogRow.of(workplace, made, took, earlier),
                made.card(),
                List.of(targetMoves(workplace, made, earlier), integrationMoves(workplace, made)),
                delivered,
                RunAudit.ended(workplace, made));
    }

    /** A source or an output goes on to the next slot with the first attempt for one; it counts a run once, however many attempts it takes. */
    static Advance moves(
            Target target,
            Order order,
            Optional<Execution> earlier,
            Optional<Values> cursor,
            Values set,
            boolean failed) {
        var add = new HashMap<String, Long>();
        if (ExecutionLog.savedAttempt(earlier) == 0) {
            add.put("execution_count", 1L);
        }
        if (failed) {
            add.put("consecutive_failures", 1L);
        }
        return new Advance(
                target.kind(),
                target.id(),
                target.revision(),
                order.turn().isPresent(),
                order.turn().flatMap(Slots.Due::next),
                cursor,
                set,
                add);
    }

    private static Advance targetMoves(Workplace workplace, Made made, Optional<Execution> earlier) {
        Values set = Values.of("last_executed_at", workplace.startedAt());
        return moves(
                workplace.target(),
                workplace.order(),
                earlier,
                made.cursor(),
                made.failure().isEmpty() ? set.with("consecutive_failures", 0L) : set,
                made.status() == Status.FAILURE);
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
    static boolean switchesOff(Workplace workplace, Made made) {
        return !workplace.target().integration().sealedCredentials().isEmpty()
                && made.failure()
                        .filter(verdict -> verdict.kind() == FailureKind.AUTHENTICATION)
                        .isPresent();
    }
}
