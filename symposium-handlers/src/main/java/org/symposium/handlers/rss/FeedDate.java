package org.symposium.handlers.rss;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Dates as feeds write them: RFC 822 in all its variants, RFC 3339, W3C-DTF, asctime, other languages' months. Day names are ignored, a missing or
 * unknown zone is UTC. A day that its month does not have is no date. One pass; texts over {@value #LONGEST} characters are no dates.
 */
final class FeedDate {
    private static final int LONGEST = 100;
    private static final int TOO_LARGE = 999_999;

    private final String text;
    private int at;
    private boolean dated;
    private int year = -1;
    private int month = -1;
    private int day = -1;
    private boolean timed;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private Optional<ZoneId> offset = Optional.empty();
    private Optional<ZoneId> zone = Optional.empty();
    private final List<Integer> numbers = new ArrayList<>(4);

    private FeedDate(String text) {
        this.text = text;
    }

    /** The moment that the text means, if it means one. */
    static Optional<Instant> parse(String text) {
        String date = text.strip();
        return date.isEmpty() || date.length() > LONGEST ? Optional.empty() : new FeedDate(date).read();
    }

    private Optional<Instant> read() {
        isoDate();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                digits();
            } else if (Character.isLetter(c)) {
                word();
            } else if (timed && isSign(c) && isDigit(peek(at + 1))) {
                offset = offset();
            } else {
                at++;
            }
        }
        if (!dated) {
            dateOfNumbers();
        }
        return instant();
    }

    /** {@code 2023}, {@code 2023-11}, {@code 2023-11-24}, with slashes or dots too, or {@code 20231124}; else nothing is read. */
    private void isoDate() {
        int run = digitsFrom(0);
        char gap = peek(run);
        if (run == 8) {
            date(number(0, 4), number(4, 6), number(6, 8), 8);
        } else if (run == 4 && run == text.length()) {
            date(number(0, 4), 1, 1, 4);
        } else if (run == 4 && (gap == '-' || gap == '/' || gap == '.') && isDigit(peek(5))) {
            int monthEnd = 5 + digitsFrom(5);
            boolean hasDay = peek(monthEnd) == gap && isDigit(peek(monthEnd + 1));
            int dayEnd = hasDay ? monthEnd + 1 + digitsFrom(monthEnd + 1) : monthEnd;
            date(number(0, 4), number(5, monthEnd), hasDay ? number(monthEnd + 1, dayEnd) : 1, dayEnd);
        }
    }

    private void date(int ofYear, int ofMonth, int ofDay, int end) {
        year = ofYear;
        month = ofMonth;
        day = ofDay;
        at = end;
        dated = true;
    }

    private void digits() {
        int end = at + digitsFrom(at);
        if (!timed && peek(end) == ':' && isDigit(peek(end + 1))) {
            time(number(at, end), end + 1);
        } else if (!timed && dated && (end - at == 4 || end - at == 6)) {
            compactTime(end);
        } else {
            numbers.add(number(at, end));
            at = end;
        }
    }

    private void time(int ofHour, int minuteStart) {
        timed = true;
        hour = ofHour;
        at = minuteStart + digitsFrom(minuteStart);
        minute = number(minuteStart, at);
        if (peek(at) == ':' && isDigit(peek(at + 1))) {
            int start = at + 1;
            at = start + digitsFrom(start);
            second = number(start, at);
        }
        if ((peek(at) == '.' || peek(at) == ',') && isDigit(peek(at + 1))) {
            int start = at + 1;
            at = start + digitsFrom(start);
            nanos = Integer.parseInt((text.substring(start, at) + "00000000").substring(0, 9));
        }
    }

    private void compactTime(int end) {
        timed = true;
        hour = number(at, at + 2);
        minute = number(at + 2, at + 4);
        second = end - at == 6 ? number(at + 4, end) : 0;
        at = end;
    }

    private void word() {
        int end = at;
        while (end < text.length()
                && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '/' || text.charAt(end) == '_')) {
            end++;
        }
        String word = text.substring(at, end);
        at = end;
        OptionalInt named = dated ? OptionalInt.empty() : MonthNames.month(word);
        if (named.isPresent()) {
            month = named.getAsInt();
        } else if (word.equalsIgnoreCase("pm")) {
            hour += hour < 12 ? 12 : 0;
        } else if (word.equalsIgnoreCase("am")) {
            hour -= hour == 12 ? 12 : 0;
        } else {
            zone = zone.or(() -> ZoneNames.zone(word));
        }
    }

    /** {@code +02:00}, {@code +0200}, {@code +2}; one that no place has is none. */
    private Optional<ZoneId> offset() {
        int sign = text.charAt(at) == '+' ? 1 : -1;
        int start = at + 1;
        int end = start + digitsFrom(start);
        int hours = number(start, Math.min(end, start + 2));
        int minutes = end - start > 2 ? number(start + 2, end) : 0;
        if (peek(end) == ':' && isDigit(peek(end + 1))) {
            start = end + 1;
            end = start + digitsFrom(start);
            minutes = number(start, end);
        }
        at = end;
        boolean real = minutes < 60 && hours * 60 + minutes <= 18 * 60;
        return real ? Optional.of(ZoneOffset.ofTotalSeconds(sign * (hours * 60 + minutes) * 60)) : Optional.empty();
    }

    /**
     * Beside a month's name, four digits are a year, and so is what is too large for a day or comes after one. Three numbers alone are day, month and
     * year; with slashes that would be a guess.
     */
    private void dateOfNumbers() {
        if (month >= 0) {
            for (int number : numbers) {
                if (year < 0 && (number > 31 || day >= 0)) {
                    year = inFull(number);
                } else if (day < 0) {
                    day = number;
                }
            }
        } else if (numbers.size() == 3 && text.indexOf('/') < 0) {
            date(inFull(numbers.get(2)), numbers.get(1), numbers.get(0), at);
        }
    }

    private static int inFull(int year) {
        return year >= 100 ? year : year < 90 ? 2000 + year : 1900 + year;
    }

    /** Hour 24 is the next day's 0, second 60 (a leap second) is 59. */
    private Optional<Instant> instant() {
        if (year < 1900 || year > 9999 || month < 1 || day < 1) {
            return Optional.empty();
        }
        try {
            boolean midnight = hour == 24 && minute == 0 && second == 0;
            LocalDateTime local = LocalDate.of(year, month, day)
                    .atTime(midnight ? 0 : hour, minute, second == 60 ? 59 : second, nanos)
                    .plusDays(midnight ? 1 : 0);
            return Optional.of(
                    local.atZone(offset.or(() -> zone).orElse(ZoneOffset.UTC)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private int digitsFrom(int start) {
        int end = start;
        while (isDigit(peek(end))) {
            end++;
        }
        return end - start;
    }

    private int number(int start, int end) {
        return end - start > 5 ? TOO_LARGE : Integer.parseInt(text, start, end, 10);
    }

    private char peek(int position) {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-' || c == '\u2212';
    }
}
