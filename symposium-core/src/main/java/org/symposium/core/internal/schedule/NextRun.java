package org.symposium.core.internal.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.cache.BoundedCache;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Schedule;

/**
 * When a schedule is due next.
 *
 * <p>Cron slots are computed on the wall clock and placed in the zone by this rule: a slot in the gap of a change to summer time is due at the first moment
 * after the gap, once however many slots fall into it; a slot in an overlap is due at its first occurrence, once.
 */
public final class NextRun {
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    /** Some gaps are a whole day: Samoa skipped 30 December 2011. */
    private static final Duration LONGEST_GAP = Duration.ofHours(25);

    private final BoundedCache<String, CronSlots> parsed = new BoundedCache<>(1_000, (expression, slots) -> 1);

    /**
     * Refuses a schedule that can't be read or is never due.
     *
     * @throws InvalidInputException naming field and rule
     */
    public void check(Schedule schedule, Instant now) {
        if (schedule.every().isPresent() && schedule.every().get().compareTo(SHORTEST_INTERVAL) < 0) {
            throw new InvalidInputException("schedule.every", "min", "must be at least " + SHORTEST_INTERVAL);
        }
        if (schedule.cron().isPresent() && after(schedule, now).isEmpty()) {
            throw new InvalidInputException("schedule.cron", "never", "is never due; is there such a day?");
        }
    }

    /** The first time it is due after this moment; empty if never again. */
    public Optional<Instant> after(Schedule schedule, Instant moment) {
        if (schedule.at().isPresent()) {
            return schedule.at().filter(at -> at.isAfter(moment));
        }
        if (schedule.every().isPresent()) {
            return Optional.of(moment.plus(schedule.every().get()));
        }
        String expression = schedule.cron().orElseThrow();
        return placed(parsed.get(expression, CronSlots::of), schedule.zone(), moment);
    }

    private static Optional<Instant> placed(CronSlots slots, ZoneId zone, Instant moment) {
        ZoneRules rules = zone.getRules();
        LocalDateTime from = LocalDateTime.ofInstant(moment, zone);
        if (changedLately(rules, moment)) {
            from = from.minus(LONGEST_GAP); // a slot before this wall-clock time may have been moved past it
        }
        Optional<LocalDateTime> slot = slots.after(from);
        while (slot.isPresent()) {
            Instant due = place(rules, slot.get());
            if (due.isAfter(moment)) {
                return Optional.of(due);
            }
            slot = slots.after(slot.get());
        }
        return Optional.empty();
    }

    private static boolean changedLately(ZoneRules rules, Instant moment) {
        ZoneOffsetTransition last = rules.previousTransition(moment.plusNanos(1));
        return last != null && last.getInstant().plus(LONGEST_GAP).isAfter(moment);
    }

    private static Instant place(ZoneRules rules, LocalDateTime slot) {
        List<ZoneOffset> offsets = rules.getValidOffsets(slot);
        if (offsets.isEmpty()) {
            return rules.getTransition(slot).getInstant();
        }
        return slot.toInstant(offsets.get(0));
    }
}
