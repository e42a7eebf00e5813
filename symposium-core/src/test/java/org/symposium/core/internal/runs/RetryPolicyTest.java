package org.symposium.core.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

class RetryPolicyTest {
    private static final RetryPolicy STANDARD = RetryPolicy.growing(6, Duration.ofMinutes(1), Duration.ofHours(1));

    private static RetryPolicy of(String policy) {
        return STANDARD.of(IntegrationType.of(Values.of("retry_policy", Values.fromJson(policy))));
    }

    private static Duration[] minutes(int... minutes) {
        return Stream.of(minutes)
                .flatMapToInt(Arrays::stream)
                .mapToObj(Duration::ofMinutes)
                .toArray(Duration[]::new);
    }

    @Test
    void delays_grow_to_the_longest() {
        assertThat(STANDARD.delays()).containsExactly(minutes(1, 2, 4, 8, 16));
        assertThat(RetryPolicy.growing(9, Duration.ofMinutes(10), Duration.ofHours(1))
                        .delays())
                .containsExactly(minutes(10, 20, 40, 60, 60, 60, 60, 60));
        assertThat(RetryPolicy.growing(3, Duration.ofHours(2), Duration.ofHours(1))
                        .delays())
                .containsExactly(minutes(60, 60));
        assertThat(RetryPolicy.growing(1, Duration.ofMinutes(1), Duration.ofHours(1))
                        .delays())
                .isEmpty();
    }

    @Test
    void a_type_without_a_policy_goes_by_the_hosts() {
        assertThat(STANDARD.of(IntegrationType.of(Values.empty()))).isEqualTo(STANDARD);
    }

    @Test
    void a_types_own_policy_comes_first_and_the_hosts_fills_it_up() {
        assertThat(of("{\"max_attempts\": 3}").delays()).containsExactly(minutes(1, 2));
        assertThat(of("{\"first_delay\": \"PT10M\"}").delays()).containsExactly(minutes(10, 16, 16, 16, 16));
        assertThat(of("{\"first_delay\": \"PT10M\", \"max_delay\": \"PT15M\"}").delays())
                .containsExactly(minutes(10, 15, 15, 15, 15));
        assertThat(of("{\"delays\": [\"PT0S\", \"PT5M\"]}").delays()).containsExactly(minutes(0, 5));
        assertThat(of("{\"delays\": [\"PT0S\", \"PT5M\"], \"max_attempts\": 2}").delays())
                .containsExactly(minutes(0));
    }

    @Test
    void up_to_a_fifth_is_added_so_that_not_all_come_back_at_once() {
        var seen = Stream.generate(() -> STANDARD.delayAfter(3).orElseThrow())
                .limit(1_000)
                .toList();

        assertThat(seen)
                .allSatisfy(delay -> assertThat(delay)
                        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(4).plusSeconds(48)));
        assertThat(seen.stream().distinct().count()).isGreaterThan(500);
    }

    @Test
    void after_the_last_attempt_there_is_no_delay() {
        assertThat(STANDARD.delayAfter(5)).isPresent();
        assertThat(STANDARD.delayAfter(6)).isEmpty();
    }

    @Test
    void a_pause_never_ends_and_is_a_minute_at_least() {
        assertThat(STANDARD.pauseAfter(100)).isBetween(Duration.ofMinutes(16), Duration.ofMinutes(20));
        assertThat(of("{\"delays\": [\"PT1S\"]}").pauseAfter(1))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
        assertThat(new RetryPolicy(List.of()).pauseAfter(1)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
    }
}
