package org.symposium.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.symposium.spi.Stores;

/**
 * What any {@link Stores} must do. Extend it, say how to open the store, and every method of every part is tested, with two owners.
 *
 * <pre>{@code
 * final class MongoStoresTest extends StoresContract {
 *     @Override protected Stores openStores(Clock clock) { return MongoStores.on(emptyDatabase()); }
 *     @Override protected boolean keepsOwnClock() { return true; }
 * }
 * }</pre>
 */
public abstract class StoresContract
        implements TableContract,
                PageContract,
                NewestContract,
                StoredFormContract,
                CardTableContract,
                CardFilterContract,
                SaveContract,
                CardHistoryContract,
                AdvanceContract,
                AuditContract,
                LedgerContract,
                DeliveryCardsContract,
                PruneContract,
                LeasesContract,
                RateLimiterContract,
                RunQueueContract,
                RunQueueLifeContract {
    private @Nullable Stores stores;
    private @Nullable StoreTime time;

    /**
     * Opens the stores, with nothing in them: no row, lease, permit or run of an earlier test. Called before each test; the contract closes them after it.
     *
     * @param clock set by hand; for leases, limiter and queue of a store that does not keep its own clock
     */
    protected abstract Stores openStores(Clock clock);

    /**
     * Whether leases, limiter and queue go by a clock of the store's own, such as its database's, whatever {@link #openStores} was given. Then tests wait for
     * {@link #briefly} where they would move the clock.
     */
    protected boolean keepsOwnClock() {
        return false;
    }

    /** How long a lease or a window lasts that a test waits for, where the store keeps its own clock: much longer than one call takes. */
    protected Duration briefly() {
        return Duration.ofMillis(300);
    }

    /** Opens the stores. */
    @BeforeEach
    public final void open() {
        MutableClock clock = MutableClock.at("2026-01-31T09:00:00Z");
        time = keepsOwnClock() ? StoreTime.real(briefly()) : StoreTime.handSet(clock);
        stores = openStores(clock);
    }

    /** Closes the stores. */
    @AfterEach
    public final void close() {
        if (stores != null) {
            stores.close();
        }
    }

    @Override
    public final Stores stores() {
        return requireNonNull(stores);
    }

    @Override
    public final StoreTime time() {
        return requireNonNull(time);
    }
}
