package org.symposium.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.symposium.core.internal.memory.Elapsed;
import org.symposium.core.internal.memory.MemoryLeases;
import org.symposium.core.internal.memory.MemoryLedger;
import org.symposium.core.internal.memory.MemoryPruning;
import org.symposium.core.internal.memory.MemoryRateLimiter;
import org.symposium.core.internal.memory.MemoryRows;
import org.symposium.core.internal.memory.MemoryRunQueue;
import org.symposium.spi.CardTable;
import org.symposium.spi.CredentialVault;
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
 * Stores that keep everything in this process and lose it with it: for trying out, for tests, and for hosts whose runs need not survive a restart. What an engine
 * prunes is bounded by {@link EngineBuilder#retention}; cards stay until they are deleted. Thread-safe; the threads of the queue are daemons.
 */
public final class InMemoryStores implements Stores {
    private final Clock clock;
    private final MemoryRows rows;
    private final MemoryLedger ledger;
    private final MemoryLeases leases;
    private final MemoryRateLimiter limiter;
    private final MemoryRunQueue runs;
    private final AesGcmVault ownVault = AesGcmVault.ofBase64(AesGcmVault.newKey());
    private final MemoryPruning pruning;

    /** Empty stores that go by the system's clock. */
    public InMemoryStores() {
        this(Clock.systemUTC());
    }

    /**
     * Empty stores.
     *
     * @param clock what due times of runs, leases and limits go by; with the system's clock, leases and limits do not notice when it is set
     */
    public InMemoryStores(Clock clock) {
        this.clock = clock;
        var lock = new ReentrantReadWriteLock();
        var nanos = nanosBy(clock);
        this.leases = new MemoryLeases(lock, nanos);
        this.rows = new MemoryRows(lock, leases);
        this.ledger = new MemoryLedger(lock, leases, rows, clock);
        this.limiter = new MemoryRateLimiter(nanos);
        this.runs = new MemoryRunQueue(clock);
        this.pruning = new MemoryPruning(lock, rows, ledger, leases);
    }

    @Override
    public <T extends Stored> Table<T> table(Kind<T> kind) {
        return rows.table(kind);
    }

    @Override
    public CardTable cards() {
        return rows.cards();
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Saved save(Outcome outcome, Lease lease) {
        return rows.save(outcome, lease);
    }

    @Override
    public RunQueue runs() {
        return runs;
    }

    @Override
    public Leases leases() {
        return leases;
    }

    @Override
    public RateLimiter limiter() {
        return limiter;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public int prune(Retention retention, Instant now, int limit) {
        return pruning.prune(retention, now, limit);
    }

    /** Ends the queue's threads, if they still run; what is stored stays readable. */
    @Override
    public void close() {
        runs.stop(Duration.ZERO);
    }

    /** Seals with a random key that is gone with these stores: for engines over them that are given none. */
    CredentialVault ownVault() {
        return ownVault;
    }

    /** For the system's clock a count that does not jump when somebody sets the time. */
    static LongSupplier nanosBy(Clock clock) {
        return clock.equals(Clock.system(clock.getZone())) ? System::nanoTime : Elapsed.nanosBy(clock);
    }
}
