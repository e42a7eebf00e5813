package org.symposium.spi.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a source, output or query runs by itself: by a cron expression in a time zone, every so often, or once. Whether the expression makes sense
 * is checked when it is saved. Immutable.
 *
 * <p>As JSON: {@code {"cron": "0 9 * * 1-5", "zone": "Europe/Berlin"}}, {@code {"every": "PT15M"}} or {@code {"at": "2026-01-31T09:00:00Z"}}.
 */
public final class Schedule {
    private final Values values;
    private final ZoneId zone;
    private final @Nullable Duration every;
    private final @Nullable Instant at;

    private Schedule(Values values) {
        this.values = values;
        this.zone = readZone(values);
        this.every = values.has("every") ? readEvery(values) : null;
        this.at = values.has("at") ? values.instant("at") : null;
        int ways = (values.has("cron") ? 1 : 0) + (every == null ? 0 : 1) + (at == null ? 0 : 1);
        if (ways != 1) {
            throw new InvalidInputException("schedule", "required", "needs exactly one of 'cron', 'every' and 'at'");
        }
    }

    /**
     * By cron.
     *
     * @param expression five fields (minute first), six (second first), or a nickname such as {@code @daily}
     * @param zone whose wall clock is meant
     */
    public static Schedule cron(String expression, ZoneId zone) {
        return new Schedule(Values.of("cron", expression).with("zone", zone.getId()));
    }

    /** By cron, in UTC. */
    public static Schedule cron(String expression) {
        return cron(expression, ZoneOffset.UTC);
    }

    /** Again and again, with this much time between starts. */
    public static Schedule every(Duration interval) {
        return new Schedule(Values.of("every", interval.toString()));
    }

    /** Once. */
    public static Schedule at(Instant moment) {
        return new Schedule(Values.of("at", moment));
    }

    /**
     * Reads a schedule's JSON.
     *
     * @throws InvalidInputException when it names no way, or two, an unknown zone, or something that is no duration or moment
     */
    public static Schedule of(Values values) {
        return new Schedule(values);
    }

    /** The cron expression, if it is by cron. */
    public Optional<String> cron() {
        return values.optionalText("cron");
    }

    /** The time between starts, if it is by interval. */
    public Optional<Duration> every() {
        return Optional.ofNullable(every);
    }

    /** The only moment, if it is once. */
    public Optional<Instant> at() {
        return Optional.ofNullable(at);
    }

    /** Whose wall clock a cron expression means; UTC unless said otherwise. */
    public ZoneId zone() {
        return zone;
    }

    /** The schedule as JSON, unknown keys kept. */
    public Values toValues() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Schedule schedule && schedule.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toJson();
    }

    private static ZoneId readZone(Values values) {
        try {
            return values.has("zone") ? ZoneId.of(values.text("zone")) : ZoneOffset.UTC;
        } catch (DateTimeException e) {
            throw new InvalidInputException("schedule.zone", "zone", "must be a time zone such as Europe/Berlin");
        }
    }

    private static Duration readEvery(Values values) {
        try {
            return Duration.parse(values.text("every"));
        } catch (DateTimeException e) {
            throw new InvalidInputException("schedule.every", "duration", "must be an ISO-8601 duration such as PT15M");
        }
    }
}
