package org.symposium.core.internal.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.spi.Lease;
import org.symposium.spi.model.ConflictException;

/** One test, rotation or renewal of an integration at a time, on all nodes together. */
final class ConnectionLease {
    private static final Duration NAP = Duration.ofMillis(100);

    private final Parts parts;
    private final Errand errand;

    ConnectionLease(Parts parts) {
        this.parts = parts;
        this.errand = new Errand(parts);
    }

    /** What it is called. */
    static String key(String owner, String integrationId) {
        return "connection/" + owner + "/" + integrationId;
    }

    /** The lease, and a stop switch that is thrown when it is lost or time is up. */
    record Held(Lease lease, Cancellation cancellation) {}

    /**
     * Works under the lease.
     *
     * @throws ConflictException when another holds it
     */
    <T> T holding(String owner, String integrationId, Function<Held, T> work) {
        return tryHolding(owner, integrationId, work)
                .orElseThrow(() -> new ConflictException("The integration '" + integrationId
                        + "' is being tested, or gets other credentials, at this moment. Try again."));
    }

    /** As {@link #holding(String, String, Function)}, but waits this long for whoever holds it. */
    <T> T holding(String owner, String integrationId, Duration patience, Function<Held, T> work) {
        Cancellation waiting = Cancellation.within(patience);
        while (!waiting.isCancelled()) {
            Optional<T> done = tryHolding(owner, integrationId, work);
            if (done.isPresent()) {
                return done.get();
            }
            LockSupport.parkNanos(NAP.toNanos());
        }
        return holding(owner, integrationId, work);
    }

    /** Works under the lease, if nobody holds it. */
    <T> Optional<T> tryHolding(String owner, String integrationId, Function<Held, T> work) {
        Cancellation cancellation = errand.cancellation();
        Optional<LeaseKeeper.Kept> lease = parts.leases().take(key(owner, integrationId), cancellation);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        LeaseKeeper.Kept kept = lease.get();
        try (kept) {
            return Optional.of(work.apply(new Held(kept.lease(), cancellation)));
        }
    }
}
