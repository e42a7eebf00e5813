package org.symposium.spi;

import java.time.Clock;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Stored;

/**
 * One door to everything that is kept: rows, run queue, leases, limiter and ledger can't come from different places. All methods of all parts may
 * be called by many threads at once. A store that can't be reached throws whatever its driver throws; the engine handles it.
 */
public interface Stores extends AutoCloseable {
    /** The rows of a kind. */
    <T extends Stored> Table<T> table(Kind<T> kind);

    /** The rows of cards, which can also be chosen by filter. */
    CardTable cards();

    /** Deliveries and their steps. */
    Ledger ledger();

    /**
     * Writes what came of a run, all of it or nothing: log row, card, deltas, delivered cards, audit row. Idempotent by execution id and attempt, and fenced: the
     * lease is checked by a write in the same transaction.
     *
     * <p>Deltas go to rows of the outcome's owner; a delta for a row that is gone is left out.
     */
    Saved save(Outcome outcome, Lease lease);

    /** What waits to be run. */
    RunQueue runs();

    /** Who works on what. */
    Leases leases();

    /** Permits for requests. */
    RateLimiter limiter();

    /**
     * What time it is for leases, limits and due runs: the database's time, or the process's where everything is kept in it. Engines over the same stores go by
     * it, so that they agree on what is due though the clocks of their machines differ.
     */
    Clock clock();

    /** Gives back what this object itself opened; what the host handed in stays open. */
    @Override
    void close();

    /** What came of a save. */
    enum Saved {
        /** Written now. */
        NOW,
        /** This execution id and attempt is finished already: the answer to a commit was lost. Wins over {@link #STALE}. */
        ALREADY,
        /** Another holds the lease now. Nothing was written. */
        STALE
    }
}
