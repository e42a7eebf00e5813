package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

class RateHeadersTest {
    private static final Clock CLOCK = Clock.fixed(TestRoad.NOW, ZoneOffset.UTC);
    private static final Verdict REFUSED = Verdict.failed(FailureKind.RATE_LIMITED, "No.");

    @Test
    void githubs_reset_is_a_moment() {
        Verdict verdict = complete(
                Verdict.ok(),
                "x-ratelimit-remaining: 17",
                "x-ratelimit-reset: " + TestRoad.NOW.plusSeconds(600).getEpochSecond());

        assertThat(verdict.isOk()).isTrue();
        assertThat(verdict.remaining()).containsExactly(new Verdict.Remaining("", 17, TestRoad.NOW.plusSeconds(600)));
    }

    @Test
    void a_moment_is_told_by_the_services_clock() {
        Verdict verdict = complete(
                Verdict.ok(),
                "Date: Sun, 1 Mar 2026 13:00:00 GMT", // an hour ahead of us
                "X-RateLimit-Remaining: 0",
                "X-RateLimit-Reset: " + TestRoad.NOW.plusSeconds(3_660).getEpochSecond());

        assertThat(verdict.remaining().get(0).resetAt()).isEqualTo(TestRoad.NOW.plusSeconds(60));
    }

    @Test
    void discords_reset_is_a_wait_with_decimals() {
        Verdict verdict = complete(
                Verdict.ok(),
                "X-RateLimit-Remaining: 1",
                "X-RateLimit-Reset: 1470173023.123",
                "X-RateLimit-Reset-After: 1.25",
                "X-RateLimit-Bucket: abcd1234");

        assertThat(verdict.remaining()).containsExactly(new Verdict.Remaining("", 1, TestRoad.NOW.plusMillis(1_250)));
    }

    @Test
    void a_refusal_without_a_wait_waits_for_the_reset_if_nothing_is_left() {
        assertThat(complete(REFUSED, "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 42")
                        .waitFor())
                .contains(Duration.ofSeconds(42));
        assertThat(complete(REFUSED, "X-RateLimit-Remaining: 3", "X-RateLimit-Reset: 42")
                        .waitFor())
                .isEmpty();
        assertThat(complete(Verdict.failed(FailureKind.FORBIDDEN, "No."), "Retry-After: 3")
                        .waitFor())
                .isEmpty();
    }

