package org.symposium.core.internal.http;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code Retry-After} (RFC 9110, 10.2.3), read with tolerance: seconds, also with decimals, or a date. What makes no sense is as if it were not there. */
final class RetryAfter {
    /** No service may put us off for longer. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(?:\\.\\d{0,9})?");
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private RetryAfter() {}

    /** How long to wait; a date in the past is no wait at all. */
    static Optional<Duration> read(String value, Clock clock) {
        String text = value.strip();
        if (SECONDS.matcher(text).matches()) {
            BigDecimal seconds = new BigDecimal(text).min(BigDecimal.valueOf(LONGEST.toSeconds()));
            return Optional.of(Duration.ofNanos(seconds.multiply(NANOS).longValue()));
        }
        try {
            var moment = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(capped(Duration.between(clock.instant(), moment)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Not below zero, not above {@link #LONGEST}. */
    static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
