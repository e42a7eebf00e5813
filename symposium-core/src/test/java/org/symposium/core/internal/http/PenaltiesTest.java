package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PenaltiesTest {
    private static final Duration FIXED = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Penalties penalties = new Penalties(nanos::get);

    @Test
    void who_refuses_right_after_its_penalty_is_asked_less_and_less_often_up_to_a_bound() {
        List<Duration> waits = refusals(8, FIXED);

        assertThat(waits).extracting(Duration::toSeconds).containsExactly(30L, 60L, 120L, 240L, 480L, 480L, 480L, 480L);
    }

    @Test
    void no_penalty_grows_beyond_an_hour_and_none_is_shorter_than_its_type_says() {
        assertThat(refusals(4, Duration.ofMinutes(20)))
                .extracting(Duration::toMinutes)
                .containsExactly(20L, 40L, 60L, 60L);
        assertThat(penalties.refused("day", Duration.ofHours(24))).isEqualTo(Duration.ofHours(24));
        pass(Duration.ofHours(24));
        assertThat(penalties.refused("day", Duration.ofHours(24))).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void what_was_on_its_way_already_does_not_make_it_longer() {
        assertThat(penalties.refused("key", FIXED)).isEqualTo(FIXED);
        pass(Duration.ofSeconds(1));
        assertThat(penalties.refused("key", FIXED)).isEqualTo(Duration.ofSeconds(29));
        pass(Duration.ofSeconds(29).minusNanos(1));
        assertThat(penalties.refused("key", FIXED)).isEqualTo(Duration.ofNanos(1));
        pass(Duration.ofNanos(1));
        assertThat(penalties.refused("key", FIXED)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void each_answer_takes_one_step_back_until_nothing_is_left() {
        refusals(3, FIXED);
        penalties.answered("key");
        assertThat(penalties.refused("key", FIXED)).as("as long as the last").isEqualTo(Duration.ofMinutes(2));
        pass(Duration.ofMinutes(2));
        for (int answer = 0; answer < 10; answer++) {
            penalties.answered("key");
        }
        assertThat(refusals(2, FIXED)).containsExactly(FIXED, FIXED.multipliedBy(2));
    }

    @Test
    void an_answer_that_was_on_its_way_takes_nothing_back() {
        penalties.refused("key", FIXED);
        pass(FIXED.minusNanos(1));
        penalties.answered("key");
        pass(Duration.ofNanos(1));
        assertThat(penalties.refused("key", FIXED)).isEqualTo(FIXED.multipliedBy(2));
        pass(FIXED.multipliedBy(2));
        penalties.answered("key");
        penalties.answered("key");
        assertThat(penalties.refused("key", FIXED)).isEqualTo(FIXED);
    }

    @Test
    void keys_have_nothing_to_do_with_each_other() {
        refusals(3, FIXED);
        assertThat(penalties.refused("another", FIXED)).isEqualTo(FIXED);
        penalties.answered("unknown");
        assertThat(penalties.refused("unknown", FIXED)).isEqualTo(FIXED);
    }

    private List<Duration> refusals(int count, Duration fixed) {
        var waits = new ArrayList<Duration>();
        for (int refusal = 0; refusal < count; refusal++) {
            Duration wait = penalties.refused("key", fixed);
            waits.add(wait);
            pass(wait);
        }
        return waits;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
