package org.symposium.core.internal.schedule;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The slots of a cron expression on a wall clock that knows no time zone; {@link WallClock} places them in one. Found by bits: a lookup takes well under a
 * microsecond, and an expression that is never due is seen to be so within some hundred months. Immutable.
 *
 * @param hours as bits, like minutes and seconds: 0 at bit 0
 * @param everyHours how many hours apart its hours are, if they are written as {@code *} (1) or {@code *}{@code /n} (n); 0 if they are written otherwise
 */
record CronSlots(CronDays days, long hours, long minutes, long seconds, int everyHours) {
    /** Days looked at to find the two nearest, which is enough for all that repeats within years. */
    private static final int DAYS_LOOKED_AT = 2_000;

    private static final int DAY = 86_400;

    /** The first slot after this moment of the wall clock; empty if there is none any more. */
    Optional<LocalDateTime> after(LocalDateTime moment) {
        LocalDateTime earliest = moment.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        if (days.has(earliest.toLocalDate())) {
            int time = timeFrom(earliest.toLocalTime());
            if (time >= 0) {
                return Optional.of(earliest.toLocalDate().atTime(LocalTime.ofSecondOfDay(time)));
            }
        }
        return days.after(earliest.toLocalDate()).map(day -> day.atTime(LocalTime.ofSecondOfDay(first())));
    }

    /** Whether two slots are closer to each other than this, on the wall clock. Looks at two thousand days of slots at most. */
    boolean isDenserThan(Duration least, LocalDate from) {
        if (least.compareTo(Duration.ofSeconds(1)) <= 0) {
            return false;
        }
        int time = first();
        int next = following(time);
        while (next >= 0 && least.compareTo(Duration.ofSeconds(next - time)) <= 0) {
            time = next;
            next = following(time);
        }
        if (next >= 0) {
            return true;
        }
        long overnight = nearestDays(from) * DAY - time + first();
        return least.compareTo(Duration.ofSeconds(overnight)) > 0;
    }

    /** Days between the two days that are nearest to each other. */
    private long nearestDays(LocalDate from) {
        long nearest = Integer.MAX_VALUE;
        Optional<LocalDate> day = days.after(from);
        for (int looked = 0; day.isPresent() && nearest > 1 && looked < DAYS_LOOKED_AT; looked++) {
            Optional<LocalDate> next = days.after(day.get());
            if (next.isPresent()) {
                nearest = Math.min(nearest, ChronoUnit.DAYS.between(day.get(), next.get()));
            }
            day = next;
        }
        return nearest;
    }

    private int first() {
        return second(lowest(hours, 0), lowest(minutes, 0), lowest(seconds, 0));
    }

    private int following(int time) {
        return time + 1 == DAY ? -1 : timeFrom(LocalTime.ofSecondOfDay(time + 1));
    }

    /** The first second of a day that is a slot, not before this time; -1 if there is none. */
    private int timeFrom(LocalTime time) {
        if (((hours >>> time.getHour()) & 1) == 1) {
            if (((minutes >>> time.getMinute()) & 1) == 1) {
                int second = lowest(seconds, time.getSecond());
                if (second >= 0) {
                    return second(time.getHour(), time.getMinute(), second);
                }
            }
            int minute = lowest(minutes, time.getMinute() + 1);
            if (minute >= 0) {
                return second(time.getHour(), minute, lowest(seconds, 0));
            }
        }
        int hour = lowest(hours, time.getHour() + 1);
        return hour < 0 ? -1 : second(hour, lowest(minutes, 0), lowest(seconds, 0));
    }

    private static int second(int hour, int minute, int second) {
        return (hour * 60 + minute) * 60 + second;
    }

    /** The lowest bit that is set, from this one on; -1 if there is none. */
    private static int lowest(long bits, int from) {
        long left = (bits >>> from) << from;
        return left == 0 ? -1 : Long.numberOfTrailingZeros(left);
    }
}
