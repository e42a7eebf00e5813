package org.symposium.core.internal.stores;

import java.time.Clock;
import java.time.Instant;
import org.symposium.spi.CardTable;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;
import org.symposium.spi.Ledger;
import org.symposium.spi.Outcome;
import org.symposium.spi.RateLimiter;
import org.symposium.spi.RunQueue;
import org.symposium.spi.Stores;
import org.symposium.spi.Table;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Retention;
import org.symposium.spi.model.Stored;

/**
 * The host's stores, of which what a run writes is asked for again: its outcome, its steps, its permits. Each of these may be asked for twice, and fails by
 * {@link StoreFailure}. All else is as it is, and fails as it does.
 */
public final class SteadfastStores implements Stores {
    private final Stores stores;

    /** These, asked again. */
    public SteadfastStores(Stores stores) {
        this.stores = stores;
    }

    @Override
    public <T extends Stored> Table<T> table(Kind<T> kind) {
        return stores.table(kind);
    }

    @Override
    public CardTable cards() {
        return stores.cards();
    }

    @Override
    public Ledger ledger() {
        return new SteadfastLedger(stores.ledger());
    }

    /** Where the answer to a commit was lost, the second answer is {@link Saved#ALREADY}. */
    @Override
    public Saved save(Outcome outcome, Lease lease) {
        return Insistence.on(() -> stores.save(outcome, lease));
    }

    @Override
    public RunQueue runs() {
        return stores.runs();
    }

    @Override
    public Leases leases() {
        return stores.leases();
    }

    @Override
    public RateLimiter limiter() {
        return new SteadfastLimiter(stores.limiter());
    }

    @Override
    public Clock clock() {
        return stores.clock();
    }

    @Override
    public int prune(Retention retention, Instant now, int limit) {
        return stores.prune(retention, now, limit);
    }

    @Override
    public void close() {
        stores.close();
    }
}
