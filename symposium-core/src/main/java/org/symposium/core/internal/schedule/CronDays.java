package org.symposium.core.internal.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;

/** The days of a cron expression. There are but 28 shapes of month (7 first days, 4 lengths), so the days of each are found once. Immutable. */
final class CronDays {
    /** No date of the calendar is further away from its next time: 29 February on a given day of the week can take 40 years. */
    private static final int FURTHEST_MONTHS = 12 * 41;

    private static final int SHORTEST = 28;
    private static final int LENGTHS = 4;

    private final int months;
    private final int[] shapes = new int[7 * LENGTHS];

    /**
     * These days of these months.
     *
     * @param months as bits, January at bit 1
     */
    CronDays(int months, MonthDays days) {
        this.months = months;
        for (DayOfWeek first : DayOfWeek.values()) {
            for (int length = SHORTEST; length < SHORTEST + LENGTHS; length++) {
                shapes[shape(first, length)] = days.of(first, length);
            }
        }
    }

    boolean has(LocalDate date) {
        return ((daysOf(date) >>> date.getDayOfMonth()) & 1) == 1;
    }

    /** The first day after this one; empty if there is none any more. */
    Optional<LocalDate> after(LocalDate date) {
        int later = daysOf(date) & (-2 << date.getDayOfMonth());
        LocalDate month = date.withDayOfMonth(1);
        for (int looked = 0; later == 0 && looked < FURTHEST_MONTHS; looked++) {
            month = month.plusMonths(1);
            later = daysOf(month);
        }
        return later == 0 ? Optional.empty() : Optional.of(month.withDayOfMonth(Integer.numberOfTrailingZeros(later)));
    }

    private int daysOf(LocalDate date) {
        if (((months >>> date.getMonthValue()) & 1) == 0) {
            return 0;
        }
        return shapes[shape(date.getDayOfWeek().minus(date.getDayOfMonth() - 1), date.lengthOfMonth())];
    }

    private static int shape(DayOfWeek first, int length) {
        return (first.getValue() - 1) * LENGTHS + length - SHORTEST;
    }
}
