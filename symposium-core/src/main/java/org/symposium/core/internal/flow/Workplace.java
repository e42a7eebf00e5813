package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.http.Passage;
import org.symposium.core.internal.http.RoadCalls;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.Lease;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Values;

/** What one run works with: its lease, its stop switch, its masks, its opened credentials, its way out. Used by one run only. */
final class Workplace {
    private final Parts parts;
    private final Target target;
    private final Order order;
    private final Lease lease;
    private final Cancellation cancellation;
    private final Instant startedAt;
    private final Masks masks = new Masks();
    private @Nullable RoadCalls calls;
    private @Nullable AuditEntry audit;

    Workplace(Parts parts, Target target, Order order, Lease lease, Cancellation cancellation) {
        this.parts = parts;
        this.target = target;
        this.order = order;
        this.lease = lease;
        this.cancellation = cancellation;
        this.startedAt = parts.clock().instant();
    }

    /** Opens the credentials and the road; that is noted, before it is done or with the outcome. */
    RunContext open(KnownType type, Values settings) {
        audit = RunAudit.opening(parts.audit(), target, order).orElse(null);
        return openUnnoted(type, settings);
    }

    /** As {@link #open}, for whoever has noted it already. */
    RunContext openUnnoted(KnownType type, Values settings) {
        Credentials credentials = parts.safe().open(target.integration());
        Set<String> origins = CredentialOrigins.of(type.type(), settings);
        RoadCalls opened = parts.road()
                .calls(new Passage(
                        type.type(),
                        target.integration(),
                        credentials,
                        type.handler()::judge,
                        masks,
                        cancellation,
                        origins,
                        order.executionId()));
        calls = opened;
        return new RunContext(parts, this, type.type(), settings, credentials, opened);
    }

    Target target() {
        return target;
    }

    Order order() {
        return order;
    }

    Lease lease() {
        return lease;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Instant startedAt() {
        return startedAt;
    }

    Masks masks() {
        return masks;
    }

    /** That credentials were opened. */
    Optional<AuditEntry> audit() {
        return Optional.ofNullable(audit);
    }

    /** What was sent so far, for the log. */
    List<Values> requests() {
        return calls == null ? List.of() : calls.requests();
    }
}
