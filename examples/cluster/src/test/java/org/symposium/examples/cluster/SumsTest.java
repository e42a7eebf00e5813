package org.symposium.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Values;

class SumsTest {
    private static final Instant FIRST = Instant.parse("2026-01-31T09:00:00Z");
    private static final Instant SECOND = FIRST.plusSeconds(5);
    private static final Instant AFTER_THE_END = FIRST.plusSeconds(10);
    private static final Map<String, List<Instant>> DUE = Map.of("s", List.of(FIRST, SECOND));

    @Test
    void a_slot_with_one_outcome_each_is_as_it_should_be() {
        Sums sums = of(run("a", FIRST, "success"), run("b", SECOND, "failure"));

        assertThat(sums.areGood()).isTrue();
        assertThat(sums.due()).isEqualTo(2);
        assertThat(sums.once()).isEqualTo(2);
        assertThat(sums.failed()).isEqualTo(1);
        assertThat(sums.longestWait()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void one_lost_and_one_run_twice_do_not_make_up_for_each_other() {
        Sums sums = of(run("a", FIRST, "success"), run("b", FIRST, "unchanged"));

        assertThat(sums.areGood()).isFalse();
        assertThat(sums.once()).isZero();
        assertThat(sums.twice()).isEqualTo(1);
        assertThat(sums.lost()).isEqualTo(1);
    }

    @Test
    void an_interrupted_attempt_is_no_outcome_and_what_was_not_run_again_is_lost() {
        Sums sums = of(run("a", FIRST, "success", "interrupted", "interrupted"), run("b", SECOND, "interrupted"));

        assertThat(sums.once()).isEqualTo(1);
        assertThat(sums.lost()).isEqualTo(1);
        assertThat(sums.interrupted()).isEqualTo(3);
        assertThat(sums.attempts()).isEqualTo(4);
    }

    @Test
    void a_failure_that_is_tried_again_is_no_outcome_either() {
        assertThat(of(run("a", FIRST, "success", "failure"), run("b", SECOND, "success"))
                        .areGood())
                .isTrue();
    }

    @Test
    void an_attempt_after_one_that_had_an_outcome_is_one_too_many() {
        assertThat(of(run("a", FIRST, "success", "success"), run("b", SECOND, "success"))
                        .twice())
                .isEqualTo(1);
    }

    @Test
    void a_run_of_a_slot_that_no_schedule_has_is_told() {
        Sums sums =
                of(run("a", FIRST, "success"), run("b", SECOND, "success"), run("c", FIRST.plusSeconds(1), "success"));

        assertThat(sums.unasked()).isEqualTo(1);
        assertThat(sums.areGood()).isFalse();
    }

    @Test
    void what_was_due_after_the_end_counts_for_nothing_but_its_attempts() {
        Sums sums = of(run("a", FIRST, "success"), run("b", SECOND, "success"), run("c", AFTER_THE_END, "success"));

        assertThat(sums.areGood()).isTrue();
        assertThat(sums.due()).isEqualTo(2);
        assertThat(sums.attempts()).isEqualTo(3);
    }

    @Test
    void nothing_due_is_nothing_shown() {
        assertThat(Sums.of(Map.of(), List.of(), SECOND).areGood()).isFalse();
    }

    private static Sums of(Execution... log) {
        return Sums.of(DUE, List.of(log), SECOND);
    }

    private static Execution run(String id, Instant slot, String status, String... earlier) {
        return Execution.of(Values.of("execution_id", id)
                .with("user_id", "ada")
                .with("target_id", "s")
                .with("slot", slot)
                .with("started_at", slot.plusSeconds(1))
                .with("status", status)
                .with(
                        "attempts",
                        Stream.of(earlier).map(word -> Map.of("status", word)).toList()));
    }
}
