package org.symposium.core.internal.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.symposium.core.internal.cache.BoundedCache;
import org.symposium.core.internal.log.DurationWords;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Schedule;

/** When a schedule is due next. Thread-safe; a lookup takes about a microsecond, the first one of a cron expression as long as parsing does. */
public final class NextRun {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final BoundedCache<String, CronExpression> parsed = new BoundedCache<>(1_000, (expression, cron) -> 1);
    private final Duration minimumInterval;

    /** With this much time at least between two slots of a schedule that is to be saved. */
    public NextRun(Duration minimumInterval) {
        this.minimumInterval = minimumInterval;
    }

    /** What jitter hangs on. */
    public static String name(String owner, String id) {
        return owner + "/" + id;
    }

    /**
     * Refuses a schedule that can't be read, is never due, or is due too often. The work is bounded, whatever the expression.
     *
     * @throws InvalidInputException naming field and rule
     */
    public void check(Schedule schedule, Instant now) {
        schedule.every().ifPresent(this::checkInterval);
        if (schedule.cron().isPresent()) {
            CronSlots slots = expression(schedule).slots();
            LocalDate today = LocalDate.ofInstant(now, schedule.zone());
            if (slots.after(today.atStartOfDay()).isEmpty()) {
                throw new InvalidInputException("schedule.cron", "never", "is never due; is there such a day?");
            }
            if (slots.isDenserThan(minimumInterval, today)) {
                throw tooDense("schedule.cron");
            }
        }
        if (schedule.at().filter(at -> at.isAfter(LATEST)).isPresent()) {
            throw new InvalidInputException("schedule.at", "max", "must be before the year 10000");
        }
        if (schedule.at().filter(at -> !at.isAfter(now)).isPresent()) {
            throw new InvalidInputException("schedule.at", "never", "is never due: the moment is past");
        }
    }

    /** As {@link #after(Schedule, String, Instant)}, for something without a name: it starts on time. */
    public Optional<Instant> after(Schedule schedule, Instant moment) {
        return after(schedule, "", moment);
    }

    /**
     * The first time it is due after this moment; empty if never again.
     *
     * @param name of what is scheduled, see {@link #name}: its jitter hangs on it
     * @throws InvalidInputException when the cron expression can't be read
     */
    public Optional<Instant> after(Schedule schedule, String name, Instant moment) {
        Duration later = Jitter.of(schedule, name);
        return slotAfter(schedule, moment.minus(later)).map(slot -> slot.plus(later));
    }

    /** In words of the locale's language where it is known, else in English; the time zone in brackets. */
    public String describe(Schedule schedule, Locale locale) {
        if (schedule.cron().isPresent()) {
            String zone = ScheduleWords.zone(schedule.zone());
            return expression(schedule).describe(locale) + " (" + zone + ")";
        }
        return ScheduleWords.describe(schedule, locale);
    }

    private Optional<Instant> slotAfter(Schedule schedule, Instant moment) {
        if (schedule.at().isPresent()) {
            return schedule.at().filter(at -> at.isAfter(moment));
        }
        if (schedule.every().isPresent()) {
            return Optional.of(startAfter(schedule.from(), schedule.every().get(), moment));
        }
        return new WallClock(schedule.zone().getRules())
                .after(moment, expression(schedule).slots());
    }

    private static Instant startAfter(Optional<Instant> first, Duration interval, Instant moment) {
        if (first.isEmpty()) {
            return moment.plus(interval);
        }
        if (first.get().isAfter(moment)) {
            return first.get();
        }
        long passed = Duration.between(first.get(), moment).dividedBy(interval);
        return first.get().plus(interval.multipliedBy(passed + 1));
    }

    private CronExpression expression(Schedule schedule) {
        return parsed.get(schedule.cron().orElseThrow(), CronExpression::of);
    }

    private void checkInterval(Duration interval) {
        if (interval.compareTo(minimumInterval) < 0) {
            throw tooDense("schedule.every");
        }
    }

    private InvalidInputException tooDense(String field) {
        return new InvalidInputException(
                field,
                "min_interval",
                "is due too often: at least " + DurationWords.of(minimumInterval) + " must lie between two runs");
    }
}
