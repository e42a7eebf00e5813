package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.credentials.RunCredentials;
import org.symposium.core.internal.http.Passage;
import org.symposium.core.internal.http.Passage.PutBack;
import org.symposium.core.internal.http.RoadCalls;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.stores.Insistence;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.Lease;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** What one run works with: its lease, its stop switch, its masks, its opened credentials, its way out. Used by one run only. */
final class Workplace {
    /** Failures that come of reading an answer which no judge had refused. */
    private static final Set<FailureKind> READERS_FAULTS =
            EnumSet.of(FailureKind.INVALID_RESPONSE, FailureKind.INTERNAL, FailureKind.IN_DOUBT);

    /** What has no ledger to go on from. */
    private static final Set<String> BEGINS_ANEW = Set.of("source", "card");

    private final Parts parts;
    private final Target target;
    private final Order order;
    private final Lease lease;
    private final Cancellation cancellation;
    private final Renewing renewing;
    private final Instant startedAt;
    private final Masks masks = new Masks();
    private @Nullable RoadCalls calls;
    private @Nullable AuditEntry audit;
    private Optional<String> noted = Optional.empty();
    private @Nullable RunCredentials opened;
    private int interruptions;
    private final Set<String> resent = new HashSet<>();

    Workplace(Parts parts, Target target, Order order, Lease lease, Cancellation cancellation, Renewing renewing) {
        this.renewing = renewing;
        this.parts = parts;
        this.target = target;
        this.order = order;
        this.lease = lease;
        this.cancellation = cancellation;
        this.startedAt = parts.clock().instant();
    }

    /** What the run has left in the log before, if it goes on now. */
    void goesOnFrom(Optional<Execution> earlier) {
        interruptions = ExecutionLog.interruptions(earlier);
        noted = RunAudit.noted(earlier, order.attempt());
    }

    /** Renews tokens, if it is time to, and opens credentials and the road; that is noted, before it is done or with the outcome. */
    RunContext open(KnownType type, Values settings) {
        audit = Insistence.on(() -> RunAudit.opening(parts.audit(), target, order, noted))
                .orElse(null);
        return openUnnoted(type, settings, false);
    }

    /**
     * As {@link #open}, for whoever has noted it already.
     *
     * @param insists whether a user waits to see what the service says now
     */
    RunContext openUnnoted(KnownType type, Values settings, boolean insists) {
        RunCredentials credentials = new Tokens(parts, this, type).open(target.integration());
        opened = credentials;
        Set<String> origins = CredentialOrigins.of(type.type(), settings);
        RoadCalls road = parts.road()
                .calls(new Passage(
                        type.type(),
                        target.integration(),
                        credentials,
                        type.handler()::judge,
                        masks,
                        cancellation,
                        origins,
                        order.executionId() + "/" + target.id(), // sources of one query stand in line each for itself
                        BEGINS_ANEW.contains(target.kind()) ? PutBack.BEFORE_FIRST_ANSWER : PutBack.ANY_TIME,
                        insists));
        calls = road;
        return new RunContext(parts, this, type.type(), settings, credentials, road);
    }

    /** Whether tokens are renewed. */
    enum Renewing {
        /** When it is time to, and when they are refused. */
        YES,
        /** The same, by whoever holds the integration's lease. */
        UNDER_LEASE,
        /** These credentials, as they are, are what it is about. */
        NO
    }

    Renewing renewing() {
        return renewing;
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

    /** The last of what was sent so far. */
    Optional<Values> lastRequest() {
        List<Values> all = calls == null ? List.of() : calls.requests();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** That credentials were opened. */
    Optional<AuditEntry> audit() {
        return Optional.ofNullable(audit);
    }

    /** Names of the delivery's steps that are sent again by themselves, should they be left in doubt; as far as this attempt has come. */
    Set<String> resent() {
        return resent;
    }

    /** How many attempts before this one were cut off. */
    int interruptions() {
        return interruptions;
    }

    /** The id of the audit row that this attempt has by now. */
    Optional<String> noted() {
        return audit().map(AuditEntry::id).or(() -> noted);
    }

    /** Overwrites the opened credentials in memory. The run is over. */
    void wipe() {
        if (opened != null) {
            opened.wipe();
        }
    }

    /** What was sent so far, for the log; after a failure with the beginnings of answers that were refused, or, if they can't be read, of the last one. */
    List<Values> requests(Optional<Verdict> failure) {
        RoadCalls road = calls;
        if (road == null) {
            return List.of();
        }
        return failure.isPresent()
                ? road.requestsWithExcerpts(
                        READERS_FAULTS.contains(failure.get().kind()))
                : road.requests();
    }

    /** Whether the run may go on later; a source that has answers would begin anew each time, and ask for them again. */
    boolean mayBePutBack() {
        return calls == null || calls.mayBePutBack();
    }

    /** How many requests were sent so far. */
    int requestCount() {
        return calls == null ? 0 : calls.requestCount();
    }
}
