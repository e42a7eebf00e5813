package org.symposium.core.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ElapsedTest {
    @Test
    void a_clock_is_read_in_nanoseconds() {
        Clock fixed = Clock.fixed(Instant.ofEpochSecond(2, 3), ZoneOffset.UTC);

        assertThat(Elapsed.nanosBy(fixed).getAsLong()).isEqualTo(2_000_000_003L);
    }

    @Test
    void a_duration_without_end_is_only_very_long() {
        assertThat(Elapsed.nanos(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE / 4);
        assertThat(Elapsed.nanos(Duration.ofMillis(5))).isEqualTo(5_000_000);
    }
}
