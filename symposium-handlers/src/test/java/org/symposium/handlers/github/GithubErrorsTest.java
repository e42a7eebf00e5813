package org.symposium.handlers.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.handlers.CannedReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;

/** The order in which a 403 or 429 is decided (GitHub docs, <em>Rate limits for the REST API</em>). */
class GithubErrorsTest {
    private static final String NOON = "Sat, 10 Jan 2026 12:00:00 GMT";
    private static final String HALF_PAST = String.valueOf(1_768_048_200L);

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void a_wait_that_github_names_comes_first(int status) {
        Verdict verdict = GithubErrors.judge(reply(status, "You have exceeded a secondary rate limit.")
                .with("Retry-After", "7")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", HALF_PAST)
                .with("Date", NOON));

        assertThat(verdict.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(verdict.waitFor()).as("the road reads it").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void then_the_moment_at_which_it_counts_anew_and_a_second_more(int status) {
        Verdict verdict = GithubErrors.judge(reply(status, "You have exceeded a secondary rate limit.")
                .with("Retry-After", "soon")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", HALF_PAST)
                .with("Date", NOON));

        assertThat(verdict.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(verdict.waitFor()).contains(Duration.ofMinutes(30).plusSeconds(1));
    }

    @Test
    void a_moment_that_cannot_be_read_is_left_to_the_road() {
        Verdict verdict = GithubErrors.judge(reply(403, "API rate limit exceeded")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", "99999999999999999999")
                .with("Date", NOON));

        assertThat(verdict.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(verdict.waitFor()).isEmpty();
    }

    @Test
    void then_a_minute_for_a_secondary_limit() {
        assertThat(GithubErrors.judge(reply(403, "You have exceeded a secondary rate limit.")
                                .with("X-RateLimit-Remaining", "4999"))
                        .waitFor())
                .contains(Duration.ofMinutes(1));
        assertThat(GithubErrors.judge(reply(429, "anything")).waitFor()).contains(Duration.ofMinutes(1));
        assertThat(GithubErrors.judge(reply(403, "anything").with("gh-limited-by", "search"))
                        .waitFor())
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void else_a_right_is_missing() {
        Verdict verdict = GithubErrors.judge(reply(403, "Must have admin rights to Repository.")
                .with("X-RateLimit-Remaining", "4999")
                .with("X-RateLimit-Reset", HALF_PAST));

        assertThat(verdict.kind()).isEqualTo(FailureKind.FORBIDDEN);
        assertThat(verdict.message()).contains("admin rights");
    }

    @Test
    void the_end_of_a_search_is_no_error() {
        assertThat(GithubErrors.judge(reply(422, "Only the first 1000 search results are available"))
                        .isOk())
                .isTrue();
    }

    @Test
    void long_messages_are_cut_and_odd_bodies_are_none() {
        assertThat(GithubErrors.judge(reply(401, "x".repeat(5_000))).message()).hasSizeLessThan(400);
        for (String body : new String[] {"", "[]", "null", "<html>", "{\"message\": {}, \"errors\": 5}"}) {
            var canned = CannedReply.of(401, body.getBytes(StandardCharsets.UTF_8));
            if (!body.isEmpty() && !body.startsWith("<")) {
                assertThat(GithubErrors.judge(canned).message()).isEqualTo("GitHub refused the token.");
            }
        }
    }

    private static CannedReply reply(int status, String message) {
        return CannedReply.of(status, ("{\"message\": \"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