    @Test
    void what_the_judge_says_wins() {
        Verdict own = REFUSED.retryAfter(Duration.ofSeconds(1)).remaining("search", 2, TestRoad.NOW.plusSeconds(5));

        Verdict verdict = complete(own, "Retry-After: 50", "X-RateLimit-Remaining: 7", "X-RateLimit-Reset: 42");

        assertThat(verdict.waitFor()).contains(Duration.ofSeconds(1));
        assertThat(verdict.remaining()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After: 7 | PT7S",
                "Retry-After: 0.25 | PT0.25S",
                "Retry-After: Sun, 1 Mar 2026 12:00:30 GMT | PT30S",
                "Retry-After: Sun, 1 Mar 2020 12:00:30 GMT | PT0S",
                "Retry-After: 0 | PT0S",
                "Retry-After: 1000000000 | PT24H",
                "Retry-After: -1 | ",
                "Retry-After: 1e9 | ",
                "Retry-After: soon | ",
                "Retry-After-Ms: 1500 | PT1.5S",
                "Retry-After-Ms: 999999999999999 | PT24H",
                "Retry-After-Ms: -4 | ",
            })
    void a_wait_is_read_in_every_form_and_bounded(String header, String wait) {
        assertThat(complete(REFUSED, header).waitFor())
                .isEqualTo(Optional.ofNullable(wait).map(Duration::parse));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | 42",
                "many | 42",
                "3 | -5",
                "3 | tomorrow",
                "3 | ",
                "99999999999999999999 | 42",
                "3 | 1e12",
            })
    void what_makes_no_sense_is_as_if_it_were_not_there(String remaining, String reset) {
        String after = reset == null ? "" : reset;
        assertThat(complete(Verdict.ok(), "X-RateLimit-Remaining: " + remaining, "X-RateLimit-Reset: " + after)
                        .remaining())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"99999999999999", "999999999999999", "99999999999", "100000"})
    void a_reset_that_is_far_away_is_capped(String reset) {
        assertThat(complete(Verdict.ok(), "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: " + reset)
                        .remaining())
                .extracting(Verdict.Remaining::resetAt)
                .containsExactly(TestRoad.NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void a_type_may_say_where_and_how_its_service_counts() {
        Values forms = Values.of("remaining", "X-Left")
                .with("reset", "X-Anew")
                .with("reset_in", "epoch_milliseconds")
                .with("retry_after", "X-Wait")
                .with("retry_after_in", "milliseconds");
        String anew = Long.toString(TestRoad.NOW.plusMillis(2_500).toEpochMilli());

        Verdict verdict = complete(forms, REFUSED, "X-Left: 4", "X-Anew: " + anew, "X-Wait: 750", "Retry-After: 9");

        assertThat(verdict.waitFor()).contains(Duration.ofMillis(750));
        assertThat(verdict.remaining()).containsExactly(new Verdict.Remaining("", 4, TestRoad.NOW.plusMillis(2_500)));
        assertThat(complete(Values.of("retry_after_in", "milliseconds"), REFUSED, "Retry-After: 529")
                        .waitFor())
                .contains(Duration.ofMillis(529));
    }

    @Test
    void a_types_own_wait_is_seconds_or_a_date_if_it_says_no_more() {
        Values forms = Values.of("retry_after", "X-Wait");

        assertThat(complete(forms, REFUSED, "X-Wait: 750", "Retry-After: 9").waitFor())
                .contains(Duration.ofSeconds(750));
        assertThat(complete(forms, REFUSED, "X-Wait: Sun, 1 Mar 2026 12:00:30 GMT")
                        .waitFor())
                .contains(Duration.ofSeconds(30));
        assertThat(complete(forms, REFUSED, "Retry-After: 9").waitFor()).isEmpty();
    }

    /** A number is a wait up to the year 2001 in seconds, then a moment in seconds, then, from the year 2001 in milliseconds, one in milliseconds. */
    @ParameterizedTest
    @CsvSource({
        "999999999, PT24H",
        "1000000000, PT0S",
        "1000000000.5, PT0S",
        "1772366401, PT1S",
        "999999999999, PT24H",
        "1000000000000, PT0S",
        "1772366401500, PT1.5S"
    })
    void a_number_is_a_wait_or_a_moment_by_its_size(String reset, Duration wait) {
        assertThat(complete(Verdict.ok(), "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: " + reset)
                        .remaining())
                .extracting(Verdict.Remaining::resetAt)
                .containsExactly(TestRoad.NOW.plus(wait));
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void only_what_passes_is_waited_for(FailureKind kind) {
        boolean mayWait = EnumSet.of(FailureKind.RATE_LIMITED, FailureKind.QUOTA, FailureKind.SERVER_ERROR)
                .contains(kind);

        assertThat(complete(Verdict.failed(kind, "No."), "Retry-After: 3").waitFor())
                .isEqualTo(mayWait ? Optional.of(Duration.ofSeconds(3)) : Optional.empty());
    }

    private static Verdict complete(Verdict verdict, String... headers) {
        return complete(Values.empty(), verdict, headers);
    }

    private static Verdict complete(Values forms, Verdict verdict, String... headers) {
        var type = IntegrationType.of(Values.of("name", "testing").with("rate_limit_headers", forms.asMap()));
        List<Received.Field> fields = Arrays.stream(headers)
                .map(line -> line.split(": ?", 2))
                .map(parts -> new Received.Field(parts[0], parts[1]))
                .toList();
        var call = HttpCall.get("/");
        var address = WebAddress.read("https://api.test/").orElseThrow();
        var request = new Outgoing("GET", address, List.of(), null, "", "");
        var reply = new RoadReply(new Received(429, fields, new byte[0], request), call, CLOCK, new Masks());
        return RateHeaders.of(type, CLOCK).complete(verdict, reply);
    }
}
