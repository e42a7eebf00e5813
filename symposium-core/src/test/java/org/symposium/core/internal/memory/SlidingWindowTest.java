package org.symposium.core.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.core.internal.memory.Line.Place;
import org.symposium.spi.RateLimiter.Waiter;

final class SlidingWindowTest {
    private static final long MICRO = 1_000;
    private static final long SECOND = 1_000_000_000;

    @Test
    void a_wait_as_told_is_exactly_long_enough() {
        SlidingWindow window = new SlidingWindow(100 * MICRO);
        window.take(3, 1, 0);
        window.take(3, 1, 30 * MICRO);
        window.take(3, 1, 60 * MICRO);

        assertThat(window.wait(3, 1, 0, 70 * MICRO)).isEqualTo(30 * MICRO);
        assertThat(window.wait(3, 2, 0, 70 * MICRO)).isEqualTo(60 * MICRO);
        assertThat(window.wait(3, 3, 0, 70 * MICRO)).isEqualTo(90 * MICRO);
        assertThat(window.wait(4, 1, 0, 70 * MICRO)).isZero();

        window.forgetUntil(99 * MICRO + 999);
        assertThat(window.wait(3, 1, 0, 99 * MICRO + 999)).isEqualTo(1);
        window.forgetUntil(100 * MICRO);
        assertThat(window.wait(3, 1, 0, 100 * MICRO)).isZero();
    }

    @Test
    void those_ahead_are_counted_as_if_they_had_taken_theirs() {
        SlidingWindow window = new SlidingWindow(100 * MICRO);
        window.take(2, 2, 0);

        assertThat(window.wait(2, 1, 0, 10 * MICRO)).as("first in line").isEqualTo(90 * MICRO);
        assertThat(window.wait(2, 1, 1, 10 * MICRO)).as("second in line").isEqualTo(90 * MICRO);
        assertThat(window.wait(2, 1, 2, 10 * MICRO)).as("a round later").isEqualTo(190 * MICRO);
        assertThat(window.wait(2, 1, 3, 10 * MICRO)).isEqualTo(190 * MICRO);
        assertThat(window.wait(2, 1, 4, 10 * MICRO)).as("two rounds later").isEqualTo(290 * MICRO);
    }

    @Test
    void a_window_is_idle_when_nothing_is_in_it_and_nobody_waits() {
        SlidingWindow window = new SlidingWindow(100 * MICRO);
        assertThat(window.isIdle()).isTrue();

        window.take(1, 1, 0);
        window.lineForMore().put(new Place(new Waiter("w", "party"), 0, 7, 1, 300 * MICRO));
        assertThat(window.isIdle()).isFalse();
        window.forgetUntil(100 * MICRO);
        assertThat(window.line(100 * MICRO)).isNotNull();
        assertThat(window.isIdle()).isFalse();
        assertThat(window.line(301 * MICRO)).as("it did not come back").isNull();
        assertThat(window.isIdle()).isTrue();
    }

    /** Against the plainest model there is, a list of moments: never sooner than right, and later by two ticks at most. */
    @ParameterizedTest
    @ValueSource(longs = {MICRO, 50 * MICRO, SECOND, 60 * SECOND, 5_000 * SECOND, 86_400 * SECOND, 2_764_800 * SECOND})
    void it_agrees_with_a_list_of_moments(long longest) {
        Random random = new Random(42);
        for (int round = 0; round < 100; round++) {
            long limit = 1L + random.nextInt(20);
            long length = longest - (long) (random.nextDouble() * longest / 2);
            long tick = length > 1_000_000 * SECOND ? SECOND : length > 1_000 * SECOND ? 1_000 * MICRO : MICRO;
            SlidingWindow window = new SlidingWindow(length);
            var model = new ArrayDeque<Long>();
            long now = 0;
            for (int request = 0; request < 200; request++) {
                now += (long) (random.nextDouble() * (request % 50 == 0 ? 9 : 0.3) * length);
                long weight = 1L + random.nextInt((int) limit);
                long moment = now;
                model.removeIf(taken -> moment - taken >= length);
                window.forgetUntil(now);

                long wait = window.wait(limit, weight, 0, now);
                long right = expectedWait(List.copyOf(model), limit, weight, length, now);
                assertThat(wait).isBetween(right, right + 2 * tick);
                if (wait == 0) {
                    window.take(limit, weight, now);
                    for (long permit = 0; permit < weight; permit++) {
                        model.add(now);
                    }
                }
            }
        }
    }

    private static long expectedWait(List<Long> taken, long limit, long weight, long length, long now) {
        int mustLeave = (int) (taken.size() + weight - limit);
        return mustLeave <= 0 ? 0 : taken.get(mustLeave - 1) + length - now;
    }
}
