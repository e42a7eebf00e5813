package org.symposium.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.symposium.jdbc.LimiterRows.Limit;
import org.symposium.spi.RateLimiter;

/**
 * Exact sliding windows over a table of permits, for any number of nodes. Whoever asks locks the rows of all its keys, in the order of the keys, so that
 * those who ask at once are served one after the other and nobody waits in a circle; then looks, and takes all permits or none. Different keys do not meet.
 */
final class JdbcRateLimiter implements RateLimiter {
    private static final long CALLS_BETWEEN_PRUNES = 500;
    private static final Waiter NOBODY = new Waiter("", "");

    private final Transactions transactions;
    private final StoreClock clock;
    private final AtomicLong calls = new AtomicLong();

    JdbcRateLimiter(Transactions transactions, StoreClock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Answer acquire(List<Demand> all, Waiter waiter) {
        if (all.isEmpty()) {
            return Answer.granted();
        }
        if (calls.incrementAndGet() % CALLS_BETWEEN_PRUNES == 0) {
            prune();
        }
        return transactions.write(transaction -> {
            var rows = new LimiterRows(transaction, clock);
            var limits = new TreeMap<String, Limit>();
            all.stream().map(Demand::key).distinct().sorted().forEach(key -> limits.put(key, rows.lock(key)));
            return new PermitRequest(rows, limits, all, waiter).decide();
        });
    }

    @Override
    public void close(String key, Duration penalty) {
        change(key, penalty, (rows, limit, until) -> rows.close(limit, until));
    }

    @Override
    public void lower(String key, long remaining, Duration time) {
        change(key, time, (rows, limit, until) -> rows.lower(limit, remaining, until));
    }

    @Override
    public List<Usage> usage(List<Demand> windows) {
        return transactions.read(transaction -> {
            var rows = new LimiterRows(transaction, clock);
            Instant now = clock.read(transaction);
            return windows.stream().map(demand -> usage(rows, demand, now)).toList();
        });
    }

    @Override
    public Duration waitFor(List<Demand> all) {
        if (all.isEmpty()) {
            return Duration.ZERO;
        }
        return transactions.read(transaction -> {
            var rows = new LimiterRows(transaction, clock);
            var limits = new TreeMap<String, Limit>();
            all.forEach(demand -> limits.computeIfAbsent(demand.key(), rows::look));
            return new PermitRequest(rows, limits, all, NOBODY).waitTime();
        });
    }

    /** Removes what counts nowhere any more. Done now and then by the way. */
    int prune() {
        return transactions.write(transaction -> new LimiterRows(transaction, clock).prune(clock.read(transaction)));
    }

    private static Usage usage(LimiterRows rows, Demand demand, Instant now) {
        Limit limit = rows.look(demand.key());
        var window =
                new SlidingWindow(demand, limit.last() - demand.weight(), 0); // as if the last one had just been given
        long place = window.mustLeaveToEase();
        Instant eases = window.leaves(place, rows.permits(demand.key(), List.of(place)), now);
        Instant held = limit.held(1, 0);
        Duration wait = Duration.between(now, eases.isBefore(held) ? held : eases);
        return new Usage(
                demand, rows.used(demand.key(), now.minus(demand.window())), wait.isNegative() ? Duration.ZERO : wait);
    }

    /** What is done with a key's row while it is locked. */
    @FunctionalInterface
    private interface Change {
        void make(LimiterRows rows, Limit limit, Instant until);
    }

    private void change(String key, Duration time, Change change) {
        transactions.write(transaction -> {
            var rows = new LimiterRows(transaction, clock);
            Limit limit = rows.lock(key);
            change.make(rows, limit, clock.read(transaction).plus(time));
            return limit;
        });
    }
}
