package org.symposium.core;

import java.time.Clock;
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
import org.symposium.spi.model.Stored;

/** Stores that are others', but for what a test changes. */
abstract class OtherStores implements Stores {
    private final Stores stores;

    OtherStores(Stores stores) {
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
        return stores.ledger();
    }

    @Override
    public Saved save(Outcome outcome, Lease lease) {
        return stores.save(outcome, lease);
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
        return stores.limiter();
    }

    @Override
    public Clock clock() {
        return stores.clock();
    }

    @Override
    public void close() {
        stores.close();
    }
}
