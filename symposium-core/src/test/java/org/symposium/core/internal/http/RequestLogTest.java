package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;

class RequestLogTest {
    private static final Duration TOOK = Duration.ofMillis(7);

    private final RequestLog log = new RequestLog();
    private final Masks masks = new Masks();

    private static Outgoing request(String url) {
        return new Outgoing(
                "GET", WebAddress.read("https://api.test/").orElseThrow(), List.of(), null, url, "api.test");
    }

    private static Received answer(String url, int status, String body) {
        return new Received(status, List.of(), body.getBytes(StandardCharsets.UTF_8), request(url));
    }

    private Received answered(String url, String body) {
        return log.answered(request(url), TestRoad.NOW, TOOK, answer(url, 200, body));
    }

    private List<String> excerpts() {
        return log.entries(false, masks).stream()
                .map(entry -> entry.text("response_excerpt", "-"))
                .toList();
    }

    @Test
    void a_request_is_shown_with_its_answers_status() {
        answered("https://api.test/one", "x");

        assertThat(log.count()).isEqualTo(1);
        assertThat(log.entries())
                .containsExactly(Values.of("method", "GET")
                        .with("url", "https://api.test/one")
                        .with("at", TestRoad.NOW)
                        .with("duration_ms", 7)
                        .with("status", 200));
    }

    @Test
    void an_answer_that_was_at_hand_took_no_time() {
        Received kept = log.shared("GET", TestRoad.NOW, answer("https://api.test/robots.txt", 200, "x"));

        assertThat(kept.logNumber()).isEqualTo(1);
        assertThat(log.entries())
                .containsExactly(Values.of("method", "GET")
                        .with("url", "https://api.test/robots.txt")
                        .with("at", TestRoad.NOW)
                        .with("duration_ms", 0)
                        .with("shared", true)
                        .with("status", 200));
    }

    @Test
    void an_address_is_cut_at_500_bytes() {
        answered("https://api.test/" + "a".repeat(600), "x");

        assertThat(log.entries().get(0).text("url").getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(500);
    }

    @Test
    void an_excerpt_belongs_to_the_answer_that_was_refused() {
        answered("/1", "first");
        Received second = answered("/2", "second");
        answered("/3", "third");

        log.refused(second);

        assertThat(excerpts()).containsExactly("-", "second", "-");
        assertThat(log.entries()).noneMatch(entry -> entry.has("response_excerpt"));
    }

    @Test
    void the_last_answer_is_shown_if_it_can_not_be_read_by_who_got_it() {
        assertThat(log.entries(true, masks)).isEmpty();
        answered("/1", "first");
        answered("/2", "second");

        assertThat(excerpts()).containsExactly("-", "-");
        assertThat(log.entries(true, masks))
                .extracting(entry -> entry.text("response_excerpt", "-"))
                .containsExactly("-", "second");
    }

    @Test
    void an_excerpt_has_no_secret() {
        masks.add("s3cret-canary");
        log.refused(answered("/1", "who is s3cret-canary?"));

        assertThat(excerpts().get(0)).startsWith("who is ").doesNotContain("s3cret-canary");
    }

    @Test
    void the_last_four_excerpts_are_kept() {
        for (int number = 1; number <= 6; number++) {
            log.refused(answered("/" + number, "no " + number));
        }

        assertThat(excerpts()).containsExactly("-", "-", "no 3", "no 4", "no 5", "no 6");
    }

    @Test
    void of_many_the_first_ten_and_the_last_forty_are_kept() {
        for (int number = 1; number <= 50; number++) {
            answered("/" + number, "x");
        }
        assertThat(log.entries()).hasSize(50);
        Received last = answered("/51", "no");

        log.refused(last);

        assertThat(log.entries())
                .hasSize(50)
                .extracting(entry -> entry.text("url"))
                .contains("/10", "/12", "/51")
                .doesNotContain("/11");
        assertThat(log.count()).isEqualTo(51);
        assertThat(excerpts().get(49)).isEqualTo("no");
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void what_can_not_be_taken_is_shown_as_far_as_it_came_if_it_is_the_answers_fault(FailureKind kind) {
        log.failed(request("/1"), TestRoad.NOW, TOOK, kind, Optional.of(answer("/1", 502, "half")));

        assertThat(log.entries())
                .containsExactly(Values.of("method", "GET")
                        .with("url", "/1")
                        .with("at", TestRoad.NOW)
                        .with("duration_ms", 7)
                        .with("status", 502)
                        .with("error_kind", kind));
        assertThat(excerpts()).containsExactly(kind == FailureKind.INVALID_RESPONSE ? "half" : "-");
    }

    @Test
    void of_what_did_not_come_nothing_is_shown() {
        log.failed(request("/1"), TestRoad.NOW, TOOK, FailureKind.INVALID_RESPONSE, Optional.empty());
        log.failed(request("/2"), TestRoad.NOW, TOOK, FailureKind.INVALID_RESPONSE, Optional.of(answer("/2", 200, "")));

        assertThat(excerpts()).containsExactly("-", "-");
        assertThat(log.entries().get(0).has("status")).isFalse();
        assertThat(log.entries().get(1).whole("status")).isEqualTo(200);
    }
}
