package org.symposium.core.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "[a-z]{2}-\\d+ us-21 true",
                "[a-z]{2}-\\d+ us-21x false",
                "^[A-Z][A-Z0-9]{2,4}$ C0A1 true",
                "(?:sk|pk)_[^_]+ rk_live false",
                "a.c a😀c true",
                "\\p{L}+ Grüße true",
                "\\.\\[\\] .[] true"
            })
    void a_pattern_matches_whole_texts(String pattern, String text, boolean matches) {
        assertThat(BoundedPattern.of(pattern).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+", "(a|aa)+", "(a|a?)+", "(a*)*b", "([a-z]+)*x", "((a*)*)*"})
    @Timeout(20)
    void a_pattern_that_would_backtrack_for_ever_ends_soon(String pattern) {
        assertThat(BoundedPattern.of(pattern).matches("a".repeat(10_000) + "!")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", ")", "[", "*a", "\\", "\\p{Nonsense}", "[z-a]"})
    void what_can_not_be_read_is_refused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> BoundedPattern.of(pattern));
        assertThat(BoundedPattern.ifValid(pattern)).isEmpty();
    }

    @Test
    void deep_groups_never_run_out_of_stack() {
        String deep = "(".repeat(50_000) + ")".repeat(50_000);

        assertThat(BoundedPattern.ifValid(deep)
                        .map(pattern -> pattern.matches(""))
                        .orElse(false))
                .isFalse();
    }
}
