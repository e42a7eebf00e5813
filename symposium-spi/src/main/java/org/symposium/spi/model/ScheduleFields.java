package org.symposium.spi.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Schedule.Missed;

/** Reads the fields of a schedule's JSON, and gathers what is wrong with any of them. */
final class ScheduleFields {
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final Duration LONGEST_JITTER = Duration.ofDays(1);
    private static final Duration IN_TIME = Duration.ofMinutes(1);
    private static final int MOST_MISSED = 1_000;

    private final Values values;
    private final List<Violation> violations = new ArrayList<>();

    ScheduleFields(Values values) {
        this.values = values;
        int ways = 0;
        for (String way : List.of("cron", "every", "at")) {
            ways += values.has(way) ? 1 : 0;
        }
        if (ways != 1) {
            violations.add(new Violation("schedule", "required", "needs exactly one of 'cron', 'every' and 'at'"));
        }
        if (values.has("cron")) {
            read("cron", () -> values.text("cron"));
        }
    }

    /** Throws if anything was wrong. */
    void done() {
        InvalidInputException.throwIfAny(violations);
    }

    ZoneId zone() {
        ZoneId zone = values.has("zone") ? read("zone", () -> ZoneId.of(values.text("zone"))) : null;
        return zone == null ? ZoneOffset.UTC : zone;
    }

    @Nullable
    Duration every() {
        return duration("every", Duration.ofNanos(1), LONGEST);
    }

    @Nullable
    Instant instant(String name) {
        return values.has(name) ? read(name, () -> values.instant(name)) : null;
    }

    @Nullable
    Instant from() {
        if (values.has("from") && !values.has("every")) {
            violations.add(new Violation("schedule.from", "every_only", "is for schedules with 'every' only"));
        }
        return instant("from");
    }

    Missed missed() {
        Missed missed = values.has("missed") ? read("missed", () -> missedOf(values.text("missed"))) : null;
        return missed == null ? Missed.LAST : missed;
    }

    int missedAtMost() {
        Long most = values.has("missed_at_most") ? read("missed_at_most", () -> values.whole("missed_at_most")) : null;
        if (most == null) {
            return Schedule.MISSED_AT_MOST;
        }
        if (most < 1 || most > MOST_MISSED) {
            violations.add(new Violation("schedule.missed_at_most", "range", "must be from 1 to " + MOST_MISSED));
            return Schedule.MISSED_AT_MOST;
        }
        return most.intValue();
    }

    @Nullable
    Duration maxLateness() {
        Duration said = duration("max_lateness", Duration.ofNanos(1), LONGEST);
        return said == null && "none".equals(values.at("missed")) ? IN_TIME : said;
    }

    Duration jitter() {
        Duration jitter = duration("jitter", Duration.ZERO, LONGEST_JITTER);
        return jitter == null ? Duration.ZERO : jitter;
    }

    private @Nullable Duration duration(String name, Duration least, Duration most) {
        if (!values.has(name)) {
            return null;
        }
        Duration duration = read(name, () -> Duration.parse(values.text(name)));
        if (duration == null) {
            return null;
        }
        if (duration.compareTo(least) < 0) {
            violations.add(new Violation(
                    "schedule." + name,
                    "min",
                    least.isZero() ? "must not be negative" : "must be longer than nothing"));
        } else if (duration.compareTo(most) > 0) {
            violations.add(new Violation("schedule." + name, "max", "must be at most " + most.toDays() + " days"));
        }
        return duration;
    }

    private <T> @Nullable T read(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidInputException e) {
            e.violations().forEach(violation -> violations.add(violation.within("schedule")));
        } catch (DateTimeException e) {
            violations.add(
                    name.equals("zone")
                            ? new Violation("schedule.zone", "zone", "must be a time zone such as Europe/Berlin")
                            : new Violation(
                                    "schedule." + name, "duration", "must be an ISO-8601 duration such as PT15M"));
        }
        return null;
    }

    private static Missed missedOf(String word) {
        for (Missed missed : Missed.values()) {
            if (missed.word().equals(word)) {
                return missed;
            }
        }
        throw new InvalidInputException("missed", "options", "must be one of last, all, none");
    }
}
