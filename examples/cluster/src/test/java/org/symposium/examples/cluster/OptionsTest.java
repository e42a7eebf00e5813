package org.symposium.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void without_any_it_is_the_usual_show() {
        assertThat(Options.of())
                .isEqualTo(new Options(Duration.ofSeconds(90), 300, 3, Duration.ofSeconds(5), Duration.ofSeconds(40)));
    }

    @Test
    void they_may_stand_in_one_argument_or_in_several() {
        var chosen = new Options(Duration.ofSeconds(60), 20, 4, Duration.ofSeconds(2), Duration.ZERO);

        assertThat(Options.of("--seconds 60 --sources=20  --nodes 4", "--every", "2", "--freeze=0"))
                .isEqualTo(chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nodes 1", "--nodes ten", "--seconds 99999999999", "--sources", "--speed 3", "fast"})
    void what_can_not_be_meant_is_refused_by_name(String argument) {
        assertThatThrownBy(() -> Options.of(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(argument.split(" ")[0]);
    }

    @Test
    void help_names_every_option() {
        assertThat(Options.asksForHelp("--nodes 4 --help")).isTrue();
        assertThat(Options.asksForHelp("--nodes 4")).isFalse();
        assertThat(Options.HELP).contains("--seconds", "--sources", "--nodes", "--every", "--freeze", "--help");
    }
}
