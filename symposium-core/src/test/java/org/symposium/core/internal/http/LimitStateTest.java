package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.RateLimiter.Demand;

/** A window of 60 a minute is nearly full with 48: 13 requests are spread over the time until it is not any more. */
class LimitStateTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = 60 * SECOND;
    private static final long EASES = 13 * SECOND;

    private final LimitState state = state(Duration.ofMinutes(1));

    private static LimitState state(Duration window) {
        return new LimitState(new Demand("k", 60, window, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000_000_000L, -1_000_000_000_000L, Long.MAX_VALUE - 5})
    void requests_are_sent_one_after_the_other_whatever_the_clock_counts_from(long now) {
        assertThat(state.pace(now, MINUTE)).as("nothing is known yet").isZero();
        state.approached(now, EASES);

        assertThat(state.pace(now, MINUTE)).isEqualTo(SECOND);
        assertThat(state.pace(now, MINUTE)).isEqualTo(2 * SECOND);
        state.approached(now, EASES);
        assertThat(state.pace(now, MINUTE))
                .as("those that wait keep their place")
                .isEqualTo(3 * SECOND);
        state.approached(now, 130 * SECOND);
        assertThat(state.pace(now, MINUTE)).as("it became fuller meanwhile").isEqualTo(10 * SECOND);
    }

    @Test
    void a_refusal_alone_spaces_nothing() {
        state.reached(-MINUTE);

        assertThat(state.pace(-MINUTE, MINUTE)).isZero();
    }

    @Test
    void nobody_waits_longer_than_the_most() {
        state.approached(0, EASES);

        assertThat(state.pace(0, SECOND / 2)).isEqualTo(SECOND / 2);
        assertThat(state.pace(0, MINUTE)).as("one gap after that").isEqualTo(SECOND + SECOND / 2);
    }

    @Test
    void who_comes_a_gap_late_sets_no_pace_any_more() {
        state.approached(0, EASES);
        assertThat(state.pace(2 * SECOND, MINUTE)).isZero();
        assertThat(state.pace(2 * SECOND, MINUTE)).isZero();

        state.approached(10 * SECOND, EASES);
        assertThat(state.pace(12 * SECOND - 1, MINUTE)).isZero();
        assertThat(state.pace(12 * SECOND - 1, MINUTE)).isEqualTo(SECOND);
    }

    @Test
    void each_step_up_is_news_once() {
        assertThat(state.approached(0, EASES)).isTrue();
        assertThat(state.approached(0, EASES)).isFalse();
        assertThat(state.reached(0)).isTrue();
        assertThat(state.reached(0)).isFalse();
        assertThat(state.approached(0, EASES)).as("a step down is none").isFalse();
        assertThat(state.reached(0)).isFalse();
    }

    @Test
    void it_is_news_again_after_a_windows_length_of_silence_and_at_least_a_minute() {
        assertSilence(state(Duration.ofSeconds(1)), MINUTE);
        assertSilence(state(Duration.ofMinutes(1)), MINUTE);
        assertSilence(state(Duration.ofHours(1)), 60 * MINUTE);
    }

    private static void assertSilence(LimitState state, long silence) {
        assertThat(state.approached(5, EASES)).isTrue();
        assertThat(state.approached(5 + silence, EASES)).isFalse();
        assertThat(state.approached(5 + 2 * silence, EASES))
                .as("seen in between")
                .isFalse();
        assertThat(state.approached(5 + 3 * silence + 1, EASES)).isTrue();
        assertThat(state.reached(5 + 4 * silence + 2)).isTrue();
    }
}
