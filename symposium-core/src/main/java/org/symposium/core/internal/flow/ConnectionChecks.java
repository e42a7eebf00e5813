package org.symposium.core.internal.flow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.EngineClosed;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.spi.model.Connection;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.ConnectionTest;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.NotFoundException;

/**
 * Tries credentials again from time to time, so that a user hears of a key that has ended before a run needs it. One node at a time looks; what is due is in the rows
 * alone, so nothing is lost with a node. Only what is on, has credentials, and can be tried at no cost.
 */
public final class ConnectionChecks implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionChecks.class);
    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);
    private static final Duration LONGEST_PERIOD = Duration.ofMinutes(10);
    private static final int LOOKS_PER_INTERVAL = 100;
    private static final int PAGE = 500;
    private static final int AT_ONE_TIME = 8;
    /** Each integration has an interval of its own, up to a tenth shorter or longer: those that were made together drift apart. */
    private static final double JITTER = 0.1;

    private final Parts parts;
    private final ConnectionFlow flow;
    private final Executor executor;
    private final Duration interval;
    private volatile boolean isPaused;

    /**
     * Checks each integration about once in this time.
     *
     * @param executor runs a few tests beside each other
     */
    public ConnectionChecks(Parts parts, ConnectionFlow flow, Executor executor, Duration interval) {
        this.parts = parts;
        this.flow = flow;
        this.executor = executor;
        this.interval = interval;
    }

    /** How often to look for what is due. */
    public Duration period() {
        Duration part = interval.dividedBy(LOOKS_PER_INTERVAL);
        if (part.compareTo(SHORTEST_PERIOD) < 0) {
            return SHORTEST_PERIOD;
        }
        return part.compareTo(LONGEST_PERIOD) > 0 ? LONGEST_PERIOD : part;
    }

    /** Begins no more tests until told otherwise. */
    public void pause(boolean paused) {
        isPaused = paused;
    }

    /** Looks once, tries what is due, and waits for the last of it; throws nothing. Does nothing while another node looks. */
    @Override
    public void run() {
        try {
            var cancellation = Cancellation.unlimited();
            Optional<LeaseKeeper.Kept> lease = parts.leases().take("connection-checks", cancellation);
            if (lease.isPresent()) {
                LeaseKeeper.Kept kept = lease.get();
                try (kept) {
                    checkAll(cancellation);
                }
            }
        } catch (EngineClosed e) {
            LOG.debug("No more connections are checked here: the engine is closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Connections could not be checked; trying again in {}", period(), e);
        }
    }

    private void checkAll(Cancellation cancellation) throws InterruptedException {
        var room = new Semaphore(AT_ONE_TIME);
        Optional<Integration> last = Optional.empty();
        List<Integration> page;
        do {
            page = parts.stores().table(Integration.KIND).scan(Map.of("is_active", true), last, PAGE);
            for (Integration integration : page) {
                if (isPaused || cancellation.isCancelled()) {
                    break;
                }
                if (isDue(integration)) {
                    begin(integration, room);
                }
            }
            last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1));
        } while (page.size() == PAGE && !isPaused && !cancellation.isCancelled());
        room.acquire(AT_ONE_TIME); // until the last has ended
    }

    private void begin(Integration integration, Semaphore room) throws InterruptedException {
        room.acquire();
        try {
            executor.execute(() -> {
                try {
                    check(integration);
                } finally {
                    room.release();
                }
            });
        } catch (RejectedExecutionException e) { // no room, or closed: it stays due
            room.release();
        }
    }

    private void check(Integration integration) {
        try {
            flow.check(integration.owner(), integration.id());
        } catch (NotFoundException | EngineClosed e) {
            LOG.debug("The connection of integration {} is not checked any more", integration.id());
        } catch (RuntimeException e) {
            LOG.warn("The connection of integration {} could not be checked", integration.id(), e);
        }
    }

    private boolean isDue(Integration integration) {
        boolean isFree = parts.types()
                .byId(integration.typeId())
                .filter(type -> type.type().connectionTest() == ConnectionTest.FREE)
                .isPresent();
        return isFree
                && !integration.sealedCredentials().isEmpty()
                && !isUnprovable(integration.connection())
                && !dueAt(integration).isAfter(parts.clock().instant());
    }

    /** There was no way to try these credentials, and there will be none. */
    private static boolean isUnprovable(Connection connection) {
        return connection
                .health()
                .filter(health -> health.outcome() == ConnectionOutcome.UNPROVABLE)
                .isPresent();
    }

    private Instant dueAt(Integration integration) {
        Instant from = integration
                .connection()
                .lastTestedAt()
                .or(integration::credentialsSetAt)
                .orElse(integration.createdAt());
        double factor = 1 + JITTER * (2 * fraction(integration) - 1);
        return from.plusMillis((long) (interval.toMillis() * factor));
    }

    /** From 0 to 1, the same each time. */
    private static double fraction(Integration integration) {
        var hash = new CRC32();
        hash.update((integration.owner() + "/" + integration.id()).getBytes(StandardCharsets.UTF_8));
        return hash.getValue() / (double) 0xffff_ffffL;
    }
}
