package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symposium.core.internal.http.Failures.failure;
import static org.symposium.core.internal.http.RawServer.answer;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

class CallRetriesTest {
    private static final String CUT = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort";
    private static final String NOTHING = "";

    private final TestRoad test = new TestRoad();

    @AfterEach
    void close() {
        test.close();
    }

    private static HttpCall call(Effect effect) {
        return HttpCall.of("POST", "/").effect(effect);
    }

    @ParameterizedTest
    @CsvSource({"408", "425", "429", "500", "502", "503", "504", "529", "cut", "nothing"})
    void what_reads_or_may_be_repeated_is_tried_again_after_what_may_pass(String first) throws Exception {
        for (Effect effect : List.of(Effect.READ, Effect.REPEATABLE)) {
            String bad =
                    first.equals("cut") ? CUT : first.equals("nothing") ? NOTHING : answer(Integer.parseInt(first));
            try (var server = RawServer.inTurn(bad, bad, answer(200))) {
                test.on(server.port());

                assertThat(test.calls().perform(call(effect), "k").status()).isEqualTo(200);
                assertThat(server.requests()).hasSize(3);
            }
        }
        assertThat(test.pauses)
                .containsExactly(
                        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @ParameterizedTest
    @CsvSource({
        "200, 1", "400, 1", "401, 1", "403, 1", "404, 1", "408, 1", "409, 1", "410, 1", "422, 1", "425, 3", "429, 3",
        "500, 1", "502, 1", "503, 3", "504, 1"
    })
    void what_happens_each_time_is_tried_again_only_where_it_certainly_did_not_happen(int status, int attempts)
            throws Exception {
        try (var server = RawServer.inTurn(answer(status))) {
            test.on(server.port());
            HttpCall call = HttpCall.of("POST", "/");
            if (status == 200) {
                test.calls().perform(call, "k");
            } else {
                HandlerException failure = catchThrowableOfType(
                        HandlerException.class, () -> test.calls().perform(call, "k"));
                assertThat(failure.verdict().isPerhapsDone())
                        .isEqualTo(List.of(408, 500, 502, 504).contains(status));
            }
            assertThat(server.requests()).hasSize(attempts);
        }
    }

    @Test
    void an_effect_that_was_sent_and_not_answered_is_not_sent_again() throws Exception {
        for (String broken : List.of(NOTHING, CUT)) {
            try (var server = RawServer.inTurn(broken)) {
                test.on(server.port());

                Verdict verdict =
                        failure(FailureKind.NETWORK, () -> test.calls().perform(HttpCall.of("POST", "/"), "k"));

                assertThat(verdict.isPerhapsDone()).isTrue();
                assertThat(server.requests()).hasSize(1);
            }
        }
        assertThat(test.pauses).isEmpty();
    }

    @Test
    void an_effect_whose_connection_was_refused_is_tried_again() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        RoadCalls calls = test.on(port).calls();

        Verdict verdict = failure(FailureKind.NETWORK, () -> calls.perform(HttpCall.of("POST", "/"), "k"));

        assertThat(verdict.isPerhapsDone()).isFalse();
        assertThat(calls.requests()).hasSize(3);
        assertThat(test.pauses).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"RATE_LIMITED", "SERVER_ERROR", "NETWORK"},
            mode = EnumSource.Mode.EXCLUDE)
    void what_does_not_pass_within_seconds_is_not_tried_again(FailureKind kind) throws Exception {
        try (var server = RawServer.inTurn(answer(500))) {
            test.on(server.port());
            test.judge = reply -> Verdict.failed(kind, "No.");

            failure(kind, () -> test.calls().send(HttpCall.get("/")));

            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void the_judge_decides_before_anything_is_tried_again() throws Exception {
        try (var server = RawServer.inTurn(answer(200, "X-Ok: no"), answer(200, "X-Ok: yes"))) {
            test.on(server.port());
            test.judge = reply -> reply.header("X-Ok").equals(java.util.Optional.of("yes"))
                    ? Verdict.ok()
                    : Verdict.failed(FailureKind.SERVER_ERROR, "Busy.");

            assertThat(test.calls().send(HttpCall.get("/")).header("X-Ok")).contains("yes");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void a_call_ends_with_its_third_failure() throws Exception {
        try (var server = RawServer.inTurn(answer(500), answer(502), answer(504), answer(200))) {
            RoadCalls calls = test.on(server.port()).calls();

            Verdict verdict = failure(FailureKind.SERVER_ERROR, () -> calls.send(HttpCall.get("/")));

            assertThat(verdict.message()).contains("504");
            assertThat(calls.requests()).hasSize(3);
            assertThat(calls.requests().stream().map(row -> row.whole("status")))
                    .containsExactly(500L, 502L, 504L);
            assertThat(calls.requests())
                    .allSatisfy(row -> assertThat(row.instant("at")).isEqualTo(TestRoad.NOW));
        }
    }

    @Test
    void secrets_signature_and_permit_are_made_afresh_at_each_attempt_and_the_key_stays() throws Exception {
        var signed = new AtomicInteger();
        test.type = Values.of("name", "testing").with("capabilities", Map.of("rate_limit_per_minute", 30));
        try (var server = RawServer.inTurn(answer(500), answer(500), answer(200))) {
            test.on(server.port());
            HttpCall call = HttpCall.of("PUT", "/")
                    .header("X-Token", Secret.of("token").map(token -> "value-" + signed.get()))
                    .query("q", Secret.of("token").map(token -> "query-" + signed.get()))
                    .idempotencyHeader("Idempotency-Key")
                    .signed(attempt -> Map.of("X-Signature", "signature-" + signed.incrementAndGet()));

            test.calls().perform(call, "key-1");

            for (int i = 0; i < 3; i++) {
                assertThat(server.requests().get(i))
                        .contains("X-Token: value-" + i, "q=query-" + i, "X-Signature: signature-" + (i + 1))
                        .contains("Idempotency-Key: key-1");
            }
            assertThat(test.limiter.asked).hasSize(3);
        }
    }

    @Test
    void what_an_attempt_may_have_done_stays_in_doubt_whatever_follows() throws Exception {
        try (var server = RawServer.inTurn(answer(500), answer(503), answer(429))) {
            test.on(server.port());
            assertThat(failure(FailureKind.RATE_LIMITED, () -> test.calls().perform(call(Effect.REPEATABLE), "k"))
                            .isPerhapsDone())
                    .isTrue();
        }
        try (var server = RawServer.inTurn(answer(500), answer(404))) {
            test.on(server.port());
            assertThat(failure(FailureKind.TARGET_GONE, () -> test.calls().perform(call(Effect.REPEATABLE), "k"))
                            .isPerhapsDone())
                    .isTrue();
        }
        try (var server = RawServer.inTurn(answer(503), answer(404))) {
            test.on(server.port());
            assertThat(failure(FailureKind.TARGET_GONE, () -> test.calls().perform(call(Effect.REPEATABLE), "k"))
                            .isPerhapsDone())
                    .isFalse();
        }
    }

    @Test
    void a_run_that_is_stopped_between_two_attempts_says_what_may_have_been_done() throws Exception {
        try (var server = new RawServer((request, out, socket) -> {
            out.write(answer(500).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            test.cancellation.cancel("The user stopped it.");
        })) {
            test.realPauses = true;
            test.on(server.port());

            Verdict verdict = failure(FailureKind.CANCELLED, () -> test.calls().perform(call(Effect.REPEATABLE), "k"));

            assertThat(verdict.message()).isEqualTo("The user stopped it.");
            assertThat(verdict.isPerhapsDone()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_near_wait_that_the_service_asks_for_is_kept() throws Exception {
        try (var server =
                RawServer.inTurn(answer(429, "Retry-After: 0.2"), answer(503, "Retry-After: 0"), answer(200))) {
            test.on(server.port());

            test.calls().perform(HttpCall.of("POST", "/"), "k");

            assertThat(test.pauses).containsExactly(Duration.ofMillis(450), Duration.ofMillis(500));
        }
    }

    @Test
    void a_wait_of_the_longest_time_is_near() throws Exception {
        try (var server = RawServer.inTurn(RawServer.answer(429, "Retry-After: 0.3"), RawServer.answer(200))) {
            test.on(server.port());

            test.calls().send(HttpCall.get("/"));

            assertThat(test.pauses).containsExactly(Duration.ofMillis(550));
        }
    }

    @ParameterizedTest
    @CsvSource({"429, 1, PT1S", "503, 60, PT1M", "429, 1e9, ''", "503, 99999999999, PT24H", "429, Sun, PT0S"})
    void a_far_wait_ends_the_call_and_is_told(int status, String asked, String told) throws Exception {
        String value = asked.equals("Sun") ? "Sun, 01 Mar 2026 13:00:00 GMT" : asked;
        try (var server = RawServer.inTurn(answer(status, "Retry-After: " + value))) {
            test.on(server.port());
            HandlerException failure = catchThrowableOfType(
                    HandlerException.class, () -> test.calls().send(HttpCall.get("/")));

            if (told.isEmpty()) {
                assertThat(failure.verdict().waitFor()).isEmpty();
                assertThat(server.requests()).hasSize(3);
            } else {
                Duration wait = asked.equals("Sun") ? Duration.ofHours(1) : Duration.parse(told);
                assertThat(failure.verdict().waitFor()).contains(wait);
                assertThat(server.requests()).hasSize(1);
                assertThat(test.pauses).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e9", "Sun, 01 Mar 2020 11:00:00 GMT", "soon", "", "0.05", "NaN", "1 s"})
    void a_wait_that_makes_no_sense_or_is_over_is_the_usual_one(String value) throws Exception {
        try (var server = RawServer.inTurn(answer(429, "Retry-After: " + value), answer(200))) {
            test.on(server.port());

            test.calls().send(HttpCall.get("/"));

            assertThat(test.pauses)
                    .hasSize(1)
                    .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(250), Duration.ofMillis(300)));
        }
    }

    @Test
    void nothing_is_waited_for_that_lies_behind_the_deadline() throws Exception {
        try (var server = RawServer.inTurn(answer(500))) {
            test.on(server.port());
            test.chance = 0.999;

            failure(
                    FailureKind.SERVER_ERROR,
                    () -> test.calls().send(HttpCall.get("/").deadline(Duration.ofMillis(400))));

            assertThat(test.pauses).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_permit_that_is_far_when_a_call_is_to_be_tried_again_ends_it_with_its_failure() throws Exception {
        test.type = Values.of("name", "testing").with("capabilities", Map.of("rate_limit_per_minute", 30));
        test.limiter.waits.addAll(List.of(Duration.ZERO, Duration.ofSeconds(30)));
        try (var server = RawServer.inTurn(answer(500))) {
            test.on(server.port());

            HandlerException failure = catchThrowableOfType(
                    HandlerException.class, () -> test.calls().perform(call(Effect.REPEATABLE), "k"));

            assertThat(failure).isNotInstanceOf(PermitMissing.class);
            assertThat(failure.verdict().kind()).isEqualTo(FailureKind.SERVER_ERROR);
            assertThat(failure.verdict().waitFor()).contains(Duration.ofSeconds(30));
            assertThat(failure.verdict().isPerhapsDone()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_permit_that_is_far_at_first_is_not_waited_for() throws Exception {
        test.type = Values.of("name", "testing").with("capabilities", Map.of("rate_limit_per_minute", 30));
        test.limiter.waits.add(Duration.ofSeconds(30));
        try (var server = RawServer.inTurn(answer(200))) {
            test.on(server.port());

            assertThat(catchThrowableOfType(
                                    PermitMissing.class, () -> test.calls().send(HttpCall.get("/")))
                            .waitTime())
                    .isEqualTo(Duration.ofSeconds(30));
            assertThat(test.pauses).isEmpty();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void an_answer_that_the_judge_wants_to_be_asked_for_again_is_not_shared() throws Exception {
        try (var server = RawServer.inTurn(answer(200, "X-Ok: no"), answer(200, "X-Ok: yes"))) {
            test.on(server.port());
            test.judge = reply -> reply.header("X-Ok").equals(java.util.Optional.of("yes"))
                    ? Verdict.ok()
                    : Verdict.failed(FailureKind.SERVER_ERROR, "Busy.");
            HttpCall call = HttpCall.get("/").sharedFor(Duration.ofHours(1));

            assertThat(test.calls().send(call).header("X-Ok")).contains("yes");
            assertThat(test.calls().send(call).header("X-Ok")).contains("yes");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void a_shared_answer_is_judged_by_each_who_asks_for_it() throws Exception {
        try (var server = RawServer.inTurn(answer(200))) {
            test.on(server.port());
            HttpCall call = HttpCall.get("/").sharedFor(Duration.ofHours(1));
            test.calls().send(call);

            failure(
                    FailureKind.FORBIDDEN,
                    () -> test.calls().send(call.judge(reply -> Verdict.failed(FailureKind.FORBIDDEN, "No."))));

            assertThat(server.requests()).hasSize(1);
        }
    }

    /** The connection is still open when it is looked at, and closed when the request comes. */
    @ParameterizedTest
    @EnumSource(Effect.class)
    void a_kept_connection_that_is_closed_by_the_next_request_is_no_end_unless_an_effect_is_in_doubt(Effect effect)
            throws Exception {
        var connections = new AtomicInteger();
        try (var server = new RawServer((request, out, socket) -> {
            boolean first = connections.getAndIncrement() == 0;
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + (first ? "" : "Connection: close\r\n") + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            if (first) {
                socket.getInputStream().read();
            }
        })) {
            test.on(server.port());
            test.calls().send(HttpCall.get("/first"));

            RoadCalls calls = test.calls();
            if (effect == Effect.ONCE) {
                assertThat(failure(FailureKind.NETWORK, () -> calls.perform(call(effect), "k"))
                                .isPerhapsDone())
                        .isTrue();
            } else {
                HttpReply reply = calls.perform(call(effect), "k");
                assertThat(reply.status()).isEqualTo(200);
                assertThat(calls.requests()).hasSize(2);
            }
            assertThat(server.connections()).isEqualTo(effect == Effect.ONCE ? 1 : 2);
        }
    }

    @Test
    void a_redirect_that_ends_badly_is_followed_again_from_its_start() throws Exception {
        try (var server = RawServer.inTurn(
                answer(302, "Location: /there"), answer(500), answer(302, "Location: /there"), answer(200))) {
            test.on(server.port());

            assertThat(test.calls().send(HttpCall.get("/here")).status()).isEqualTo(200);
            assertThat(server.requests().stream().map(request -> request.split(" ")[1]))
                    .containsExactly("/here", "/there", "/here", "/there");
        }
    }
}
