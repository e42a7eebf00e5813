package org.symposium.handlers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.handlers.CannedReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;

/** Statuses and words: Slack's page on incoming webhooks, and what their users report. */
class WebhookErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "403, invalid_token, AUTHENTICATION",
        "403, action_prohibited, FORBIDDEN",
        "403, posting_to_general_channel_denied, FORBIDDEN",
        "403, team_disabled, FORBIDDEN",
        "404, channel_not_found, TARGET_GONE",
        "404, no_service, TARGET_GONE",
        "404, no_team, TARGET_GONE",
        "404, no_active_hooks, TARGET_GONE",
        "410, channel_is_archived, TARGET_GONE"
    })
    void a_word_says_what_is_wrong(int status, String word, FailureKind kind) {
        Verdict verdict = judge(status, word);

        assertThat(verdict.kind()).isEqualTo(kind);
        assertThat(verdict.message()).contains(word);
        assertThat(verdict.suggestion()).isNotBlank();
        assertThat(verdict.isPerhapsDone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_payload",
        "400, invalid_blocks",
        "400, user_not_found",
        "400, no_text",
        "500, rollup_error",
        "429, rate_limited"
    })
    void another_word_explains_the_status(int status, String word) {
        assertThat(judge(status, word).message()).isEqualTo("Slack's webhook answered: " + word + ".");
    }

    @Test
    void ok_is_the_only_yes() {
        assertThat(judge(200, "ok").isOk()).isTrue();
        assertThat(judge(200, "ok\n").isOk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>ok</html>", "{\"ok\":true}", "not ok", "okay"})
    void anything_else_with_200_is_in_doubt(String body) {
        Verdict verdict = judge(200, body);

        assertThat(verdict.kind()).isEqualTo(FailureKind.INVALID_RESPONSE);
        assertThat(verdict.isPerhapsDone()).isTrue();
    }

    @Test
    void a_web_page_is_no_word() {
        assertThat(judge(404, "<html>secret</html>").message()).doesNotContain("secret");
    }

    private static Verdict judge(int status, String body) {
        return WebhookErrors.judge(CannedReply.of(status, body.getBytes(StandardCharsets.UTF_8)));
    }
}
