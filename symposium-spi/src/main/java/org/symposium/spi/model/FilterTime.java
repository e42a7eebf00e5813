package org.symposium.spi.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** A border of a filter's time range: a moment, or so long before the choosing. Exactly one of both is there. */
record FilterTime(Optional<Instant> moment, Optional<Duration> ago) {
    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,4})W");
    private static final Duration LONGEST_AGO = Duration.ofDays(36_600);
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /**
     * Reads ISO-8601: a moment with an offset or {@code Z}, or a duration in weeks, days, hours, minutes and seconds. A day has 24 hours.
     *
     * @throws DateTimeException when it is neither, or out of range
     * @throws ArithmeticException when it is far out of range
     */
    static FilterTime parse(String text) {
        if (!text.startsWith("P")) {
            Instant moment = Moments.parse(text).truncatedTo(ChronoUnit.MICROS);
            if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
                throw new DateTimeException("out of range");
            }
            return new FilterTime(Optional.of(moment), Optional.empty());
        }
        var weeks = WEEKS.matcher(text);
        Duration ago = weeks.matches() ? Duration.ofDays(7 * Long.parseLong(weeks.group(1))) : Duration.parse(text);
        if (ago.isNegative() || ago.isZero() || ago.compareTo(LONGEST_AGO) > 0) {
            throw new DateTimeException("out of range");
        }
        return new FilterTime(Optional.empty(), Optional.of(ago));
    }

    Instant at(Instant now) {
        return moment.orElseGet(() -> now.minus(ago.orElseThrow()).truncatedTo(ChronoUnit.MICROS));
    }

    /** Whether nothing lies between this border and the later one, at whatever moment cards are chosen; false where that depends on the moment. */
    boolean leavesNothingBefore(FilterTime later) {
        if (moment.isPresent() && later.moment.isPresent()) {
            return !moment.get().isBefore(later.moment.get());
        }
        return ago.isPresent() && later.ago.isPresent() && ago.get().compareTo(later.ago.get()) <= 0;
    }
}
