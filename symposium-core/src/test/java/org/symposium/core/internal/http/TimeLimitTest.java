package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.runs.Cancellation;

class TimeLimitTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Cancellation run = Cancellation.unlimited();
    private final TimeLimit limit = TimeLimit.of(Duration.ofSeconds(10), run, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void it_is_over_at_its_end_and_not_before() {
        assertThat(limit.total()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limit.remaining()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limit.isOver()).isFalse();
        pass(Duration.ofSeconds(10).minusNanos(1));
        assertThat(limit.remaining()).isEqualTo(Duration.ofNanos(1));
        assertThat(limit.isOver()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(limit.isOver()).isTrue();
        pass(Duration.ofSeconds(5));
        assertThat(limit.isOver()).isTrue();
        assertThat(limit.remaining()).isZero();
    }

    @Test
    void a_run_that_is_stopped_ends_it() {
        run.cancel("Enough.");
        assertThat(limit.isOver()).isTrue();
        assertThat(limit.cancellation()).isSameAs(run);
    }

    @Test
    void a_run_that_ends_earlier_ends_it_earlier() {
        var shorter = TimeLimit.of(Duration.ofMinutes(5), Cancellation.within(Duration.ofSeconds(30)), nanos::get);
        assertThat(shorter.remaining()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        var longer = TimeLimit.of(Duration.ofSeconds(30), Cancellation.within(Duration.ofMinutes(5)), nanos::get);
        assertThat(longer.remaining()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_sockets_time_is_never_zero_and_never_longer_than_it_may_be() {
        assertThat(limit.millis(Duration.ofSeconds(3))).isEqualTo(3_000);
        assertThat(limit.millis(Duration.ofSeconds(20))).isEqualTo(10_000);
        assertThat(limit.millis(Duration.ZERO)).isEqualTo(1);
        pass(Duration.ofSeconds(10));
        assertThat(limit.millis(Duration.ofSeconds(3)))
                .as("zero would be endless")
                .isEqualTo(1);
        var endless = TimeLimit.of(Duration.ofDays(100), run, nanos::get);
        assertThat(endless.millis(Duration.ofDays(100))).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void waiting_in_line_puts_the_end_off() {
        pass(Duration.ofSeconds(4));
        var waiting = TimeLimit.of(Duration.ofSeconds(10), run, () -> nanos.addAndGet(1_000_000_000));
        Duration before = waiting.remaining(); // each look takes a second here
        waiting.pauseUncounted(Duration.ofMillis(1));
        assertThat(waiting.remaining()).isEqualTo(before.minusSeconds(2));
    }
}
