package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0.0, PT0S",
        "1, 0.5, PT0.25S",
        "1, 1.0, PT0.5S",
        "2, 1.0, PT1S",
        "3, 1.0, PT2S",
        "4, 1.0, PT4S",
        "5, 1.0, PT8S",
        "6, 1.0, PT8S",
        "6, 0.25, PT2S",
        "2000000000, 1.0, PT8S"
    })
    void waits_double_up_to_a_limit_and_are_spread_from_nothing_to_all_of_it(int made, double chance, Duration wait) {
        assertThat(Backoff.standard().after(made, chance)).isEqualTo(wait);
    }

    @Test
    void a_limit_that_is_no_power_of_two_is_kept() {
        assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(3), 9).after(3, 1.0))
                .isEqualTo(Duration.ofSeconds(3));
    }
}
