package org.symposium.core.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
    private final Reachability reachability = new Reachability();

    @Test
    void the_only_origin_there_is_is_blamed_itself() {
        reachability.silent("a");

        assertThat(reachability.maybeOffline("a")).isFalse();
    }

    @Test
    void where_others_fall_silent_too_it_may_be_the_host() {
        reachability.answered("b");
        reachability.silent("a");
        reachability.silent("b");

        assertThat(reachability.maybeOffline("a")).isTrue();
        assertThat(reachability.maybeOffline("b")).as("a was silent before").isTrue();
    }

    @Test
    void what_others_answered_before_proves_nothing() {
        reachability.answered("b");
        reachability.silent("a");

        assertThat(reachability.maybeOffline("a")).isTrue();
        reachability.answered("b");
        assertThat(reachability.maybeOffline("a")).isFalse();
    }

    @Test
    void the_silence_counts_from_its_beginning() {
        reachability.silent("a");
        reachability.answered("b");
        reachability.silent("a");

        assertThat(reachability.maybeOffline("a")).isFalse();
        reachability.answered("a");
        reachability.silent("a");
        assertThat(reachability.maybeOffline("a"))
                .as("b answered before this silence")
                .isTrue();
    }

    @Test
    void an_inner_service_that_answers_does_not_make_up_for_several_that_do_not() {
        reachability.silent("a");
        reachability.silent("b");
        reachability.answered("inner");

        assertThat(reachability.maybeOffline("a")).isTrue();
        reachability.answered("c");
        assertThat(reachability.maybeOffline("a")).isFalse();
    }

    @Test
    void the_one_asked_longest_ago_is_forgotten_when_there_are_too_many() {
        reachability.silent("a");
        reachability.silent("b");
        for (int number = 0; number < 999; number++) {
            reachability.answered("origin " + number);
        }

        assertThat(reachability.maybeOffline("a"))
                .as("it is not known any more")
                .isFalse();
        assertThat(reachability.maybeOffline("b")).isFalse();
        reachability.silent("a");
        assertThat(reachability.maybeOffline("a")).as("nobody was asked since").isTrue();
    }

    @Test
    void what_sends_nothing_would_go_where_it_went_before() {
        assertThat(reachability.origin("source", Optional.empty())).isEmpty();
        assertThat(reachability.origin("source", Optional.of("https://a"))).contains("https://a");
        assertThat(reachability.origin("source", Optional.empty())).contains("https://a");
        assertThat(reachability.origin("other", Optional.empty())).isEmpty();
    }
}
