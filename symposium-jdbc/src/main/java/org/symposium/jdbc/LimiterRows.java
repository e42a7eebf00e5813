package org.symposium.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.symposium.jdbc.SlidingWindow.Permit;
import org.symposium.spi.RateLimiter.Demand;

/** The rows of the rate limiter, within one transaction. */
final class LimiterRows {
    private static final int MOST_LOCK_TRIES = 20;
    private static final Instant NEVER = Instant.EPOCH;

    private final Transaction transaction;

    LimiterRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /**
     * A key's row.
     *
     * @param key whose count
     * @param lastPermit number of its last permit
     * @param lastAt when that was given
     * @param longestWindow longest window that a permit was ever taken in, in microseconds: permits are kept for so long
     * @param closedUntil when it opens again
     */
    record Limit(String key, long lastPermit, Instant lastAt, long longestWindow, Instant closedUntil) {}

    /** A place in line for a window. */
    record Place(String key, long window, String waiter, long weight, Instant askedAt) {}

    /** Locks a key's row until the end of the transaction, making it if there is none; another may remove it in between. */
    Limit lock(String key) {
        String select =
                "select last_permit, last_at, longest_window, closed_until from symposium_limit where limit_key = ? for update";
        String insert =
                "insert into symposium_limit (limit_key, last_permit, last_at, closed_until, idle_after) values (?, 0, ?, ?, ?)";
        for (int tries = 1; tries <= MOST_LOCK_TRIES; tries++) {
            var limit = transaction.first(
                    select,
                    row -> new Limit(
                            key,
                            row.getLong("last_permit"),
                            moment(row, "last_at"),
                            row.getLong("longest_window"),
                            moment(row, "closed_until")),
                    key);
            if (limit.isPresent()) {
                return limit.get();
            }
            transaction.insert(insert, key, NEVER, NEVER, NEVER);
        }
        throw new IllegalStateException("The rate limiter's row of " + key + " can't be locked");
    }

    /** Closes a key until then, unless it is closed for longer. */
    void close(Limit limit, Instant until) {
        if (limit.closedUntil().isBefore(until)) {
            transaction.update(
                    "update symposium_limit set closed_until = ?, idle_after = case when idle_after < ? then ? else idle_after end"
                            + " where limit_key = ?",
                    until,
                    until,
                    until,
                    limit.key());
        }
    }

    /** How many permits count in a stretch that began then. */
    long used(String key, Instant since) {
        return transaction
                .first(
                        "select coalesce(sum(weight), 0) as used from symposium_permit where limit_key = ? and granted_at > ?",
                        row -> row.getLong("used"),
                        key,
                        since)
                .orElseThrow();
    }

    /** Those permits, oldest first. */
    List<Permit> taken(String key, Instant since) {
        return transaction.list(
                "select granted_at, weight from symposium_permit where limit_key = ? and granted_at > ? order by granted_at",
                row -> new Permit(moment(row, "granted_at"), row.getLong("weight")),
                key,
                since);
    }

    /** Gives a permit that counts in all windows of its key. */
    void grant(Limit limit, List<Demand> demands, Instant now) {
        long weight = demands.stream().mapToLong(Demand::weight).max().orElseThrow();
        long window = demands.stream()
                .map(Demand::window)
                .mapToLong(StoreClock::micros)
                .max()
                .orElseThrow();
        long longest = Math.max(window, limit.longestWindow());
        Instant keepUntil = now.plus(longest, ChronoUnit.MICROS);
        long number = limit.lastPermit() + 1;
        transaction.update(
                "insert into symposium_permit (limit_key, permit_number, granted_at, weight, keep_until) values (?, ?, ?, ?, ?)",
                limit.key(),
                number,
                now,
                weight,
                keepUntil);
        transaction.update(
                "update symposium_limit set last_permit = ?, last_at = ?, longest_window = ?,"
                        + " idle_after = case when idle_after < ? then ? else idle_after end where limit_key = ?",
                number,
                now,
                longest,
                keepUntil,
                keepUntil,
                limit.key());
    }

    /** Who waits for these keys; those who did not ask again in time have lost their place. */
    List<Place> line(Collection<String> keys, Instant now) {
        var parameters = new ArrayList<@Nullable Object>(keys);
        parameters.add(now);
        return transaction.list(
                "select limit_key, window_length, waiter, weight, asked_at from symposium_waiter where limit_key in ("
                        + Where.places(keys) + ") and keep_until >= ?",
                row -> new Place(
                        row.getString("limit_key"),
                        row.getLong("window_length"),
                        row.getString("waiter"),
                        row.getLong("weight"),
                        moment(row, "asked_at")),
                parameters.toArray());
    }

    /** Gives a waiter these places, and no others for these keys. */
    void line(Collection<String> keys, String waiter, Collection<Place> places, Instant keepUntil) {
        var parameters = new ArrayList<@Nullable Object>(keys);
        parameters.add(waiter);
        transaction.update(
                "delete from symposium_waiter where limit_key in (" + Where.places(keys) + ") and waiter = ?",
                parameters.toArray());
        transaction.batch(
                "insert into symposium_waiter (limit_key, window_length, waiter, weight, asked_at, keep_until) values (?, ?, ?, ?, ?, ?)",
                places.stream()
                        .map(place -> List.of(
                                place.key(),
                                place.window(),
                                place.waiter(),
                                place.weight(),
                                place.askedAt(),
                                keepUntil))
                        .toList());
    }

    /** Removes what counts nowhere any more. */
    int prune(Instant now) {
        return transaction.update("delete from symposium_waiter where keep_until < ?", now)
                + transaction.update("delete from symposium_permit where keep_until < ?", now)
                + transaction.update("delete from symposium_limit where idle_after < ?", now);
    }

    /** When the window has room for the demand, if those ahead take their turn first. */
    Instant free(Demand demand, long ahead, Instant now) {
        Instant since = now.minus(demand.window());
        long used = used(demand.key(), since);
        return SlidingWindow.excess(demand, used, ahead) <= 0
                ? now
                : SlidingWindow.free(demand, taken(demand.key(), since), used, ahead, now);
    }

    /** A moment after all of those who wait. */
    static Instant behind(List<Place> line, Instant now) {
        return line.stream()
                .map(place -> place.askedAt().plus(Duration.of(1, ChronoUnit.MICROS)))
                .filter(now::isBefore)
                .max(Instant::compareTo)
                .orElse(now);
    }

    private Instant moment(ResultSet row, String column) throws SQLException {
        return requireNonNull(transaction.moment(row, column));
    }
}
