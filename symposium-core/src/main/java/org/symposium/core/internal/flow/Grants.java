package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.symposium.core.internal.connections.IntegrationChanges;
import org.symposium.core.internal.connections.IntegrationRows;
import org.symposium.core.internal.oauth.OAuthTerms;
import org.symposium.core.internal.oauth.TokenReply;
import org.symposium.spi.model.Grant;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** What becomes of grants in the rows, and who is told. */
final class Grants {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 5;

    private final Parts parts;
    private final IntegrationRows rows;

    Grants(Parts parts) {
        this.parts = parts;
        this.rows = new IntegrationRows(parts.stores());
    }

    /** Of tokens that came now: they are renewed five minutes before they end, those that last for less than ten after half of that. */
    static Grant given(OAuthTerms terms, TokenReply.Granted granted, Instant askedAt, boolean canBeRenewed) {
        Optional<Instant> renewAt = canBeRenewed && terms.renewsAhead()
                ? granted.lifetime().map(lifetime -> askedAt.plus(lifetime).minus(ahead(lifetime)))
                : Optional.empty();
        return Grant.given(askedAt, granted.lifetime().map(askedAt::plus), renewAt);
    }

    /** Notes that the service is to be left alone for a while; gives what a run fails with, which is no fault of its integration's. */
    HandlerException paused(Integration integration, Verdict why) {
        long failures = integration.connection().grant().map(Grant::failures).orElse(0L);
        Duration growing = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration own = growing.compareTo(LONGEST_PAUSE) < 0 ? growing : LONGEST_PAUSE;
        Duration pause = why.waitFor().filter(asked -> asked.compareTo(own) > 0).orElse(own);
        Instant until = parts.clock().instant().plus(pause);
        rows.change(integration, row -> IntegrationChanges.notRenewed(row, until));
        Verdict told = Verdict.failed(why.kind(), "The integration's token could not be renewed: " + why.message())
                .suggest(why.suggestion());
        return new HandlerException(why.kind().retryable() ? told.retryAfter(pause) : told);
    }

    /** Switches it off, since only its user can connect it again; told by whoever does it, and not again. */
    void end(Integration integration, Verdict why, String executionId) {
        if (integration.disabledKind().equals(Integration.OFF_BY_END_OF_GRANT)) {
            return;
        }
        var failure = new RunResult.Failure(why.kind(), why.message(), why.suggestion());
        rows.change(integration, row -> IntegrationChanges.withoutGrant(row, failure))
                .ifPresent(after -> tell(
                        "integration.disabled",
                        after,
                        Values.of("execution_id", executionId)
                                .with("disabled_kind", after.disabledKind())
                                .with("disabled_reason", after.disabledReason())
                                .with("error_kind", why.kind())
                                .with("suggestion", why.suggestion())));
    }

    void tell(String name, Integration integration, Values details) {
        if (parts.events().isHeard()) {
            parts.events()
                    .tell(
                            name,
                            integration.owner(),
                            Values.of("integration_id", integration.id()).with(details));
        }
    }

    private static Duration ahead(Duration lifetime) {
        Duration half = lifetime.dividedBy(2);
        return half.compareTo(AHEAD) < 0 ? half : AHEAD;
    }
}
