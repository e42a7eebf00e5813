package org.symposium.core.internal.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * Places the slots of a cron expression in a time zone, by this rule:
 *
 * <ul>
 *   <li>A slot in a gap (the wall clock is set on and never shows it) is due at the first moment after the gap, once however many slots fall into it. It
 *       stays the slot of its own date, even where the gap ends on the next one: the slots of that date are due as ever.
 *   <li>A slot in an overlap (the wall clock is set back and shows it twice) is due the first time, once.
 *   <li><em>Interval slots</em> are those of an expression whose hours are written {@code *} or {@code *}{@code /n}. They keep their distance in real time:
 *       in an overlap they are due both times; in a gap they are left out, unless the slots before and after it would then be more than one hour ({@code *})
 *       or n hours ({@code *}{@code /n}) of real time apart; if so they are due as others are, once after the gap.
 * </ul>
 */
final class WallClock {
    private final ZoneRules rules;

    WallClock(ZoneRules rules) {
        this.rules = rules;
    }

    /** The first moment after this one at which a slot is due; empty if none is any more. */
    Optional<Instant> after(Instant moment, CronSlots slots) {
        ZoneOffset offset = rules.getOffset(moment);
        LocalDateTime shown = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), offset);
        ZoneOffsetTransition overlap = rules.getTransition(shown); // what is shown is in no gap
        if (overlap == null) {
            return placed(slots.after(shown), slots);
        }
        boolean first = offset.equals(overlap.getOffsetBefore());
        LocalDateTime end = overlap.getDateTimeBefore();
        if (slots.everyHours() == 0) {
            return placed(first ? slots.after(shown) : from(end, slots), slots);
        }
        Optional<LocalDateTime> slot = slots.after(shown);
        if (slot.filter(end::isAfter).isPresent()) {
            return slot.map(time -> time.toInstant(offset));
        }
        Optional<LocalDateTime> again = from(overlap.getDateTimeAfter(), slots).filter(end::isAfter);
        if (first && again.isPresent()) {
            return again.map(time -> time.toInstant(overlap.getOffsetAfter()));
        }
        return placed(slot, slots);
    }

    private Optional<Instant> placed(Optional<LocalDateTime> next, CronSlots slots) {
        Optional<LocalDateTime> slot = next;
        while (slot.isPresent()) {
            ZoneOffsetTransition change = rules.getTransition(slot.get());
            if (change == null || change.isOverlap()) {
                return slot.map(
                        time -> time.toInstant(change == null ? rules.getOffset(time) : change.getOffsetBefore()));
            }
            if (slots.everyHours() == 0 || isMissed(change, slots)) {
                return Optional.of(change.getInstant());
            }
            slot = from(change.getDateTimeAfter(), slots);
        }
        return Optional.empty();
    }

    /** Whether a run is missed if interval slots in a gap are left out. */
    private boolean isMissed(ZoneOffsetTransition gap, CronSlots slots) {
        Optional<Instant> next = placed(from(gap.getDateTimeAfter(), slots), slots);
        if (next.isEmpty()) {
            return true;
        }
        Instant latest = next.get().minus(Duration.ofHours(slots.everyHours()));
        return from(LocalDateTime.ofInstant(latest, rules.getOffset(latest)), slots)
                .filter(gap.getDateTimeBefore()::isAfter)
                .isEmpty();
    }

    /** The first slot at this time of the wall clock or after it. */
    private static Optional<LocalDateTime> from(LocalDateTime time, CronSlots slots) {
        return slots.after(time.minusNanos(1));
    }
}
