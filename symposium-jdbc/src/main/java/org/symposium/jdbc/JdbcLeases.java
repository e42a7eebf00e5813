package org.symposium.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;

/**
 * Leases as rows of a table. A row stays when its lease is given back, so that its fence goes on growing; after a day it is removed. The first fence of a new row
 * counts the microseconds of the clock, so that it is above all that a removed one ever had.
 *
 * <p>A clock that is set must not take a lease from whoever is at work. Set forward, it makes all leases look over: for as long as their holders need to renew
 * them, nobody is believed to be dead. Set back, it leaves those of the dead to hold for hours: one that lasts longer than it was taken for is shortened.
 */
final class JdbcLeases implements Leases {
    private static final Duration IDLE = Duration.ofDays(1);

    private final Transactions transactions;
    private final StoreClock clock;

    JdbcLeases(Transactions transactions, StoreClock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<Lease> acquire(String key, Duration ttl) {
        long micros = StoreClock.micros(ttl);
        return transactions.write(transaction -> take(transaction, key, micros));
    }

    @Override
    public boolean renew(Lease lease, Duration ttl) {
        String sql = "update symposium_lease set lasts = ?, expires_at = " + clock.later()
                + " where lease_key = ? and fence = ? and is_held";
        long micros = StoreClock.micros(ttl);
        return transactions.writeOnce(
                        transaction -> transaction.update(sql, micros, micros, lease.key(), lease.fence()))
                == 1;
    }

    @Override
    public void release(Lease lease) {
        String sql = "update symposium_lease set is_held = false where lease_key = ? and fence = ? and is_held";
        transactions.writeOnce(transaction -> transaction.update(sql, lease.key(), lease.fence()));
    }

    /**
     * Whether the lease is still its holder's: nobody else took it, and it was not given back. By a write, so that until the end of this transaction
     * nobody can take it.
     */
    static boolean hold(Transaction transaction, Lease lease) {
        String sql = "update symposium_lease set writes = writes + 1 where lease_key = ? and fence = ? and is_held";
        return transaction.update(sql, lease.key(), lease.fence()) == 1;
    }

    /** Looks first. The update finds the row only as it was seen, so of many who try at once one succeeds. */
    private Optional<Lease> take(Transaction transaction, String key, long micros) {
        long asked = System.nanoTime();
        Optional<Seen> seen = see(transaction, key);
        if (seen.isEmpty()) {
            long fence = ChronoUnit.MICROS.between(Instant.EPOCH, clock.read(transaction));
            String first =
                    "insert into symposium_lease (lease_key, fence, is_held, lasts, expires_at) values (?, ?, true, ?, "
                            + clock.later() + ")";
            return transaction.insert(first, key, fence, micros, micros)
                    ? Optional.of(new Lease(key, fence))
                    : Optional.empty();
        }
        Seen row = seen.get();
        if (row.isHeld() && row.isAhead()) {
            shorten(transaction, key, row.fence());
        }
        boolean isTheirs = row.isHeld() && !(row.isOver() && clock.isSteady(row.now(), asked));
        return isTheirs ? Optional.empty() : take(transaction, key, row.fence(), micros);
    }

    private Optional<Lease> take(Transaction transaction, String key, long fence, long micros) {
        String again = "update symposium_lease set fence = fence + 1, is_held = true, lasts = ?, expires_at = "
                + clock.later() + " where lease_key = ? and fence = ? and (not is_held or expires_at <= " + clock.now()
                + ")";
        return transaction.update(again, micros, micros, key, fence) == 1
                ? Optional.of(new Lease(key, fence + 1))
                : Optional.empty();
    }

    private Optional<Seen> see(Transaction transaction, String key) {
        String sql = "select fence, is_held, expires_at <= " + clock.now() + " as is_over, expires_at > "
                + clock.later("lasts") + " as is_ahead, " + clock.now() + " as moment"
                + " from symposium_lease where lease_key = ?";
        return transaction.first(
                sql,
                row -> new Seen(
                        row.getLong("fence"),
                        row.getBoolean("is_held"),
                        row.getBoolean("is_over"),
                        row.getBoolean("is_ahead"),
                        clock.moment(row, "moment")),
                key);
    }

    /** Removes leases that ran out, or were given back, longer ago than a day; none while the clock has just been set. */
    void prune(int limit) {
        transactions.write(transaction -> {
            long asked = System.nanoTime();
            Instant now = clock.read(transaction);
            if (!clock.isSteady(now, asked)) {
                return 0;
            }
            Instant before = now.minus(IDLE);
            List<List<?>> idle = transaction.list(
                    "select lease_key from symposium_lease where expires_at < ? limit ?",
                    row -> List.of(row.getString("lease_key"), before),
                    before,
                    limit);
            transaction.batch("delete from symposium_lease where lease_key = ? and expires_at < ?", idle);
            return idle.size();
        });
    }

    /** As if it had been renewed just now; who holds it and lives will do so. */
    private void shorten(Transaction transaction, String key, long fence) {
        String sql = "update symposium_lease set expires_at = " + clock.later("lasts")
                + " where lease_key = ? and fence = ? and is_held and expires_at > " + clock.later("lasts");
        transaction.update(sql, key, fence);
    }

    /**
     * A row as it was seen.
     *
     * @param isOver its time is over, by the clock as it is now
     * @param isAhead its time ends later than it can, by the clock as it is now
     * @param now that moment
     */
    private record Seen(long fence, boolean isHeld, boolean isOver, boolean isAhead, Instant now) {}
}
