package org.symposium.core.internal.runs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;

/**
 * Takes leases for runs and keeps them alive by a timer of the engine's own, so that a handler that blocks does not lose its lease and a frozen process does. A
 * run whose lease can't be renewed is cancelled: another node may have taken over.
 */
public final class LeaseKeeper {
    /** How long a lease lasts without renewal. */
    public static final Duration TTL = Duration.ofSeconds(30);

    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Leases leases;
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();

    /** Renews on this timer until it is shut down. */
    public LeaseKeeper(Leases leases, ScheduledExecutorService timer) {
        this.leases = leases;
        every(PERIOD, this::renewAll, timer);
        every(LOOK, this::lookForOverdue, timer);
    }

    private static void every(Duration period, Runnable work, ScheduledExecutorService timer) {
        Future<?> unused =
                timer.scheduleWithFixedDelay(work, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A lease that is kept alive until it is closed. */
    public final class Kept implements AutoCloseable {
        private final Lease lease;
        private final Cancellation cancellation;
        private volatile long heldFrom = System.nanoTime();
        private volatile boolean isStopped;
        private volatile long stoppedAt;

        private Kept(Lease lease, Cancellation cancellation) {
            this.lease = lease;
            this.cancellation = cancellation;
        }

        /** The lease itself. */
        public Lease lease() {
            return lease;
        }

        /** Gives it back; if the store can't be reached, it ends by itself. */
        @Override
        public void close() {
            if (kept.remove(this)) {
                release();
            }
        }

        private void release() {
            try {
                leases.release(lease);
            } catch (RuntimeException e) {
                LOG.warn("The lease {} could not be given back; it ends in {} s", lease.key(), TTL.toSeconds(), e);
            }
        }
    }

    /**
     * Takes the lease, if nobody else holds it.
     *
     * @param cancellation of the run, in case the lease is lost
     */
    public Optional<Kept> take(String key, Cancellation cancellation) {
        return leases.acquire(key, TTL).map(lease -> {
            var one = new Kept(lease, cancellation);
            kept.add(one);
            return one;
        });
    }

    private void renewAll() {
        for (Kept one : kept) {
            try {
                if (leases.renew(one.lease, TTL)) {
                    one.heldFrom = System.nanoTime();
                } else if (kept.contains(one)) {
                    one.cancellation.cancel("Another node has taken over this run.");
                }
            } catch (RuntimeException e) {
                notRenewed(one, e);
            }
        }
    }

    /**
     * A passed deadline is noticed here for handlers that look at nothing. One that does not end though it was interrupted keeps its thread, since nobody can take
     * that away, but not its lease: the source is free for others, and what the handler makes is not saved any more.
     */
    private void lookForOverdue() {
        for (Kept one : List.copyOf(kept)) {
            if (!one.cancellation.isCancelled()) {
                continue;
            }
            if (!one.isStopped) {
                one.stoppedAt = System.nanoTime();
                one.isStopped = true;
            } else if (System.nanoTime() - one.stoppedAt > TTL.toNanos()) {
                LOG.error("A run was stopped and does not end; its lease {} is given up", one.lease.key());
                one.close();
            }
        }
    }

    /** The store is out of reach. Once the lease must have run out, another node may run the same. */
    private static void notRenewed(Kept one, RuntimeException e) {
        LOG.warn("The lease {} could not be renewed; trying again in {} s", one.lease.key(), PERIOD.toSeconds(), e);
        if (System.nanoTime() - one.heldFrom > TTL.toNanos()) {
            one.cancellation.cancel(
                    "The store could not be reached for so long that another node may have taken over this run.");
        }
    }
}
