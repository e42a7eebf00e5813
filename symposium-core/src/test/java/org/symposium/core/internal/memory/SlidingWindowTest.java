package org.symposium.core.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SlidingWindowTest {
    private static final long NO_LINE = Long.MAX_VALUE;

    @Test
    void a_wait_as_told_is_exactly_long_enough() {
        SlidingWindow window = new SlidingWindow(100);
        window.take(1, 0);
        window.take(1, 30);
        window.take(1, 60);

        assertThat(window.wait(3, 1, NO_LINE, 70)).isEqualTo(30);
        assertThat(window.wait(3, 2, NO_LINE, 70)).isEqualTo(60);
        assertThat(window.wait(3, 3, NO_LINE, 70)).isEqualTo(90);
        assertThat(window.wait(4, 1, NO_LINE, 70)).isZero();

        window.forgetUntil(99);
        assertThat(window.wait(3, 1, NO_LINE, 99)).isEqualTo(1);
        window.forgetUntil(100);
        assertThat(window.wait(3, 1, NO_LINE, 100)).isZero();
    }

    @Test
    void those_ahead_are_counted_as_if_they_had_taken_theirs() {
        SlidingWindow window = new SlidingWindow(100);
        window.take(2, 0);
        window.line(1, 1);
        window.line(2, 1);
        window.line(3, 1);

        assertThat(window.wait(2, 1, 1, 10)).as("first in line").isEqualTo(90);
        assertThat(window.wait(2, 1, 2, 10)).as("second in line").isEqualTo(90);
        assertThat(window.wait(2, 1, 3, 10)).as("a round later").isEqualTo(190);
        assertThat(window.wait(2, 1, 4, 10)).isEqualTo(190);
        assertThat(window.wait(2, 1, 5, 10))
                .as("nobody else is ahead of the fifth")
                .isEqualTo(190);

        window.line(4, 1);
        assertThat(window.wait(2, 1, 5, 10)).as("two rounds later").isEqualTo(290);
        window.leave(1);
        assertThat(window.wait(2, 1, 5, 10)).isEqualTo(190);
    }

    @Test
    void a_window_is_idle_when_nothing_is_in_it_and_nobody_waits() {
        SlidingWindow window = new SlidingWindow(100);
        assertThat(window.isIdle()).isTrue();

        window.take(1, 0);
        window.line(7, 1);
        assertThat(window.isIdle()).isFalse();
        window.forgetUntil(100);
        assertThat(window.isIdle()).isFalse();
        window.leave(7);
        assertThat(window.isIdle()).isTrue();
    }

    /** Against the plainest model there is: a list of moments. */
    @Test
    void it_agrees_with_a_list_of_moments() {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            long limit = 1L + random.nextInt(20);
            long length = 1L + random.nextInt(50);
            SlidingWindow window = new SlidingWindow(length);
            var model = new ArrayDeque<Long>();
            long now = random.nextLong(); // counts may overflow
            for (int request = 0; request < 200; request++) {
                now += random.nextInt(8);
                long weight = 1L + random.nextInt((int) limit);
                long moment = now;
                model.removeIf(taken -> moment - taken >= length);
                window.forgetUntil(now);

                long wait = window.wait(limit, weight, NO_LINE, now);
                assertThat(wait).isEqualTo(expectedWait(List.copyOf(model), limit, weight, length, now));
                if (wait == 0) {
                    window.take(weight, now);
                    for (long permit = 0; permit < weight; permit++) {
                        model.add(now);
                    }
                }
            }
        }
    }

    private static long expectedWait(List<Long> taken, long limit, long weight, long length, long now) {
        for (long wait = 0; ; wait++) {
            long then = now + wait;
            if (taken.stream().filter(moment -> then - moment < length).count() + weight <= limit) {
                return wait;
            }
        }
    }
}
