package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class InMemoryStoresClockTest {
    @Test
    void with_the_systems_clock_durations_go_by_a_count_that_nobody_sets() {
        long before = System.nanoTime();
        long utc = InMemoryStores.nanosBy(Clock.systemUTC()).getAsLong();
        long zoned =
                InMemoryStores.nanosBy(Clock.system(ZoneId.of("Asia/Colombo"))).getAsLong();
        long after = System.nanoTime();

        assertThat(utc - before).isNotNegative();
        assertThat(zoned - utc).isNotNegative();
        assertThat(after - zoned).isNotNegative();
    }

    @Test
    void with_any_other_clock_durations_go_by_that() {
        Clock fixed = Clock.fixed(Instant.ofEpochSecond(2, 3), ZoneOffset.UTC);

        assertThat(InMemoryStores.nanosBy(fixed).getAsLong()).isEqualTo(2_000_000_003L);
    }
}
