package org.symposium.core.internal.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Schedule.Missed;

/**
 * Which slots are run, when their turn comes late. A function of the schedule, the next slot that is stored, and the time; whoever asks again after each run gets
 * one slot at a time, never a burst, and none twice, wherever the clock jumps.
 */
public final class Slots {
    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);

    private final NextRun nextRun;

    /** Over these slots. */
    public Slots(NextRun nextRun) {
        this.nextRun = nextRun;
    }

    /**
     * What is to be done now.
     *
     * @param slot the slot to run; empty when none is due, or all that were are missed for good
     * @param next the next slot to be stored: later than {@code slot}, but maybe past as well; empty when there is none any more
     */
    public record Due(Optional<Instant> slot, Optional<Instant> next) {}

    /**
     * Looks at a thing's schedule.
     *
     * @param name of what is scheduled, as for {@link NextRun#after(Schedule, String, Instant)}
     * @param nextRunAt the next slot as it is stored; all before it are done with
     */
    public Due due(Schedule schedule, String name, Instant nextRunAt, Instant now) {
        if (nextRunAt.isAfter(now)) {
            return new Due(Optional.empty(), Optional.of(nextRunAt));
        }
        Schedule anchored = anchored(schedule, name, nextRunAt);
        int most = schedule.missed() == Missed.ALL ? schedule.missedAtMost() : 1;
        for (Instant slot : latest(anchored, name, nextRunAt, now, most)) {
            if (isInTime(schedule, slot, now)) {
                return new Due(Optional.of(slot), nextRun.after(anchored, name, slot));
            }
        }
        return new Due(Optional.empty(), nextRun.after(anchored, name, now));
    }

    /** Intervals that were stored without their first start are counted from the slot that is known. */
    private static Schedule anchored(Schedule schedule, String name, Instant slot) {
        boolean known = schedule.every().isEmpty() || schedule.from().isPresent();
        return known ? schedule : schedule.from(slot.minus(Jitter.of(schedule, name)));
    }

    private static boolean isInTime(Schedule schedule, Instant slot, Instant now) {
        return schedule.maxLateness()
                .map(most -> !slot.plus(most).isBefore(now))
                .orElse(true);
    }

    /** The latest slots from the first to now, oldest first. Looks back from now, ever further: a year of missed minutes costs no more than one. */
    private List<Instant> latest(Schedule schedule, String name, Instant first, Instant now, int most) {
        Duration back = FIRST_LOOK;
        while (Duration.between(first, now).compareTo(back) > 0) {
            List<Instant> slots = latestAfter(schedule, name, now.minus(back), now, most);
            if (slots.size() == most) {
                return slots;
            }
            back = back.multipliedBy(2);
        }
        List<Instant> later = latestAfter(schedule, name, first, now, most);
        if (later.size() == most) {
            return later;
        }
        var slots = new ArrayList<Instant>();
        slots.add(first);
        slots.addAll(later);
        return slots;
    }

    private List<Instant> latestAfter(Schedule schedule, String name, Instant start, Instant now, int most) {
        var latest = new ArrayDeque<Instant>();
        Optional<Instant> slot = nextRun.after(schedule, name, start);
        while (slot.isPresent() && !slot.get().isAfter(now)) {
            latest.add(slot.get());
            if (latest.size() > most) {
                latest.remove();
            }
            slot = nextRun.after(schedule, name, slot.get());
        }
        return List.copyOf(latest);
    }
}
