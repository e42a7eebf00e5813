package org.symposium.core.internal.flow;

import java.util.Optional;
import java.util.function.Function;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.spi.Lease;
import org.symposium.spi.model.ConflictException;

/** One test or rotation of an integration at a time, on all nodes together. */
final class ConnectionLease {
    private final Parts parts;
    private final Errand errand;

    ConnectionLease(Parts parts) {
        this.parts = parts;
        this.errand = new Errand(parts);
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

    /** Works under the lease, if nobody holds it. */
    <T> Optional<T> tryHolding(String owner, String integrationId, Function<Held, T> work) {
        Cancellation cancellation = errand.cancellation();
        Optional<LeaseKeeper.Kept> lease =
                parts.leases().take("connection/" + owner + "/" + integrationId, cancellation);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        LeaseKeeper.Kept kept = lease.get();
        try (kept) {
            return Optional.of(work.apply(new Held(kept.lease(), cancellation)));
        }
    }
}
