package org.symposium.handlers.rss;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.symposium.spi.model.Values;

/**
 * How often a feed wants to be read: RSS 2.0's {@code ttl}, {@code skipHours} and {@code skipDays}, and RSS 1.0's <a
 * href="https://web.resource.org/rss/1.0/modules/syndication/">syndication module</a>. Hours and days are of GMT. Immutable.
 *
 * @param least time between two readings; at most a day, whatever the feed says
 * @param hours of the day at which it is not to be read
 * @param days of the week on which it is not to be read
 */
record PollingHints(Duration least, Set<Integer> hours, Set<DayOfWeek> days) {
    static final PollingHints NONE = new PollingHints(Duration.ZERO, Set.of(), Set.of());

    private static final Duration MOST = Duration.ofDays(1);

    /** A schedule of an hour meets a feed that wants an hour, though no two runs are exactly that far apart. */
    private static final Duration MOST_SLACK = Duration.ofMinutes(5);

    private static final Pattern HOUR = Pattern.compile("[01]?\\d|2[0-4]");
    private static final int SLACK_SHARE = 10;
    private static final int HOURS_OF_A_DAY = 24;
    private static final int HOURS_OF_A_WEEK = 7 * HOURS_OF_A_DAY;

    /** Copies the sets; hours or days that leave no time at all mean nothing. */
    PollingHints {
        hours = hours.size() >= HOURS_OF_A_DAY ? Set.of() : Set.copyOf(hours);
        days = days.size() >= DayOfWeek.values().length ? Set.of() : Set.copyOf(days);
    }

    /** What a feed says, in its own words; what can't be read is as if it were not there. */
    static PollingHints of(
            String ttl, String period, String frequency, Collection<String> hours, Collection<String> days) {
        Duration byTtl = Duration.ofMinutes(number(ttl));
        Duration bySyndication = period.isEmpty() && frequency.isEmpty()
                ? Duration.ZERO
                : period(period).dividedBy(Math.max(1, number(frequency)));
        var skippedHours = new TreeSet<Integer>();
        hours.stream()
                .map(String::strip)
                .filter(hour -> HOUR.matcher(hour).matches())
                .forEach(hour -> skippedHours.add(Integer.parseInt(hour) % HOURS_OF_A_DAY)); // some count from 1 to 24
        var skippedDays = new TreeSet<DayOfWeek>();
        days.forEach(day -> List.of(DayOfWeek.values()).stream()
                .filter(known -> known.name().equals(day.strip().toUpperCase(Locale.ROOT)))
                .forEach(skippedDays::add));
        return new PollingHints(
                shorter(byTtl.compareTo(bySyndication) > 0 ? byTtl : bySyndication, MOST), skippedHours, skippedDays);
    }

    /** As {@link #values} has written them. */
    static PollingHints of(Values values) {
        return new PollingHints(
                Duration.ofSeconds(values.whole("least_seconds", 0)),
                new TreeSet<>(
                        values.texts("hours").stream().map(Integer::valueOf).toList()),
                new TreeSet<>(
                        values.texts("days").stream().map(DayOfWeek::valueOf).toList()));
    }

    boolean isNone() {
        return equals(NONE);
    }

    /** For a cursor. */
    Values values() {
        return Values.of("least_seconds", least.toSeconds())
                .with("hours", hours.stream().sorted().map(String::valueOf).toList())
                .with(
                        "days",
                        new ArrayList<>(days.stream().sorted().map(Enum::name).toList()));
    }

    /**
     * When it may be read again, not before now.
     *
     * @param asked when it was read last
     * @param fresh how long the last answer holds, by its headers
     */
    Instant earliest(Instant asked, Duration fresh, Instant now) {
        Duration wait = shorter(fresh.compareTo(least) > 0 ? fresh : least, MOST);
        Instant due = asked.plus(wait).minus(shorter(wait.dividedBy(SLACK_SHARE), MOST_SLACK));
        ZonedDateTime at = (due.isBefore(now) ? now : due).atZone(ZoneOffset.UTC);
        for (int step = 0; step < HOURS_OF_A_WEEK && isSkipped(at); step++) {
            at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        }
        return at.toInstant();
    }

    private boolean isSkipped(ZonedDateTime at) {
        return hours.contains(at.getHour()) || days.contains(at.getDayOfWeek());
    }

    private static Duration period(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "hourly" -> Duration.ofHours(1);
            case "weekly" -> Duration.ofDays(7);
            case "monthly" -> Duration.ofDays(30);
            case "yearly" -> Duration.ofDays(365);
            default -> Duration.ofDays(1);
        };
    }

    private static long number(String text) {
        String digits = text.strip();
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= 6
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isNumber ? Long.parseLong(digits) : 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
