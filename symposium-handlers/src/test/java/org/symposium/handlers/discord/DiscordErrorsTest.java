package org.symposium.handlers.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.handlers.CannedReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;

class DiscordErrorsTest {
    @ParameterizedTest
    @CsvSource({"0.529, PT0.529S", "0.5291, PT0.53S", "64, PT1M4S", "0, PT0S", "1e300, PT168H"})
    void a_wait_is_seconds_with_decimals_rounded_up(String wait, Duration expected) {
        assertThat(limited(wait).waitFor()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"-1", "null", "'\"1\"'", "[]"})
    void a_wait_that_is_none_is_left_to_the_header(String wait) {
        assertThat(limited(wait).waitFor()).isEmpty();
    }

    @Test
    void faults_of_a_form_are_told_with_their_places_and_not_without_end() {
        String fault =
                "{\"_errors\": [{\"code\": \"X\", \"message\": \"Bad.\"}, {\"code\": \"Y\", \"message\": \"Worse.\"}]}";

        Verdict verdict = judge(
                400,
                "{\"code\": 50035, \"message\": \"Invalid Form Body\", \"errors\": {\"_errors\": [{\"message\": \"All.\"}],"
                        + " \"embeds\": {\"0\": {\"title\": " + fault + "}, \"1\": " + fault + "}, \"z\": " + fault
                        + "}}");

        assertThat(verdict.message())
                .isEqualTo("Discord answered: Invalid Form Body: All.; embeds[0].title: Bad.; embeds[0].title: Worse.;"
                        + " embeds[1]: Bad.; embeds[1]: Worse (50035).");
    }

    @Test
    void a_tree_without_end_is_left_alone() {
        String deep = "{\"a\": ".repeat(90) + "{}" + "}".repeat(90);

        assertThat(judge(400, "{\"code\": 50035, \"message\": \"x\", \"errors\": " + deep + "}")
                        .message())
                .isEqualTo("Discord answered: x (50035).");
    }

    @Test
    void a_code_counts_before_the_status() {
        assertThat(judge(400, "{\"code\": 10015, \"message\": \"Unknown Webhook\"}")
                        .kind())
                .isEqualTo(FailureKind.TARGET_GONE);
        assertThat(judge(400, "{\"code\": 50027, \"message\": \"Invalid Webhook Token\"}")
                        .field())
                .isEqualTo("webhook_url");
    }

    private static Verdict limited(String wait) {
        return judge(400, "{\"code\": 40062, \"message\": \"x\", \"retry_after\": " + wait + "}");
    }

    private static Verdict judge(int status, String body) {
        return DiscordErrors.judge(CannedReply.of(status, body.getBytes(StandardCharsets.UTF_8)));
    }
}
