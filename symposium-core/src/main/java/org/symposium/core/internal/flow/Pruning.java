package org.symposium.core.internal.flow;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.spi.Stores;
import org.symposium.spi.model.Retention;

/** Lets the stores remove what nobody needs any more, in batches, on one node at a time. */
public final class Pruning implements Runnable {
    /** How often. */
    public static final Duration PERIOD = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Pruning.class);
    private static final int BATCH = 1_000;

    private final Stores stores;
    private final LeaseKeeper leases;
    private final Clock clock;
    private final Retention retention;

    /** Of these stores. */
    public Pruning(Stores stores, LeaseKeeper leases, Clock clock, Retention retention) {
        this.stores = stores;
        this.leases = leases;
        this.clock = clock;
        this.retention = retention;
    }

    /** Prunes until nothing is left to prune, or it is time for the next time; throws nothing. Does nothing while another node is at it. */
    @Override
    public void run() {
        var cancellation = Cancellation.within(PERIOD);
        try {
            Optional<LeaseKeeper.Kept> lease = leases.take("prune", cancellation);
            if (lease.isPresent()) {
                LeaseKeeper.Kept kept = lease.get();
                try (kept) {
                    prune(cancellation);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("What is not needed any more could not be removed; trying again in {}", PERIOD, e);
        }
    }

    private void prune(Cancellation cancellation) {
        long all = 0;
        int removed = BATCH;
        while (removed >= BATCH
                && !cancellation.isCancelled()
                && !Thread.currentThread().isInterrupted()) {
            removed = stores.prune(retention, clock.instant(), BATCH);
            all += removed;
        }
        new PendingConnections(stores, clock).prune(clock.instant());
        if (all > 0) {
            LOG.info("Pruned {} old log rows, deliveries and rows of the audit log", all);
        }
    }
}
