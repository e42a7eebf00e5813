package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClockJumpsTest {
    private static final long SECOND = 1_000_000_000L;

    private final ClockJumps jumps = new ClockJumps();
    private Instant clock = Instant.parse("2026-01-31T09:00:00Z");
    private long nanos = Long.MAX_VALUE - 50 * SECOND; // it may overflow

    private boolean look(long answerTakes) {
        long asked = nanos;
        nanos += answerTakes;
        return jumps.isSteady(clock, asked, nanos);
    }

    private void pass(long byClock, long byNanos) {
        clock = clock.plusNanos(byClock);
        nanos += byNanos;
    }

    @Test
    void a_clock_that_goes_on_as_time_does_is_steady_though_it_drifts() {
        for (int minute = 0; minute < 10_000; minute++) {
            assertThat(look(1_000_000)).isTrue();
            pass(60 * SECOND, 60 * SECOND - SECOND / 200);
        }
    }

    @Test
    void after_a_jump_it_is_not_for_as_long_as_leases_need_to_be_renewed() {
        for (Duration jump : new Duration[] {Duration.ofHours(1), Duration.ofHours(-2), Duration.ofSeconds(8)}) {
            assertThat(look(0)).isTrue();
            clock = clock.plus(jump);
            assertThat(look(0)).as("just after %s", jump).isFalse();
            pass(30 * SECOND, 30 * SECOND);
            assertThat(look(0)).as("30 s after %s", jump).isFalse();
            pass(SECOND, SECOND);
            assertThat(look(0)).as("31 s after %s", jump).isTrue();
        }
    }

    @Test
    void an_answer_that_was_long_under_way_is_no_jump() {
        assertThat(look(0)).isTrue();
        pass(20 * SECOND, 0);
        assertThat(look(20 * SECOND)).isTrue();
        pass(0, 20 * SECOND);
        assertThat(look(0)).isFalse();
    }

    @Test
    void a_process_that_stood_still_sees_no_jump() {
        assertThat(look(0)).isTrue();
        pass(3_600 * SECOND, 3_600 * SECOND);
        assertThat(look(0)).isTrue();
    }
}
