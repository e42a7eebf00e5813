package org.symposium.spi.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a source, output or query runs by itself: by a cron expression in a time zone, every so often, or once; and what becomes of slots that were missed.
 * Whether a cron expression makes sense, and is not too dense for the engine, is checked when it is saved. Immutable; each wither gives a new schedule.
 *
 * <p>As JSON: {@code {"cron": "0 9 * * 1-5", "zone": "Europe/Berlin"}}, {@code {"every": "PT15M", "from": "2026-01-31T09:00:00Z"}} or
 * {@code {"at": "2026-01-31T09:00:00Z"}}. Each of them may say {@code "missed": "last" | "all" | "none"}, {@code "missed_at_most": 10},
 * {@code "max_lateness": "PT6H"} and {@code "jitter": "PT10M"}. Durations are ISO-8601's, of days and less.
 */
public final class Schedule {
    /** How many missed slots are run unless said otherwise, where all are to be run. */
    public static final int MISSED_AT_MOST = 10;

    private final Values values;
    private final ZoneId zone;
    private final @Nullable Duration every;
    private final @Nullable Instant at;
    private final @Nullable Instant from;
    private final Missed missed;
    private final int missedAtMost;
    private final @Nullable Duration maxLateness;
    private final Duration jitter;

    private Schedule(Values values) {
        var fields = new ScheduleFields(values);
        this.values = values;
        this.zone = fields.zone();
        this.every = fields.every();
        this.at = fields.instant("at");
        this.from = fields.from();
        this.missed = fields.missed();
        this.missedAtMost = fields.missedAtMost();
        this.maxLateness = fields.maxLateness();
        this.jitter = fields.jitter();
        fields.done();
    }

    /** What becomes of slots that nobody ran in time, since no engine was running or all its threads were busy. */
    public enum Missed {
        /** The last of them is run, once, and the others are forgotten. */
        LAST,
        /** They are run one after another, oldest first, but only the latest {@link Schedule#missedAtMost()} of them. */
        ALL,
        /** None is run: {@link Schedule#maxLateness()} is a minute unless said otherwise. */
        NONE;

        /** As in JSON: {@code last}, {@code all}, {@code none}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * By cron. A slot that the wall clock leaves out in spring is run once, at the first moment after the gap; one that it shows twice in autumn is run once, the
     * first time. Slots of every hour ({@code *} or {@code *}{@code /n} as hours) keep their distance in real time instead.
     *
     * @param expression five fields (minute first), six (second first), or a nickname such as {@code @daily}. Where both day of month and day of week are
     *     restricted, either is enough with five fields, as in crontab(5), and both must fit with six, as in Spring's
     * @param zone whose wall clock is meant
     */
    public static Schedule cron(String expression, ZoneId zone) {
        return new Schedule(Values.of("cron", expression).with("zone", zone.getId()));
    }

    /** By cron, in UTC. */
    public static Schedule cron(String expression) {
        return cron(expression, ZoneOffset.UTC);
    }

    /** Again and again, with this much time between starts, however long the runs take. */
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
     * @throws InvalidInputException with all that is wrong: when it names no way, or two, an unknown zone, or something that is no duration or moment
     */
    public static Schedule of(Values values) {
        return new Schedule(values);
    }

    /** Counting intervals from this moment, which is the first start. Only for {@link #every()}; when not said, the moment it is saved, which is no start. */
    public Schedule from(Instant firstStart) {
        return new Schedule(values.with("from", firstStart));
    }

    /** With another rule for missed slots; {@link Missed#LAST} unless said otherwise. */
    public Schedule missed(Missed rule) {
        return new Schedule(values.with("missed", rule.word()));
    }

    /** With another bound, 1 to 1,000, for missed slots that are run where all are to be run. */
    public Schedule missedAtMost(int count) {
        return new Schedule(values.with("missed_at_most", count));
    }

    /** Forgetting a slot that could not be started within this time. */
    public Schedule maxLateness(Duration most) {
        return new Schedule(values.with("max_lateness", most.toString()));
    }

    /** Starting up to this much (at most a day) later, always by the same time for the same source or output, so that many of one schedule don't start at once. */
    public Schedule jitter(Duration most) {
        return new Schedule(values.with("jitter", most.toString()));
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

    /** The moment that intervals are counted from. */
    public Optional<Instant> from() {
        return Optional.ofNullable(from);
    }

    /** Whose wall clock a cron expression means; UTC unless said otherwise. */
    public ZoneId zone() {
        return zone;
    }

    /** What becomes of missed slots. */
    public Missed missed() {
        return missed;
    }

    /** How many missed slots are run where all are to be run. */
    public int missedAtMost() {
        return missedAtMost;
    }

    /** How late a slot may start; empty when it is never too late. */
    public Optional<Duration> maxLateness() {
        return Optional.ofNullable(maxLateness);
    }

    /** How much later than its slot something may start, to spread many of one schedule; zero unless said otherwise. */
    public Duration jitter() {
        return jitter;
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
}
