package org.symposium.spi;

import java.time.Duration;
import java.util.Optional;

/** Who works on what. At most one lease per key is held at a time, by the store's clock. */
public interface Leases {
    /** Takes the lease if nobody holds it, or its holder's time is over. Fences of one key only grow. */
    Optional<Lease> acquire(String key, Duration ttl);

    /** Holds it for this long from now. False when another holds it, or it was released. */
    boolean renew(Lease lease, Duration ttl);

    /** Gives it back. Does nothing when another holds it. */
    void release(Lease lease);
}
