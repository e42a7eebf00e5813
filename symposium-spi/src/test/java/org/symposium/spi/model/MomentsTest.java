package org.symposium.spi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MomentsTest {
    @Test
    void what_an_instant_writes_is_read_as_the_same_instant() {
        Random random = new Random(7);
        for (int round = 0; round < 10_000; round++) {
            long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
            int unit = List.of(1, 1_000, 1_000_000, 1_000_000_000).get(round % 4);
            Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000) / unit * (long) unit);

            assertThat(Moments.parse(instant.toString())).isEqualTo(instant);
        }
    }

    @Test
    void every_other_form_is_read_as_the_jdk_reads_it() {
        for (String text : List.of(
                "2026-01-31T09:00:00+02:00",
                "2026-01-31T24:00:00Z",
                "2026-06-30T23:59:60Z",
                "2026-01-31t09:00:00z",
                "+12026-01-31T09:00:00Z",
                "-0001-01-31T09:00:00Z",
                "0000-02-29T09:00:00Z",
                "2026-01-31T09:00:00.1Z",
                "2026-01-31T09:00:00.12345Z",
                "2026-01-31T09:00:00.000000001Z")) {
            assertThat(Moments.parse(text)).as(text).isEqualTo(Instant.parse(text));
        }
    }

    @Test
    void what_is_no_moment_is_refused() {
        for (String text : List.of(
                "",
                "now",
                "2026-01-31",
                "2026-01-31T09:00:00",
                "2026-02-30T09:00:00Z",
                "2026-13-01T09:00:00Z",
                "2026-01-31T25:00:00Z",
                "2026-01-31T09:60:00Z",
                "2026-01-31T09:00:61Z",
                "2026-01-31T09:00:00.1234567890Z",
                "2026-01-31T09:00:00,5Z",
                "٢٠٢٦-01-31T09:00:00Z")) {
            assertThatThrownBy(() -> Moments.parse(text)).as(text).isInstanceOf(DateTimeException.class);
        }
    }
}
