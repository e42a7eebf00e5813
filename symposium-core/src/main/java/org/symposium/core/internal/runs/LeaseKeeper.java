package org.symposium.core.internal.runs;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;

/**
 * Takes leases for runs and keeps them alive by a timer of the engine's own, so that a handler that blocks does not lose its lease and a frozen process does. A
 * run whose lease can't be renewed is interrupted: another node may have taken over. What asks the store may hang as long as the store does; what stops runs asks
 * nobody.
 */
public final class LeaseKeeper {
    /** How long a lease lasts without renewal. */
    public static final Duration TTL = Duration.ofSeconds(30);

    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Leases leases;
    private final LongSupplier nanoTime;
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();

    /** Renews on this timer until it is shut down. Three of its threads may be busy here while the store does not answer. */
    public LeaseKeeper(Leases leases, ScheduledExecutorService timer) {
        this(leases, timer, System::nanoTime);
    }

    LeaseKeeper(Leases leases, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this(leases, nanoTime);
        every(PERIOD, this::renewAll, timer);
        every(LOOK, this::lookForOverdue, timer);
        every(LOOK, this::giveUpStubborn, timer);
    }

    /** Does nothing by itself. */
    LeaseKeeper(Leases leases, LongSupplier nanoTime) {
        this.leases = leases;
        this.nanoTime = nanoTime;
    }

    private static void every(Duration period, Runnable work, ScheduledExecutorService timer) {
        Future<?> unused =
                timer.scheduleWithFixedDelay(work, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A lease that is kept alive until it is closed. */
    public final class Kept implements AutoCloseable {
        private final Lease lease;
        private final Cancellation cancellation;
        private volatile long heldFrom;
        private volatile boolean isStopped;
        private volatile long stoppedAt;

        private Kept(Lease lease, Cancellation cancellation, long heldFrom) {
            this.lease = lease;
            this.cancellation = cancellation;
            this.heldFrom = heldFrom;
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
        long asked = nanoTime.getAsLong();
        return leases.acquire(key, TTL).map(lease -> {
            var one = new Kept(lease, cancellation, asked);
            kept.add(one);
            return one;
        });
    }

    void renewAll() {
        for (Kept one : kept) {
            long asked = nanoTime.getAsLong();
            try {
                if (leases.renew(one.lease, TTL)) {
                    one.heldFrom = asked;
                } else if (kept.contains(one)) {
                    one.cancellation.interrupt("Another node has taken over this run.");
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "The lease {} could not be renewed; trying again in {} s",
                        one.lease.key(),
                        PERIOD.toSeconds(),
                        e);
            }
        }
    }

    /**
     * A lease that must have run out stops its run, and a deadline that has passed is noticed here for handlers that look at nothing. Counted from when the store
     * was asked, since nobody knows how long its answer was under way.
     */
    void lookForOverdue() {
        long now = nanoTime.getAsLong();
        for (Kept one : kept) {
            if (now - one.heldFrom > TTL.toNanos()) {
                one.cancellation.interrupt(
                        "The store could not be reached for so long that another node may have taken over this run.");
            }
            if (one.cancellation.isCancelled() && !one.isStopped) {
                one.stoppedAt = now;
                one.isStopped = true;
            }
        }
    }

    /**
     * One that does not end though it was interrupted keeps its thread, since nobody can take that away, but not its lease: the source is free for others, and what
     * the handler makes is not saved any more.
     */
    void giveUpStubborn() {
        for (Kept one : kept) {
            if (one.isStopped && nanoTime.getAsLong() - one.stoppedAt > TTL.toNanos()) {
                LOG.error("A run was stopped and does not end; its lease {} is given up", one.lease.key());
                one.close();
            }
        }
    }
}
