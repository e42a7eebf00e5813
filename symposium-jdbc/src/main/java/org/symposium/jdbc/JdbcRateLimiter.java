package org.symposium.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.symposium.jdbc.LimiterRows.Limit;
import org.symposium.jdbc.LimiterRows.Place;
import org.symposium.spi.RateLimiter;

/**
 * Exact sliding windows over a table of permits, for any number of nodes. Whoever asks locks the rows of all its keys, in the order of the keys, so that
 * those who ask at once are served one after the other and nobody waits in a circle; then looks, and takes all permits or none. Who is refused keeps a
 * place in line, by the moment it first asked.
 */
final class JdbcRateLimiter implements RateLimiter {
    /** How much later than told a waiter may ask again and still has its place. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long CALLS_BETWEEN_PRUNES = 500;

    private final Transactions transactions;
    private final StoreClock clock;
    private final AtomicLong calls = new AtomicLong();

    JdbcRateLimiter(Transactions transactions, StoreClock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Duration acquire(List<Demand> all, String waiter) {
        if (all.isEmpty()) {
            return Duration.ZERO;
        }
        if (calls.incrementAndGet() % CALLS_BETWEEN_PRUNES == 0) {
            prune();
        }
        var byKey = new TreeMap<String, List<Demand>>();
        all.forEach(demand -> byKey.merge(
                demand.key(),
                List.of(demand),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        return transactions.write(transaction -> acquire(transaction, byKey, waiter));
    }

    @Override
    public void close(String key, Duration penalty) {
        transactions.write(transaction -> {
            var rows = new LimiterRows(transaction);
            Limit limit = rows.lock(key);
            rows.close(limit, clock.read(transaction).plus(penalty));
            return limit;
        });
    }

    /** Removes what counts nowhere any more. Done now and then by the way. */
    int prune() {
        return transactions.write(transaction -> new LimiterRows(transaction).prune(clock.read(transaction)));
    }

    private Duration acquire(Transaction transaction, Map<String, List<Demand>> byKey, String waiter) {
        var rows = new LimiterRows(transaction);
        List<Limit> limits = byKey.keySet().stream().map(rows::lock).toList();
        Instant now = now(transaction, limits);
        List<Place> line = rows.line(byKey.keySet(), now);
        List<Place> own =
                line.stream().filter(place -> place.waiter().equals(waiter)).toList();
        Instant askedAt =
                own.isEmpty() ? LimiterRows.behind(line, now) : own.get(0).askedAt();

        Instant free = now;
        var places = new ArrayList<>(own);
        for (Limit limit : limits) {
            for (Demand demand : byKey.getOrDefault(limit.key(), List.of())) {
                Instant here = later(rows.free(demand, ahead(line, demand, askedAt), now), limit.closedUntil());
                if (here.isAfter(now) && own.stream().noneMatch(place -> isFor(place, demand))) {
                    long window = StoreClock.micros(demand.window());
                    places.add(new Place(demand.key(), window, waiter, demand.weight(), askedAt));
                }
                free = later(free, here);
            }
        }
        if (free.isAfter(now)) {
            rows.line(byKey.keySet(), waiter, places, free.plus(PATIENCE));
            return Duration.between(now, free);
        }
        if (!own.isEmpty()) {
            rows.line(byKey.keySet(), waiter, List.of(), now);
        }
        limits.forEach(limit -> rows.grant(limit, byKey.getOrDefault(limit.key(), List.of()), now));
        return Duration.ZERO;
    }

    /** Read after the last lock, so nobody has taken a permit since. While a clock that was set back catches up, time stands still here. */
    private Instant now(Transaction transaction, List<Limit> limits) {
        return limits.stream().map(Limit::lastAt).reduce(clock.read(transaction), JdbcRateLimiter::later);
    }

    private static long ahead(List<Place> line, Demand demand, Instant askedAt) {
        return line.stream()
                .filter(place -> isFor(place, demand) && place.askedAt().isBefore(askedAt))
                .mapToLong(Place::weight)
                .sum();
    }

    private static boolean isFor(Place place, Demand demand) {
        return place.key().equals(demand.key()) && place.window() == StoreClock.micros(demand.window());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
