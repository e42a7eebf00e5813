package org.symposium.core.internal.flow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.core.internal.runs.RunSlots;
import org.symposium.core.internal.runs.WorkingThread;
import org.symposium.spi.Lease;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * Fetches one source for a query. It is asked as by a run of its own, under its lease, within the limits, with a row in the audit log, and what its service answers tells of
 * the integration's health; but it is asked for all it has, with an empty cursor, makes no card, and neither its cursor, schedule and counters nor its own health move. The
 * calls are retried as ever; what still fails has failed, since the query does not wait.
 */
final class SourceReading {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReading.class);
    private static final Duration NAP = Duration.ofMillis(100);

    private final Parts parts;
    private final Fetching fetching;
    private final Vitals vitals;

    SourceReading(Parts parts) {
        this.parts = parts;
        this.fetching = new Fetching(parts);
        this.vitals = new Vitals(parts.health());
    }

    /** Fetches on the calling thread; throws nothing. */
    Answered read(Asked asked, String owner, Order order, Cancellation cancellation) {
        if (asked.hindrance().isPresent()) {
            return Answered.hindered(asked, asked.hindrance().get());
        }
        try (var active = parts.active().part(cancellation)) {
            cancellation.throwIfCancelled();
            String integrationId = asked.integrationId().orElseThrow();
            active.uses(owner, integrationId); // before the row is read: see RevocationFlow.stop
            Integration integration = integration(owner, integrationId);
            var target = new Target("source", owner, asked.sourceId(), asked.name(), 0, integration);
            return LogScope.within(target, order, () -> leased(asked, target, order, cancellation));
        } catch (HandlerException e) { // before its service was asked
            return Answered.hindered(asked, e.verdict());
        } catch (RuntimeException e) {
            LOG.warn("source '{}' was not fetched for a query, since the store failed", asked.sourceId(), e);
            return Answered.hindered(
                    asked, Verdict.failed(FailureKind.INTERNAL, "The store could not be reached, or failed."));
        }
    }

    private Integration integration(String owner, String id) {
        Integration found = parts.stores()
                .table(Integration.KIND)
                .find(owner, id)
                .orElseThrow(() -> new HandlerException(
                        Verdict.failed(FailureKind.MISCONFIGURED, "The source's integration was deleted.")
                                .suggest("Connect the source anew, or take it out of the query.")));
        if (!found.isActive()) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.MISCONFIGURED,
                            ("The integration '" + found.name() + "' is switched off. " + found.disabledReason())
                                    .strip())
                    .suggest("Put the integration right and switch it on."));
        }
        return found;
    }

    /** Another run of the source ends first. */
    private Answered leased(Asked asked, Target target, Order order, Cancellation cancellation) {
        Optional<LeaseKeeper.Kept> lease = parts.leases().take(target.leaseKey(), cancellation);
        while (lease.isEmpty()) {
            cancellation.pause(NAP);
            lease = parts.leases().take(target.leaseKey(), cancellation);
        }
        LeaseKeeper.Kept kept = lease.get();
        try (kept) {
            return asked(asked, target, order, kept.lease(), cancellation);
        }
    }

    private Answered asked(Asked asked, Target target, Order order, Lease lease, Cancellation cancellation) {
        var workplace = new Workplace(parts, target, order, lease, cancellation, Workplace.Renewing.YES);
        Optional<Fetched> fetched = Optional.empty();
        Made made;
        var thread = new WorkingThread(cancellation);
        try (thread) {
            Fetched found = fetched(asked.config(), workplace);
            fetched = Optional.of(found);
            made = Made.part(found.found()).masked(workplace.masks());
        } catch (Throwable thrown) { // a handler's errors hurt its own source only
            made = failed(Mishaps.of(thrown, workplace));
        } finally {
            workplace.wipe();
        }
        RunAudit.ended(workplace, made).ifPresent(parts.audit()::rewrite);
        vitals.ofPart(workplace, made);
        Optional<Values> request = workplace.lastRequest();
        return new Answered(
                asked,
                made.failure().isEmpty() ? fetched : Optional.empty(),
                made.failure(),
                made.trace(),
                request,
                Optional.of(target.integration()),
                made.failure().isEmpty() ? made.notices() : List.of());
    }

    private Fetched fetched(Values config, Workplace workplace) {
        Integration integration = workplace.target().integration();
        RunSlots.Held held = parts.types()
                .byId(integration.typeId())
                .map(type -> parts.slots().await(type.type(), integration, workplace.cancellation()))
                .orElseGet(parts.slots()::none);
        try (held) {
            return fetching.fetch(config, Fetching.NO_CURSOR, workplace);
        }
    }

    /** A source that would be put back is not waited for. */
    private static Made failed(Made mishap) {
        if (mishap.status() != Status.DELAYED) {
            return mishap;
        }
        Verdict missing = mishap.failure().orElseThrow();
        Verdict told = Verdict.failed(missing.kind(), missing.message())
                .suggest("Run the query again when the limit allows it.");
        return Made.failed(
                Status.FAILURE, missing.waitFor().map(told::retryAfter).orElse(told), mishap.trace());
    }
}
