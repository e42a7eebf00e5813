package org.symposium.jdbc;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.symposium.jdbc.SlidingWindow.Permit;
import org.symposium.spi.RateLimiter.Waiter;

/** The rows of the rate limiter, within one transaction. */
final class LimiterRows {
    private static final int MOST_LOCK_TRIES = 20;
    private static final Instant NEVER = Instant.EPOCH;

    private final Transaction transaction;
    private final StoreClock clock;

    LimiterRows(Transaction transaction, StoreClock clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A key's row.
     *
     * @param key whose count
     * @param last number of its last permit
     * @param lastAt when that was given
     * @param longestWindow longest window that a permit was ever taken in, in microseconds: permits are kept for so long
     * @param closedUntil when it opens again
     * @param left how many permits the service has left
     * @param leftUntil until when that counts
     */
    record Limit(
            String key,
            long last,
            Instant lastAt,
            long longestWindow,
            Instant closedUntil,
            long left,
            Instant leftUntil) {
        /** Until when the service's own word keeps this many permits back; a moment in the past if it does not. */
        Instant held(long weight, long ahead) {
            return left < weight + ahead && leftUntil.isAfter(closedUntil) ? leftUntil : closedUntil;
        }
    }

    /** A place in line for a window. Whose turn is earlier is served first; no two in a line have the same. */
    record Place(String key, long window, Waiter waiter, long weight, Instant turnAt, Instant keepUntil) {}

    /** What is so at one moment. */
    record Line(Instant now, List<Place> places) {}

    /** Locks a key's row until the end of the transaction, making it if there is none; another may remove it in between. */
    Limit lock(String key) {
        String insert =
                "insert into symposium_limit (limit_key, last_permit, last_at, closed_until, left_until, idle_after)"
                        + " values (?, 0, ?, ?, ?, ?)";
        for (int tries = 1; tries <= MOST_LOCK_TRIES; tries++) {
            List<Limit> limits = limits(key, " for update");
            if (!limits.isEmpty()) {
                return limits.get(0);
            }
            transaction.insert(insert, key, NEVER, NEVER, NEVER, NEVER);
        }
        throw new IllegalStateException("The rate limiter's row of " + key + " can't be locked");
    }

    /** A key's row as it is, or as it would be if there were one. */
    Limit look(String key) {
        return limits(key, "").stream().findFirst().orElse(new Limit(key, 0, NEVER, 0, NEVER, 0, NEVER));
    }

    private List<Limit> limits(String key, String lock) {
        return transaction.list(
                "select last_permit, last_at, longest_window, closed_until, left_permits, left_until"
                        + " from symposium_limit where limit_key = ?" + lock,
                row -> new Limit(
                        key,
                        row.getLong("last_permit"),
                        moment(row, "last_at"),
                        row.getLong("longest_window"),
                        moment(row, "closed_until"),
                        row.getLong("left_permits"),
                        moment(row, "left_until")),
                key);
    }

    /** Closes a key until then, unless it is closed for longer. */
    void close(Limit limit, Instant until) {
        if (limit.closedUntil().isBefore(until)) {
            update(limit, "closed_until = ?", until, until);
        }
    }

    /** Lets so many permits be taken until then. */
    void lower(Limit limit, long left, Instant until) {
        update(limit, "left_permits = ?, left_until = ?", until, left, until);
    }

    private void update(Limit limit, String columns, Instant keepUntil, Object... values) {
        var parameters = new ArrayList<@Nullable Object>(List.of(values));
        Collections.addAll(parameters, keepUntil, keepUntil, limit.key());
        transaction.update(
                "update symposium_limit set " + columns
                        + ", idle_after = case when idle_after < ? then ? else idle_after end where limit_key = ?",
                parameters.toArray());
    }

    /** The permits of a key that have these numbers, if they are there still, and perhaps others. */
    List<Permit> permits(String key, List<Long> numbers) {
        List<Long> wanted =
                numbers.stream().filter(number -> number > 0).distinct().toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        String one = "(select permit_number, weight, granted_at from symposium_permit where limit_key = ?"
                + " and permit_number >= ? order by permit_number limit 1)";
        var parameters = new ArrayList<@Nullable Object>();
        wanted.forEach(number -> Collections.addAll(parameters, key, number));
        return transaction.list(
                String.join(" union all ", Collections.nCopies(wanted.size(), one)),
                row -> new Permit(row.getLong("permit_number"), row.getLong("weight"), moment(row, "granted_at")),
                parameters.toArray());
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

    /** Gives a permit that counts in all windows of its key, the longest of which has so many microseconds. */
    void grant(Limit limit, long weight, long window, Instant now) {
        long longest = Math.max(window, limit.longestWindow());
        Instant keepUntil = now.plus(longest, ChronoUnit.MICROS);
        long number = limit.last() + weight;
        transaction.update(
                "insert into symposium_permit (limit_key, permit_number, granted_at, weight, keep_until) values (?, ?, ?, ?, ?)",
                limit.key(),
                number,
                now,
                weight,
                keepUntil);
        update(
                limit,
                "last_permit = ?, last_at = ?, longest_window = ?, left_permits = left_permits - ?",
                keepUntil,
                number,
                now,
                longest,
                weight);
    }

    /** The moment, and who waits for these keys; those who did not ask again in time have lost their place. */
    Line line(Collection<String> keys) {
        var places = new ArrayList<Place>();
        List<Instant> moments = transaction.list(
                "select " + clock.now()
                        + " as moment, w.limit_key, w.window_length, w.waiter, w.party, w.weight, w.turn_at,"
                        + " w.keep_until from (select 1 as one) o left join symposium_waiter w on w.limit_key in ("
                        + Where.places(keys) + ")",
                row -> {
                    if (row.getString("limit_key") != null) {
                        places.add(place(row));
                    }
                    return moment(row, "moment");
                },
                keys.toArray());
        Instant now = moments.get(0);
        places.removeIf(place -> place.keepUntil().isBefore(now));
        return new Line(now, places);
    }

    private Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getString("limit_key"),
                row.getLong("window_length"),
                new Waiter(row.getString("waiter"), row.getString("party")),
                row.getLong("weight"),
                moment(row, "turn_at"),
                moment(row, "keep_until"));
    }

    /** Gives a waiter these places, and no others for these keys. */
    void line(Collection<String> keys, String waiter, Collection<Place> places) {
        var parameters = new ArrayList<@Nullable Object>(keys);
        parameters.add(waiter);
        transaction.update(
                "delete from symposium_waiter where limit_key in (" + Where.places(keys) + ") and waiter = ?",
                parameters.toArray());
        transaction.batch(
                "insert into symposium_waiter (limit_key, window_length, waiter, party, weight, turn_at, keep_until)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                places.stream()
                        .map(place -> List.of(
                                place.key(),
                                place.window(),
                                place.waiter().name(),
                                place.waiter().party(),
                                place.weight(),
                                place.turnAt(),
                                place.keepUntil()))
                        .toList());
    }

    /** Removes what counts nowhere any more. */
    int prune(Instant now) {
        return transaction.update("delete from symposium_waiter where keep_until < ?", now)
                + transaction.update("delete from symposium_permit where keep_until < ?", now)
                + transaction.update("delete from symposium_limit where idle_after < ?", now);
    }

    private Instant moment(ResultSet row, String column) throws SQLException {
        return requireNonNull(transaction.moment(row, column));
    }
}
