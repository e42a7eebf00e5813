package org.symposium.core.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {

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
        assertThat(LinearPattern.of(pattern).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(a+)+", "(a|aa)+", "(a|a?)+", "(a*)*b", "([a-z]+)*x", "((a*)*)*", "(?:a(|)(|)(|)(|)(|)(|))*x"})
    @Timeout(20)
    void a_pattern_that_would_backtrack_for_ever_ends_at_once(String pattern) {
        assertThat(LinearPattern.of(pattern).matches("a".repeat(10_000) + "!")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", ")", "[", "a**", "*a", "a{1001}", "(?=a)", "(a)\\1", "\\", "\\p{Nonsense}", "[z-a]"})
    void what_can_not_be_read_is_refused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> LinearPattern.of(pattern));
        assertThat(LinearPattern.ifValid(pattern)).isEmpty();
    }

    @Test
    void deep_groups_are_refused_or_read_but_never_run_out_of_stack() {
        assertThat(LinearPattern.ifValid("(".repeat(400) + ")".repeat(400)))
                .satisfiesAnyOf(
                        read -> assertThat(read).isEmpty(),
                        read -> assertThat(read.get().matches("")).isTrue());
    }
}
