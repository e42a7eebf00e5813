package org.symposium.core.internal.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.LongSupplier;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;

/**
 * Leases by a count of nanoseconds. A lease whose time is over is still its holder's until another takes it. One count of fences serves all keys, so that a key
 * can be forgotten when it is released and its fences grow all the same.
 */
public final class MemoryLeases implements Leases {
    private static final long IDLE_NANOS = Duration.ofDays(1).toNanos();

    private final ReadWriteLock lock;
    private final LongSupplier nanos;
    private final Map<String, Holder> holders = new HashMap<>();
    private long lastFence;

    /** No leases yet. */
    public MemoryLeases(ReadWriteLock lock, LongSupplier nanos) {
        this.lock = lock;
        this.nanos = nanos;
    }

    @Override
    public Optional<Lease> acquire(String key, Duration ttl) {
        lock.writeLock().lock();
        try {
            Holder holder = holders.get(key);
            long now = nanos.getAsLong();
            if (holder != null && holder.until() - now > 0) {
                return Optional.empty();
            }
            lastFence++;
            holders.put(key, new Holder(lastFence, now + Elapsed.nanos(ttl)));
            return Optional.of(new Lease(key, lastFence));
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public boolean renew(Lease lease, Duration ttl) {
        lock.writeLock().lock();
        try {
            if (!holds(lease)) {
                return false;
            }
            holders.put(lease.key(), new Holder(lease.fence(), nanos.getAsLong() + Elapsed.nanos(ttl)));
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void release(Lease lease) {
        lock.writeLock().lock();
        try {
            if (holds(lease)) {
                holders.remove(lease.key());
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Forgets leases that ran out longer ago than a day: whoever held them is dead. The write lock is held. */
    void prune() {
        long now = nanos.getAsLong();
        holders.values().removeIf(holder -> now - holder.until() > IDLE_NANOS);
    }

    /** Whether nobody has taken it since, and it was not released; the lock is held. */
    boolean holds(Lease lease) {
        Holder holder = holders.get(lease.key());
        return holder != null && holder.fence() == lease.fence();
    }

    private record Holder(long fence, long until) {}
}
