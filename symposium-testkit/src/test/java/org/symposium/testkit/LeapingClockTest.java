package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LeapingClockTest {
    private final LeapingClock clock = LeapingClock.at("2026-01-31T09:00:00Z");

    @Test
    @Timeout(10)
    void it_goes_on_as_time_does() {
        Instant before = clock.instant();

        while (!clock.instant().isAfter(before)) {
            Thread.onSpinWait();
        }
        assertThat(before).isBetween(Instant.parse("2026-01-31T09:00:00Z"), Instant.parse("2026-01-31T09:30:00Z"));
    }

    @Test
    void it_leaps_in_every_zone() {
        var apia = clock.withZone(ZoneId.of("Pacific/Apia"));

        clock.leap(Duration.ofHours(3));

        assertThat(apia.getZone()).isEqualTo(ZoneId.of("Pacific/Apia"));
        assertThat(apia.instant()).isAfterOrEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(clock.instant()).isAfterOrEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    }

    @Test
    void an_answer_of_a_fake_service_takes_time_by_it() throws Exception {
        try (FakeService service = FakeService.start().answersTake(clock, Duration.ofHours(1))) {
            service.uri("/").toURL().openConnection().getHeaderField("Date");
            assertThat(clock.instant()).isAfterOrEqualTo(Instant.parse("2026-01-31T10:00:00Z"));
        }
    }
}
