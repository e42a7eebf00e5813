package org.symposium.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.Advance;
import org.symposium.spi.Outcome;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Values;

/** What runs come to, for tests of {@code save}. */
final class Outcomes {
    private Outcomes() {}

    /** A run that wrote its log row and nothing else. */
    static Outcome of(String owner, String executionId, int attempt, Advance... advances) {
        return new Outcome(
                executionId,
                attempt,
                owner,
                Samples.execution(owner, executionId),
                Optional.empty(),
                List.of(advances),
                Optional.empty());
    }

    static Outcome withCard(Outcome outcome, Card card) {
        return new Outcome(
                outcome.executionId(),
                outcome.attempt(),
                outcome.owner(),
                outcome.execution(),
                Optional.of(card),
                outcome.advances(),
                outcome.delivered());
    }

    static Outcome withDelivered(Outcome outcome, String outputId, String... cardIds) {
        return new Outcome(
                outcome.executionId(),
                outcome.attempt(),
                outcome.owner(),
                outcome.execution(),
                outcome.card(),
                outcome.advances(),
                Optional.of(new Outcome.Delivered(outputId, List.of(cardIds))));
    }

    static Outcome withAudit(Outcome outcome, AuditEntry entry) {
        return new Outcome(
                outcome.executionId(),
                outcome.attempt(),
                outcome.owner(),
                outcome.execution(),
                outcome.card(),
                outcome.advances(),
                outcome.delivered(),
                Optional.of(entry));
    }

    static Outcome withRewrite(Outcome outcome, Outcome.Rewrite rewrite) {
        return new Outcome(
                outcome.executionId(),
                outcome.attempt(),
                outcome.owner(),
                outcome.execution(),
                outcome.card(),
                outcome.advances(),
                outcome.delivered(),
                outcome.audit(),
                Optional.of(rewrite));
    }

    /** One more run of a row; its schedule is left alone. */
    static Advance counted(String kind, String id) {
        return new Advance(
                kind, id, 1, false, Optional.empty(), Optional.empty(), Values.empty(), Map.of("execution_count", 1L));
    }

    /** The next slot, written if the row still has this revision. */
    static Advance scheduled(String kind, String id, long revision, Optional<Instant> nextRunAt) {
        return new Advance(kind, id, revision, true, nextRunAt, Optional.empty(), Values.empty(), Map.of());
    }

    static Advance set(String kind, String id, Values set) {
        return new Advance(kind, id, 1, false, Optional.empty(), Optional.empty(), set, Map.of());
    }

    static Advance cursor(String kind, String id, Values cursor) {
        return new Advance(kind, id, 1, false, Optional.empty(), Optional.of(cursor), Values.empty(), Map.of());
    }
}
