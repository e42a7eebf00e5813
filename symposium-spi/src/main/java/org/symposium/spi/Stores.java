package org.symposium.spi;

import java.time.Clock;
import java.time.Instant;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Retention;
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
     * Writes what came of a run, all of it or nothing: log row, card, deltas, delivered cards, audit row, a card's rewrite with its version. Idempotent by execution id and attempt, and fenced: the
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

    /**
     * Removes what nobody needs any more, some of it at a time. The engine asks on one node, every few minutes.
     *
     * <p>A run is <em>over</em> as {@link org.symposium.spi.model.Execution#isOver} says; it is <em>in doubt</em> while its delivery has a step that was intended and
     * has no receipt. What goes:
     *
     * <ul>
     *   <li>log rows of runs that are over and not in doubt, when they began longer ago than {@link Retention#executionsFor}, or when there are
     *       {@link Retention#executionsPerTarget} newer ones of the same owner, {@code target_kind} and {@code target_id}; their deliveries with them;
     *   <li>deliveries of runs that succeeded and are not in doubt, when they were opened longer ago than {@link Retention#deliveriesFor}; those of runs that failed
     *       can be replayed, and stay as long as the log rows;
     *   <li>any other log rows that began, and deliveries that were opened, longer ago than {@link Retention#unfinishedFor};
     *   <li>rows of the audit log that were made longer ago than {@link Retention#auditFor};
     *   <li>whatever the store keeps of leases and limits that have been idle for a day or longer. Fences of a key grow all the same.
     * </ul>
     *
     * <p>Nothing else goes: no card, no definition, no entry of the queue, and no mark of a card that an output has delivered, which stays as long as both.
     *
     * <p>A store that leaves it at this grows for ever.
     *
     * @param now what the ages are counted from
     * @param limit most log rows, deliveries and rows of the audit log to remove
     * @return how many of them were removed; as long as it is the limit, the engine asks again
     */
    default int prune(Retention retention, Instant now, int limit) {
        return 0;
    }

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
