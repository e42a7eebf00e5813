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
 */
final class JdbcLeases implements Leases {
    private static final Duration IDLE = Duration.ofDays(1);
    private static final String FREE = "(not is_held or expires_at <= ";

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
        String sql = "update symposium_lease set expires_at = " + clock.later()
                + " where lease_key = ? and fence = ? and is_held";
        long micros = StoreClock.micros(ttl);
        return transactions.writeOnce(transaction -> transaction.update(sql, micros, lease.key(), lease.fence())) == 1;
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

    /** The update and the insert each take the row's lock, so of many who try at once one succeeds. */
    private Optional<Lease> take(Transaction transaction, String key, long micros) {
        String again = "update symposium_lease set fence = fence + 1, is_held = true, expires_at = " + clock.later()
                + " where lease_key = ? and " + FREE + clock.now() + ")";
        if (transaction.update(again, micros, key) == 1) {
            return transaction.first(
                    "select fence from symposium_lease where lease_key = ?",
                    row -> new Lease(key, row.getLong("fence")),
                    key);
        }
        long fence = ChronoUnit.MICROS.between(Instant.EPOCH, clock.read(transaction));
        String first = "insert into symposium_lease (lease_key, fence, is_held, expires_at) values (?, ?, true, "
                + clock.later() + ")";
        return transaction.insert(first, key, fence, micros) ? Optional.of(new Lease(key, fence)) : Optional.empty();
    }

    /** Removes leases that ran out, or were given back, longer ago than a day. */
    void prune(int limit) {
        transactions.write(transaction -> {
            Instant before = clock.read(transaction).minus(IDLE);
            List<List<?>> idle = transaction.list(
                    "select lease_key from symposium_lease where expires_at < ? limit ?",
                    row -> List.of(row.getString("lease_key"), before),
                    before,
                    limit);
            transaction.batch("delete from symposium_lease where lease_key = ? and expires_at < ?", idle);
            return idle.size();
        });
    }
}
