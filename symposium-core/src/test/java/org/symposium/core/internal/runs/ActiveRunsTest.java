package org.symposium.core.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;

final class ActiveRunsTest {
    private static final RunResult RESULT = new RunResult(
            "e",
            Status.SUCCESS,
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            List.of());

    private final ActiveRuns runs = new ActiveRuns();

    @Test
    void a_run_is_found_by_its_key_from_its_beginning_to_its_end() {
        try (var active = runs.enter(Cancellation.unlimited())) {
            assertThat(runs.find("k")).isEmpty();
            active.began("k");
            assertThat(runs.find("k")).contains(active);
            assertThat(runs.find("")).isEmpty();
        }
        assertThat(runs.find("k")).isEmpty();
    }

    @Test
    void who_joins_a_run_gets_its_result() throws Exception {
        try (var active = runs.enter(Cancellation.unlimited())) {
            var joined = CompletableFuture.supplyAsync(() -> active.join(Cancellation.unlimited()));
            active.ended(RESULT);
            assertThat(joined.get(10, TimeUnit.SECONDS)).contains(RESULT);
        }
    }

    @Test
    void who_joins_a_run_without_a_result_is_told_so() {
        var active = runs.enter(Cancellation.unlimited());
        active.close();

        assertThat(active.join(Cancellation.unlimited())).isEmpty();
    }

    @Test
    void who_waits_too_long_waits_no_more() {
        try (var active = runs.enter(Cancellation.unlimited())) {
            var waiting = Cancellation.within(Duration.ofMillis(60));
            assertThatThrownBy(() -> active.join(waiting)).isInstanceOf(HandlerException.class);
        }
    }

    @Test
    void closing_interrupts_what_does_not_end_in_time_and_lets_nothing_begin() {
        var cancellation = Cancellation.unlimited();
        var active = runs.enter(cancellation);

        runs.close(Duration.ofMillis(1), Duration.ofMillis(1));

        assertThat(cancellation.isInterrupted()).isTrue();
        assertThatThrownBy(() -> runs.enter(Cancellation.unlimited())).isInstanceOf(EngineClosed.class);
        active.close();
    }

    @Test
    void closing_leaves_alone_what_ends_in_time() {
        var cancellation = Cancellation.unlimited();
        var active = runs.enter(cancellation);
        CompletableFuture<Void> closing =
                CompletableFuture.runAsync(() -> runs.close(Duration.ofSeconds(30), Duration.ZERO));

        active.close();
        closing.join();

        assertThat(cancellation.isCancelled()).isFalse();
    }
}
