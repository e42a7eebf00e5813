package org.symposium.core.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
                "^[A-Z][A-Z0-9]{2,4}$ C0 false",
                "(?:sk|pk)_[^_]+ sk_live true",
                "(?:sk|pk)_[^_]+ rk_live false",
                "a.c a😀c true",
                "\\p{L}+ Grüße true",
                "\\u00e9+? éé true",
                "a\\b-\\Bb? a- true",
                "x{0,3} xxxx false",
                "(a|b*)* abba true",
                "\\.\\[\\] .[] true"
            })
    void a_pattern_matches_whole_texts(String pattern, String text, boolean matches) {
        assertThat(LinearPattern.of(pattern).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+", "(a|aa)+", "(a|a?)+", "(.*)*", "(a*)*b", "([a-z]+)*x", "((a*)*)*"})
    @Timeout(20)
    void a_pattern_that_would_backtrack_for_ever_ends_at_once(String pattern) {
        String text = "a".repeat(10_000) + "!";
        assertThat(LinearPattern.of(pattern).matches(text)).isEqualTo(pattern.equals("(.*)*"));
    }

    @Test
    @Timeout(20)
    void choices_between_empty_paths_end_at_once() {
        assertThat(LinearPattern.of("(|)".repeat(300) + "x").matches("")).isFalse();
        assertThat(LinearPattern.of("(?:a(|)(|)(|)(|)(|)(|))*x").matches("a".repeat(1_000)))
                .isFalse();
    }

    @Test
    void the_largest_pattern_on_the_longest_text_takes_seconds_at_most() {
        LinearPattern pattern = LinearPattern.of("(?:[a-y]?){1000}(?:.?){1000}z");
        long before = System.nanoTime();
        pattern.matches("a".repeat(10_000));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "[",
                "[]",
                "[^]",
                "a**",
                "*a",
                "a{2",
                "a{3,2}",
                "{",
                "}",
                "a{1001}",
                "(?=a)",
                "(?<n>a)",
                "(?i)a",
                "(a)\\1",
                "\\Qa\\E",
                "\\",
                "\\p{Nonsense}",
                "\\pL",
                "[z-a]",
                "[a[b]]",
                "[a&&b]",
                "\\u12",
                "a++",
                "((a{1000}){1000}){1000}",
                "(((){1000}a){1000}){1000}",
                "\\x4"
            })
    void what_is_not_part_of_the_dialect_is_refused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> LinearPattern.of(pattern));
    }

    @Test
    void nothing_repeated_is_nothing() {
        assertThat(LinearPattern.of("((((){1000}){1000}){1000}){1000}").matches(""))
                .isTrue();
    }

    @Test
    void deep_groups_are_refused_and_not_run_out_of_stack() {
        assertThatIllegalArgumentException().isThrownBy(() -> LinearPattern.of("(".repeat(400) + ")".repeat(400)));
    }

    @Property(tries = 2_000)
    void it_agrees_with_java(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        assertThat(LinearPattern.of(pattern).matches(text))
                .as("%s on %s", pattern, text)
                .isEqualTo(Pattern.compile(pattern).matcher(text).matches());
    }

    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> atoms = Arbitraries.of("a", "b", ".", "[ab]", "[^a]", "\\d", "\\w", "\\b", "^", "$");
        return joined(joined(atoms).map(inner -> "(?:" + inner + ")"));
    }

    private static Arbitrary<String> joined(Arbitrary<String> parts) {
        Arbitrary<String> times = Arbitraries.of("", "", "*", "+", "?", "{2}", "{1,2}", "{0,2}?");
        Arbitrary<String> repeated = Combinators.combine(parts, times).as((part, often) -> "(" + part + ")" + often);
        return Combinators.combine(repeated.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of("", "|"))
                .as((all, between) -> String.join(between, all));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab1-").ofMaxLength(6);
    }
}
