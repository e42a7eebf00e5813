package org.symposium.core.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Run;

final class WaitingRunsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    private final WaitingRuns runs = new WaitingRuns();

    @Test
    void a_run_is_due_at_its_moment_and_not_before() {
        runs.put(run("k", NOON));

        assertThat(runs.claim(NOON.minusNanos(1_000))).isEmpty();
        assertThat(runs.nextDueAt()).isEqualTo(NOON);
        assertThat(runs.claim(NOON)).isPresent();
        assertThat(runs.nextDueAt()).isNull();
    }

    @Test
    void a_run_that_became_due_is_run_though_the_clock_was_set_back() {
        runs.put(run("k", NOON));
        runs.put(run("first", NOON).with("priority", 1));
        runs.claim(NOON);

        assertThat(runs.claim(NOON.minusSeconds(7_200))).isPresent();
    }

    @Test
    void a_due_run_can_be_moved_and_taken_out() {
        runs.put(run("first", NOON).with("priority", 1));
        runs.put(run("moved", NOON));
        runs.put(run("gone", NOON));
        runs.claim(NOON);

        runs.put(run("moved", NOON.plusSeconds(1)));
        assertThat(runs.remove("gone")).isTrue();

        assertThat(runs.claim(NOON)).isEmpty();
        assertThat(runs.claim(NOON.plusSeconds(1)).map(claim -> claim.run().key()))
                .contains("moved");
    }

    @Test
    void a_claim_ends_once() {
        runs.put(run("k", NOON));
        WaitingRuns.Claim claim = runs.claim(NOON).orElseThrow();
        runs.giveUp();
        WaitingRuns.Claim second = runs.claim(NOON).orElseThrow();

        runs.finish(claim, Optional.empty());
        assertThat(runs.isRunning()).isTrue();
        runs.finish(second, Optional.empty());
        assertThat(runs.isRunning()).isFalse();
        assertThat(runs.list("", 10)).isEmpty();
    }

    private static Run run(String key, Instant dueAt) {
        return Run.of(key, "execution of " + key, "ada", dueAt);
    }
}
