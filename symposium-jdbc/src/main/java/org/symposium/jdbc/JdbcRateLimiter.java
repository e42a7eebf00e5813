package org.symposium.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.symposium.spi.RateLimiter;

/**
 * Exact sliding windows over a table of permits. Whoever asks locks the rows of all its keys, in the order of the keys, so that those who ask at once are
 * served one after the other and nobody waits in a circle; then looks, and takes all permits or none.
 */
final class JdbcRateLimiter implements RateLimiter {
    private static final int MOST_LOCK_TRIES = 20;
    private static final long PRUNE_EVERY = 500;
    private static final Instant NEVER = Instant.EPOCH;

    private final Transactions transactions;
    private final StoreClock clock;
    private final AtomicLong calls = new AtomicLong();

    JdbcRateLimiter(Transactions transactions, StoreClock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Duration acquire(List<Demand> all, String waiter) {
        if (calls.incrementAndGet() % PRUNE_EVERY == 0) {
            prune();
        }
        var byKey = new TreeMap<String, List<Demand>>();
        for (Demand demand : all) {
            byKey.merge(demand.key(), List.of(demand), JdbcRateLimiter::joined);
        }
        return transactions.write(transaction -> acquire(transaction, byKey));
    }

    @Override
    public void close(String key, Duration penalty) {
        transactions.write(transaction -> {
            Limit limit = lock(transaction, key);
            Instant until = clock.read(transaction).plus(penalty);
            if (limit.closedUntil().isBefore(until)) {
                transaction.update(
                        "update symposium_limit set closed_until = ?, idle_after = case when idle_after < ? then ? else idle_after end"
                                + " where limit_key = ?",
                        until,
                        until,
                        until,
                        key);
            }
            return limit;
        });
    }

    private Duration acquire(Transaction transaction, Map<String, List<Demand>> byKey) {
        var limits = new TreeMap<String, Limit>();
        byKey.keySet().forEach(key -> limits.put(key, lock(transaction, key)));
        Instant now = clock.read(transaction); // after the last lock: nobody has taken a permit since
        Instant free = now;
        for (var entry : byKey.entrySet()) {
            free = later(free, limits.get(entry.getKey()).closedUntil());
            for (Demand demand : entry.getValue()) {
                free = later(free, free(transaction, demand, now));
            }
        }
        if (free.isAfter(now)) {
            return Duration.between(now, free);
        }
        byKey.forEach((key, demands) -> grant(transaction, key, limits.get(key), demands, now));
        return Duration.ZERO;
    }

    /** When there is room in the window, if nobody else takes a permit until then. */
    private static Instant free(Transaction transaction, Demand demand, Instant now) {
        if (demand.weight() > demand.limit()) {
            throw new IllegalArgumentException(
                    "A request of weight " + demand.weight() + " never fits a limit of " + demand.limit());
        }
        Instant since = now.minus(demand.window());
        long room = demand.limit() - demand.weight();
        if (used(transaction, demand.key(), since) <= room) {
            return now;
        }
        List<Permit> taken = transaction.list(
                "select granted_at, weight from symposium_permit where limit_key = ? and granted_at > ? order by granted_at",
                row -> new Permit(requireNonNull(transaction.moment(row, "granted_at")), row.getLong("weight")),
                demand.key(),
                since);
        long used = taken.stream().mapToLong(Permit::weight).sum();
        Instant free = now;
        for (int next = 0; used > room; next++) {
            used -= taken.get(next).weight();
            free = taken.get(next).grantedAt().plus(demand.window());
        }
        return free;
    }

    private static long used(Transaction transaction, String key, Instant since) {
        return transaction
                .first(
                        "select coalesce(sum(weight), 0) as used from symposium_permit where limit_key = ? and granted_at > ?",
                        row -> row.getLong("used"),
                        key,
                        since)
                .orElseThrow();
    }

    private static void grant(Transaction transaction, String key, Limit limit, List<Demand> demands, Instant now) {
        long weight = demands.stream().mapToLong(Demand::weight).max().orElseThrow();
        long window = demands.stream().map(Demand::window).mapToLong(StoreClock::micros).max().orElseThrow();
        long longest = Math.max(window, limit.longestWindow());
        Instant keepUntil = now.plus(longest, ChronoUnit.MICROS);
        long number = limit.lastPermit() + 1;
        transaction.update(
                "insert into symposium_permit (limit_key, permit_number, granted_at, weight, keep_until) values (?, ?, ?, ?, ?)",
                key,
                number,
                now,
                weight,
                keepUntil);
        transaction.update(
                "update symposium_limit set last_permit = ?, longest_window = ?,"
                        + " idle_after = case when idle_after < ? then ? else idle_after end where limit_key = ?",
                number,
                longest,
                keepUntil,
                keepUntil,
                key);
    }

    /** Locks a key's row until the end of the transaction, making it if there is none; another may remove it in between. */
    private Limit lock(Transaction transaction, String key) {
        String select = "select last_permit, closed_until, longest_window from symposium_limit where limit_key = ? for update";
        String insert = "insert into symposium_limit (limit_key, last_permit, idle_after) values (?, 0, ?)";
        for (int tries = 1; tries <= MOST_LOCK_TRIES; tries++) {
            var limit = transaction.first(select, row -> limit(transaction, row), key);
            if (limit.isPresent()) {
                return limit.get();
            }
            transaction.insert(insert, key, NEVER);
        }
        throw new IllegalStateException("The rate limiter's row of " + key + " can't be locked");
    }

    private void prune() {
        String now = clock.now();
        transactions.write(transaction -> transaction.update("delete from symposium_permit where keep_until < " + now)
                + transaction.update("delete from symposium_limit where idle_after < " + now));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static List<Demand> joined(List<Demand> some, List<Demand> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static Limit limit(Transaction transaction, ResultSet row) throws SQLException {
        Instant closedUntil = transaction.moment(row, "closed_until");
        return new Limit(
                row.getLong("last_permit"), closedUntil == null ? NEVER : closedUntil, row.getLong("longest_window"));
    }

    /**
     * A key's row.
     *
     * @param lastPermit number of its last permit
     * @param closedUntil when it opens again
     * @param longestWindow longest window that was ever asked about, in microseconds: its permits are kept for so long
     */
    private record Limit(long lastPermit, Instant closedUntil, long longestWindow) {}

    /** A permit that counts in a window. */
    private record Permit(Instant grantedAt, long weight) {}
}
