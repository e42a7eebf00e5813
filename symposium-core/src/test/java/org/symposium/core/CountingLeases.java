package org.symposium.core;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;

/** Other leases; counts how often one was refused, and fails to give back on demand. */
final class CountingLeases implements Leases {
    private final Leases leases;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean fails;

    CountingLeases(Leases leases) {
        this.leases = leases;
    }

    @Override
    public Optional<Lease> acquire(String key, Duration ttl) {
        Optional<Lease> lease = leases.acquire(key, ttl);
        if (lease.isEmpty()) {
            refused.incrementAndGet();
        }
        return lease;
    }

    @Override
    public boolean renew(Lease lease, Duration ttl) {
        return leases.renew(lease, ttl);
    }

    @Override
    public void release(Lease lease) {
        if (fails) {
            throw new IllegalStateException("the store is out of reach");
        }
        leases.release(lease);
    }

    int refused() {
        return refused.get();
    }

    void failFromNowOn() {
        fails = true;
    }
}
