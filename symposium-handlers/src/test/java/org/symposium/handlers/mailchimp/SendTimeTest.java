package org.symposium.handlers.mailchimp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;

class SendTimeTest {
    private static final Instant START = Instant.parse("2026-03-28T08:00:00Z");

    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource({
        "09:00, UTC, 2026-03-28T09:00:00Z",
        "09:01, UTC, 2026-03-28T09:15:00Z",
        "07:59, UTC, 2026-03-29T08:00:00Z",
        "08:00, UTC, 2026-03-28T08:15:00Z",
        "09:00, Europe/Paris, 2026-03-28T08:15:00Z",
        "08:30, Europe/Paris, 2026-03-29T06:30:00Z",
        "02:30, Europe/Paris, 2026-03-29T01:30:00Z",
        "14:00, Asia/Kathmandu, 2026-03-28T08:15:00Z",
        "2026-12-01T10:15:00Z, UTC, 2026-12-01T10:15:00Z",
        "2026-12-01T10:15:01Z, UTC, 2026-12-01T10:30:00Z",
        "2026-12-01T10:15:00+01:00, UTC, 2026-12-01T09:15:00Z",
        "2026-12-01T10:15, America/New_York, 2026-12-01T15:15:00Z"
    })
    void a_time_is_the_next_of_its_zone_at_a_quarter_hour(String text, String zone, Instant at) {
        assertThat(time(text, zone, START).at()).isEqualTo(at);
    }

    @Test
    void a_moment_that_has_gone_by_while_a_delivery_was_tried_again_becomes_the_next_quarter_hour() {
        SendTime time = time("09:00", "UTC", Instant.parse("2026-03-28T20:59:30Z"));

        assertThat(time.at()).isEqualTo(Instant.parse("2026-03-28T21:15:00Z"));
        assertThat(time.isMoved()).isTrue();
        assertThat(time("09:00", "UTC", START).isMoved()).isFalse();
    }

    @Test
    void a_moment_that_was_past_when_the_delivery_began_is_refused() {
        assertThatThrownBy(() -> time("2026-03-28T07:59:59Z", "UTC", START))
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining("2026-03-28T07:59:59Z")
                .hasMessageContaining("past");
    }

    @ParameterizedTest
    @CsvSource({"25:00", "2026-02-30T10:00:00Z", "tomorrow", "9:00", "''"})
    void what_is_no_time_is_known_as_such(String text) {
        assertThat(SendTime.isReadable(text)).isFalse();
    }

    private static SendTime time(String text, String zone, Instant now) {
        return SendTime.of(Values.of("send_at", text).with("time_zone", zone), START, now);
    }
}
