package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "30 | PT30S",
                " 30 | PT30S",
                "1.5 | PT1.5S",
                "0.25 | PT0.25S",
                "999999999999 | PT24H",
                "Sun, 01 Mar 2026 12:00:30 GMT | PT30S",
                "Sun, 01 Mar 2026 11:00:00 GMT | PT0S",
                "Sun, 01 Mar 2099 11:00:00 GMT | PT24H"
            })
    void a_wait_is_seconds_or_a_date(String value, Duration wait) {
        assertThat(RetryAfter.read(value, CLOCK)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "soon",
                "1e9",
                "NaN",
                "0x10",
                "１",
                "9999999999999999",
                "2026-03-01",
                "Sun, 31 Feb 2026 12:00:00 GMT"
            })
    void a_wait_that_makes_no_sense_is_as_if_it_were_not_there(String value) {
        assertThat(RetryAfter.read(value, CLOCK)).isEmpty();
    }
}
