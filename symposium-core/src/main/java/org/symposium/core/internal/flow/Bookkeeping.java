package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.schedule.Slots;
import org.symposium.spi.Advance;
import org.symposium.spi.Outcome;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;

/** What is written when an attempt has ended: log row, card, and how the rows move forward. */
final class Bookkeeping {
    private Bookkeeping() {}

    /**
     * All of it, to be saved as one.
     *
     * @param earlier the log row as earlier attempts have left it
     * @param counted whether it is one more of the failures in a row of what ran
     */
    static Outcome of(Workplace workplace, Made made, Duration took, Optional<Execution> earlier, boolean counted) {
        Target target = workplace.target();
        Optional<Outcome.Delivered> delivered = made.deliveredCards().isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome.Delivered(target.id(), made.deliveredCards()));
        return new Outcome(
                workplace.order().executionId(),
                workplace.order().attempt(),
                target.owner(),
                LogRow.of(workplace, made, took, earlier),
                made.rewrite().isPresent() ? Optional.empty() : made.card(),
                moves(workplace, made, earlier, counted),
                delivered,
                RunAudit.ended(workplace, made),
                made.rewrite());
    }

    /** What ran goes on to the next slot with the first attempt for one; it counts a run once, however many attempts it takes. */
    static Advance moves(
            Target target,
            Order order,
            Optional<Execution> earlier,
            Optional<Values> cursor,
            Values set,
            boolean counted) {
        var add = new HashMap<String, Long>();
        if (ExecutionLog.savedAttempt(earlier) == 0) {
            add.put("execution_count", 1L);
        }
        if (counted) {
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

    private static List<Advance> moves(Workplace workplace, Made made, Optional<Execution> earlier, boolean counted) {
        var moves = new ArrayList<Advance>();
        if (!workplace.target().isCard()) {
            moves.add(targetMoves(workplace, made, earlier, counted));
        }
        workplace
                .target()
                .connected()
                .ifPresent(integration -> moves.add(
                        used(integration, workplace.startedAt(), made.failure().isEmpty())));
        made.tally()
                .ifPresent(tally -> tally.used()
                        .forEach((integration, worked) -> moves.add(used(integration, workplace.startedAt(), worked))));
        return moves;
    }

    private static Advance targetMoves(Workplace workplace, Made made, Optional<Execution> earlier, boolean counted) {
        Values set = Values.of("last_executed_at", workplace.startedAt());
        return moves(
                workplace.target(),
                workplace.order(),
                earlier,
                made.cursor(),
                made.failure().isEmpty() ? set.with("consecutive_failures", 0L) : set,
                counted);
    }

    private static Advance used(Integration integration, Instant at, boolean worked) {
        Values set = Values.of("last_used_at", at);
        return new Advance(
                "integration",
                integration.id(),
                integration.revision(),
                false,
                Optional.empty(),
                Optional.empty(),
                worked ? set.with("consecutive_failures", 0L) : set,
                Map.of());
    }
}
