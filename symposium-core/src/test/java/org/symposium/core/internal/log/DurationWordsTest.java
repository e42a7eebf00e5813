package org.symposium.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationWordsTest {
    @ParameterizedTest
    @CsvSource({
        "PT20S,20 seconds",
        "PT1S,1 second",
        "PT9M,9 minutes",
        "PT1M30S,1 minute 30 seconds",
        "PT25H,1 day 1 hour"
    })
    void a_duration_is_told_in_words(Duration duration, String words) {
        assertThat(DurationWords.of(duration)).isEqualTo(words);
    }

    @Test
    void none_is_told_too() {
        assertThat(DurationWords.of(Duration.ZERO)).isEqualTo("0 seconds");
        assertThat(DurationWords.of(Duration.ofMillis(50))).isEqualTo("50 milliseconds");
    }
}
