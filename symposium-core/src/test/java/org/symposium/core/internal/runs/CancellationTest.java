package org.symposium.core.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;

class CancellationTest {
    @Test
    void a_run_that_nobody_stops_goes_on() {
        var cancellation = Cancellation.unlimited();

        assertThat(cancellation.isCancelled()).isFalse();
        assertThat(cancellation.remaining()).isEmpty();
        assertThatCode(cancellation::throwIfCancelled).doesNotThrowAnyException();
    }

    @Test
    void a_run_whose_end_is_written_is_stopped_by_nobody_and_by_no_deadline() {
        var nanos = new AtomicLong();
        var cancellation = Cancellation.within(Duration.ofSeconds(1), nanos::get);

        assertThat(cancellation.isSettled()).isFalse();
        assertThat(cancellation.settle()).as("it was stopped before").isFalse();
        cancellation.cancel("Too late.");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(cancellation.settle()).isFalse();
        assertThat(cancellation.isSettled()).isTrue();
        assertThat(cancellation.isCancelled()).isFalse();
        assertThat(cancellation.isInterrupted()).isFalse();
        assertThat(cancellation.reason()).isEmpty();
    }

    @Test
    void a_run_that_was_stopped_before_its_end_is_written_says_so() {
        var cancellation = Cancellation.unlimited();
        cancellation.cancel("The user stopped it.");

        assertThat(cancellation.settle()).isTrue();
        assertThat(cancellation.isSettled()).isFalse();
        assertThat(cancellation.reason()).contains("The user stopped it.");
    }

    @Test
    void a_stopped_run_stays_stopped_for_its_first_reason() {
        var cancellation = Cancellation.unlimited();
        cancellation.cancel("The user stopped it.");
        cancellation.cancel("Another reason.");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(cancellation::throwIfCancelled).isInstanceOfSatisfying(HandlerException.class, e -> {
                assertThat(e.verdict().kind()).isEqualTo(FailureKind.CANCELLED);
                assertThat(e).hasMessage("The user stopped it.");
            });
        }
    }

    @Test
    void a_deadline_that_passes_stops_the_run_and_what_it_does() {
        var now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
        var cancellation = Cancellation.within(Duration.ofNanos(10), now::get);
        var stopped = new CountDownLatch(1);
        cancellation.onCancel(stopped::countDown);
        assertThat(cancellation.isCancelled()).isFalse();
        assertThat(cancellation.remaining()).contains(Duration.ofNanos(10));

        now.addAndGet(10);

        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(cancellation.remaining()).contains(Duration.ZERO);
        assertThat(stopped.getCount()).isZero();
        assertThatThrownBy(cancellation::throwIfCancelled).hasMessage("The run took longer than it may.");
    }

    @Test
    void what_is_registered_is_done_once_though_another_fails_and_not_when_it_was_closed() {
        var cancellation = Cancellation.unlimited();
        var done = new ArrayList<String>();
        cancellation.onCancel(() -> {
            throw new IllegalStateException("fails");
        });
        cancellation.onCancel(() -> done.add("first"));
        cancellation.onCancel(() -> done.add("closed")).close();

        cancellation.cancel("Stop.");
        cancellation.cancel("Stop.");
        cancellation.onCancel(() -> done.add("late"));

        assertThat(done).containsExactly("first", "late");
    }

    @Test
    void a_pause_ends_when_the_run_is_stopped() throws Exception {
        var cancellation = Cancellation.unlimited();
        var pausing = CompletableFuture.runAsync(() -> cancellation.pause(Duration.ofHours(1)));

        cancellation.cancel("Stop.");

        assertThatThrownBy(() -> pausing.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(HandlerException.class);
    }

    @Test
    void a_pause_ends_when_its_thread_is_interrupted_and_leaves_the_flag() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Cancellation.unlimited().pause(Duration.ofHours(1)))
                .isInstanceOf(HandlerException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_pause_is_no_longer_than_the_deadline() {
        var cancellation = Cancellation.within(Duration.ofMillis(20));

        assertThatThrownBy(() -> cancellation.pause(Duration.ofHours(1))).isInstanceOf(HandlerException.class);
    }
}
