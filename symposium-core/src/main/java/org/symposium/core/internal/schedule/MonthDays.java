package org.symposium.core.internal.schedule;

import java.time.DayOfWeek;

/**
 * Which days of a month, whatever the month: a month is as long as it is and begins on some day of the week, and nothing else about it matters to cron.
 *
 * <p>Sets of days are bits, day 1 at bit 1.
 */
@FunctionalInterface
interface MonthDays {
    /** No day at all. */
    MonthDays NONE = (first, length) -> 0;

    /** Every day. */
    MonthDays ALL = (first, length) -> ((1 << length) - 1) << 1;

    /**
     * The days of such a month.
     *
     * @param first day of the week of its first day
     * @param length 28 to 31
     */
    int of(DayOfWeek first, int length);

    /** A day by its number. */
    static MonthDays day(int day) {
        return (first, length) -> bit(day, length);
    }

    /** The day that is so many days before the last one: {@code L}, {@code L-3}. */
    static MonthDays beforeLast(int days) {
        return (first, length) -> bit(length - days, length);
    }

    /** All days of one day of the week. */
    static MonthDays each(DayOfWeek weekday) {
        return (first, length) -> {
            int days = 0;
            for (int day = firstDay(weekday, first); day <= length; day += 7) {
                days |= 1 << day;
            }
            return days;
        };
    }

    /** The first, second … of a day of the week: {@code FRI#2}. */
    static MonthDays nth(DayOfWeek weekday, int nth) {
        return (first, length) -> bit(firstDay(weekday, first) + 7 * (nth - 1), length);
    }

    /** The last of a day of the week: {@code FRIL}. */
    static MonthDays last(DayOfWeek weekday) {
        return (first, length) -> Integer.highestOneBit(each(weekday).of(first, length));
    }

    /** The day from Monday to Friday that is nearest to a day of the same month: {@code 15W}. */
    static MonthDays nearestWorkday(int day) {
        return (first, length) -> day > length ? 0 : bit(workday(day, first, length), length);
    }

    /** The last day from Monday to Friday: {@code LW}. */
    static MonthDays lastWorkday() {
        return (first, length) -> nearestWorkday(length).of(first, length);
    }

    /** The days of either. */
    default MonthDays or(MonthDays other) {
        return (first, length) -> of(first, length) | other.of(first, length);
    }

    /** The days of both. */
    default MonthDays and(MonthDays other) {
        return (first, length) -> of(first, length) & other.of(first, length);
    }

    private static int bit(int day, int length) {
        return day < 1 || day > length ? 0 : 1 << day;
    }

    private static int firstDay(DayOfWeek weekday, DayOfWeek first) {
        return 1 + Math.floorMod(weekday.getValue() - first.getValue(), 7);
    }

    private static int workday(int day, DayOfWeek first, int length) {
        return switch (first.plus(day - 1)) {
            case SATURDAY -> day > 1 ? day - 1 : day + 2;
            case SUNDAY -> day < length ? day + 1 : day - 2;
            default -> day;
        };
    }
}
