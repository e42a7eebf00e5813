package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symposium.core.internal.http.Failures.failure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.spi.EngineListener;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

class PermitsTest {
    private final TestRoad test = new TestRoad();
    private RawServer server;

    @BeforeEach
    void open() {
        server = RawServer.saying("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
        test.judge = reply -> Verdict.ok();
        test.type = Values.of("name", "testing")
                .with("capabilities", Map.of("rate_limit_per_minute", 30))
                .with(
                        "rate_limits",
                        List.of(
                                Map.of("permits", 5, "per", "PT2S"),
                                Map.of("permits", 100, "per", "PT1H", "scope", "type"),
                                Map.of("permits", 1, "per", "PT1S", "scope", "integration", "key", "channel"),
                                Map.of("permits", 9, "per", "PT1S", "scope", "global", "key", "shared")));
        test.on(server.port());
    }

    @AfterEach
    void close() throws Exception {
        test.close();
        server.close();
    }

    @Test
    void a_request_counts_in_every_window_it_belongs_to() {
        test.calls().send(HttpCall.get("/").limit("channel", "C-private").spacing(Duration.ofSeconds(3)));

        List<Demand> demands = test.limiter.asked.get(0);
        assertThat(demands).extracting(Demand::limit).containsExactly(30L, 5L, 100L, 1L, 1L);
        assertThat(demands)
                .extracting(Demand::window)
                .containsExactly(
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(2),
                        Duration.ofHours(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3));
        assertThat(demands)
                .extracting(Demand::key)
                .satisfiesExactly(
                        key -> assertThat(key).isEqualTo("integration/integration-1"),
                        key -> assertThat(key).isEqualTo("integration/integration-1"),
                        key -> assertThat(key).isEqualTo("type/testing"),
                        key -> assertThat(key).matches("integration/integration-1/channel/[0-9a-f]{24}"),
                        key -> assertThat(key).isEqualTo("origin/http://api.test:" + server.port()));
        assertThat(test.limiter.waiters).containsExactly("execution-1/1");
    }

    @Test
    void a_window_over_types_is_the_same_for_all_of_them() {
        test.calls().send(HttpCall.get("/").limit("shared", "x"));
        test.type = test.type.with("name", "another");
        test.calls().send(HttpCall.get("/").limit("shared", "x"));

        assertThat(test.limiter.asked)
                .extracting(demands -> demands.get(3).key())
                .satisfiesExactly(
                        key -> assertThat(key).startsWith("global/shared/"),
                        key -> assertThat(key)
                                .isEqualTo(test.limiter.asked.get(0).get(3).key()));
    }

    @Test
    void a_window_that_the_type_does_not_have_is_the_handlers_mistake() {
        assertThatThrownBy(() -> test.calls().send(HttpCall.get("/").limit("nowhere", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void a_permit_that_is_near_is_waited_for() {
        test.limiter.waits.addAll(List.of(Duration.ofMillis(30), Duration.ofMillis(30)));

        assertThat(test.calls().send(HttpCall.get("/")).status()).isEqualTo(429);
        assertThat(test.limiter.waiters).containsExactly("execution-1/1", "execution-1/1", "execution-1/1");
    }

    @Test
    void a_permit_that_is_far_ends_the_run_for_now_and_nothing_is_sent() {
        test.limiter.waits.add(Duration.ofSeconds(30));

        PermitMissing missing =
                catchThrowableOfType(PermitMissing.class, () -> test.calls().attempt(HttpCall.get("/")));

        assertThat(missing.verdict().kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(missing.verdict().waitFor()).contains(Duration.ofSeconds(30));
        assertThat(missing.waitTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(missing.verdict().isPerhapsDone()).isFalse();
        assertThat(server.connections()).isZero();
    }

    @Test
    void short_waits_do_not_add_up_beyond_the_longest() {
        for (int i = 0; i < 100; i++) {
            test.limiter.waits.add(Duration.ofMillis(50));
        }

        assertThat(catchThrowableOfType(PermitMissing.class, () -> test.calls().send(HttpCall.get("/"))))
                .isNotNull();
        assertThat(test.limiter.waiters).hasSizeLessThan(10);
    }

    @Test
    void a_wait_ends_when_the_run_is_stopped() throws Exception {
        try (var patient = new TestRoad(
                settings -> settings.withTimes(Duration.ofSeconds(1), Duration.ofHours(2), Duration.ofHours(1)))) {
            patient.type = test.type;
            patient.limiter.waits.add(Duration.ofMinutes(30));
            var sending = CompletableFuture.runAsync(
                    () -> failure(FailureKind.CANCELLED, () -> patient.calls().send(HttpCall.get("/"))));
            Awaitility.await().until(() -> !patient.limiter.asked.isEmpty());

            patient.cancellation.cancel("Stop.");

            sending.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_service_that_says_wait_closes_the_windows_that_concern_the_fewest() {
        test.judge = HttpReply::byStatus;

        failure(FailureKind.RATE_LIMITED, () -> test.calls().send(HttpCall.get("/")));
        assertThat(test.limiter.closed).containsOnly(Map.entry("integration/integration-1", Duration.ofSeconds(7)));
    }

    @Test
    void a_service_that_says_wait_to_a_key_closes_that_key_only() {
        test.judge = HttpReply::byStatus;

        failure(
                FailureKind.RATE_LIMITED,
                () -> test.calls().send(HttpCall.get("/").limit("channel", "C1").spacing(Duration.ofSeconds(1))));
        assertThat(test.limiter.closed)
                .hasSize(1)
                .hasKeySatisfying(
                        new org.assertj.core.api.Condition<>(key -> key.contains("/channel/"), "of the channel"));
    }

    @Test
    void what_the_service_has_left_is_told_to_the_limiter() {
        test.judge = reply -> Verdict.ok().remaining("", 0, TestRoad.NOW.plusSeconds(90));
        test.calls().send(HttpCall.get("/"));
        assertThat(test.limiter.lowered).containsOnly(Map.entry("integration/integration-1", "0 in PT1M30S"));
    }

    @Test
    void a_type_without_limits_asks_for_none() {
        test.type = Values.of("name", "testing");
        test.on(server.port()).calls().send(HttpCall.get("/"));

        assertThat(test.limiter.asked).isEmpty();
    }

    @Test
    void a_run_that_is_put_back_stays_put_back_whatever_the_handler_makes_of_it() {
        test.limiter.waits.add(Duration.ofSeconds(30));
        RoadCalls calls = test.calls();
        PermitMissing missing = catchThrowableOfType(PermitMissing.class, () -> calls.send(HttpCall.get("/")));

        assertThat(catchThrowableOfType(PermitMissing.class, () -> calls.send(HttpCall.get("/other"))))
                .isSameAs(missing);
        assertThat(catchThrowableOfType(PermitMissing.class, test.cancellation::throwIfCancelled))
                .isSameAs(missing);
        assertThat(test.cancellation.isCancelled()).isFalse();
        assertThat(server.connections()).isZero();
    }

    @Test
    void a_run_that_would_begin_anew_waits_in_line_once_it_has_an_answer() {
        test.putBack = Passage.PutBack.BEFORE_FIRST_ANSWER;
        test.cancellation = Cancellation.within(Duration.ofMinutes(5));
        RoadCalls calls = test.calls();
        calls.send(HttpCall.get("/"));
        for (int wait = 0; wait < 20; wait++) {
            test.limiter.waits.add(Duration.ofMillis(30)); // together longer than the longest wait
        }

        assertThat(calls.send(HttpCall.get("/")).status()).isEqualTo(429);
        assertThat(test.limiter.waits).isEmpty();
    }

    @Test
    void a_run_that_would_begin_anew_is_put_back_before_it_has_an_answer() {
        test.putBack = Passage.PutBack.BEFORE_FIRST_ANSWER;
        test.limiter.waits.add(Duration.ofSeconds(30));

        assertThat(catchThrowableOfType(PermitMissing.class, () -> test.calls().send(HttpCall.get("/"))))
                .isNotNull();
    }

    @Test
    void a_wait_beyond_the_runs_end_fails_at_once() {
        test.putBack = Passage.PutBack.BEFORE_FIRST_ANSWER;
        test.cancellation = Cancellation.within(Duration.ofMinutes(5));
        RoadCalls calls = test.calls();
        calls.send(HttpCall.get("/"));
        test.limiter.waits.add(Duration.ofMinutes(6));

        assertThatThrownBy(() -> calls.send(HttpCall.get("/")))
                .isNotInstanceOf(PermitMissing.class)
                .hasMessageContaining("longer than the run may take");
    }

    @Test
    void a_wait_beyond_a_day_fails_the_run() {
        test.limiter.waits.add(Duration.ofDays(2));

        assertThatThrownBy(() -> test.calls().send(HttpCall.get("/")))
                .isNotInstanceOf(PermitMissing.class)
                .hasMessageContaining("longer than a day");
    }

    @Test
    void waiting_in_line_is_not_the_calls_time() {
        try (var slow = new TestRoad(
                settings -> settings.withTimes(Duration.ofSeconds(1), Duration.ofMillis(400), Duration.ofSeconds(2)))) {
            slow.type = test.type;
            slow.judge = test.judge;
            slow.limiter.waits.addAll(List.of(Duration.ofMillis(300), Duration.ofMillis(300)));

            assertThat(slow.calls().send(HttpCall.get("/")).status()).isEqualTo(429);
        }
    }

    @Test
    void approaching_and_reaching_a_limit_is_told_once() {
        test.limiter.isNearlyFull = true;
        for (int request = 0; request < 3; request++) {
            test.calls().send(HttpCall.get("/"));
        }
        test.limiter.waits.addAll(List.of(Duration.ofMillis(5), Duration.ofMillis(5)));
        test.calls().send(HttpCall.get("/"));

        assertThat(test.events)
                .extracting(EngineListener.Event::name)
                .containsExactly("rate_limit.approaching", "rate_limit.reached");
        assertThat(test.events.get(0).owner()).isEqualTo("ada");
        assertThat(test.events.get(0).details().asMap())
                .containsEntry("integration_id", "integration-1")
                .containsEntry("scope", "integration")
                .containsEntry("window", "PT1M")
                .containsEntry("limit", 30L)
                .containsEntry("used", 24L)
                .containsKey("frees_at");
    }

    @Test
    void a_service_may_mean_all_windows_whatever_the_call_names() throws Exception {
        server.close();
        server = RawServer.saying(
                "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0.5\r\nX-RateLimit-Global: true\r\nContent-Length: 0\r\n\r\n");
        test.on(server.port()).judge = HttpReply::byStatus;

        failure(
                FailureKind.RATE_LIMITED,
                () -> test.calls().send(HttpCall.get("/").limit("channel", "C1")));
        assertThat(test.limiter.closed).containsOnly(Map.entry("integration/integration-1", Duration.ofMillis(500)));
    }

    @Test
    void an_overloaded_service_that_names_a_wait_is_left_alone() throws Exception {
        server.close();
        server = RawServer.saying("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n");
        test.on(server.port()).judge = HttpReply::byStatus;

        failure(FailureKind.SERVER_ERROR, () -> test.calls().send(HttpCall.get("/")));
        assertThat(test.limiter.closed).containsOnly(Map.entry("integration/integration-1", Duration.ofSeconds(9)));
    }

    @Test
    void a_service_that_names_no_wait_costs_the_types_penalty() throws Exception {
        server.close();
        server = RawServer.saying("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n");
        test.type = Values.of("name", "testing")
                .with(
                        "rate_limits",
                        List.of(Map.of(
                                "permits", 5, "per", "PT1S", "scope", "type", "key", "base", "penalty", "PT30S")));
        test.on(server.port()).judge = HttpReply::byStatus;

        failure(
                FailureKind.RATE_LIMITED,
                () -> test.calls().send(HttpCall.get("/").limit("base", "appX")));
        assertThat(test.limiter.closed).hasSize(1).allSatisfy((key, wait) -> {
            assertThat(key).startsWith("type/testing/base/");
            assertThat(wait).isEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void a_service_that_refuses_again_and_again_is_asked_less_often_until_it_answers() throws Exception {
        var answer = new AtomicInteger(429);
        try (var busy = new RawServer((request, out, socket) ->
                out.write(RawServer.answer(answer.get()).getBytes(StandardCharsets.US_ASCII)))) {
            test.type = Values.of("name", "testing")
                    .with("rate_limits", List.of(Map.of("permits", 5, "per", "PT1S", "penalty", "PT30S")));
            test.on(busy.port()).judge = HttpReply::byStatus;

            assertThat(penalty()).isEqualTo(Duration.ofSeconds(30));
            assertThat(penalty()).isEqualTo(Duration.ofSeconds(60));
            assertThat(penalty()).isEqualTo(Duration.ofMinutes(2));
            answer.set(200);
            test.calls().send(HttpCall.get("/"));
            answer.set(429);
            assertThat(penalty()).isEqualTo(Duration.ofMinutes(2));
            answer.set(404);
            for (int i = 0; i < 3; i++) {
                test.calls().attempt(HttpCall.get("/"));
            }
            answer.set(429);
            assertThat(penalty()).as("a refusal of another kind is no answer").isEqualTo(Duration.ofMinutes(4));
        }
    }

    private Duration penalty() {
        failure(FailureKind.RATE_LIMITED, () -> test.calls().send(HttpCall.get("/")));
        Duration wait = test.limiter.closed.get("integration/integration-1");
        test.nanoTime.addAndGet(wait.toNanos());
        return wait;
    }

    @Test
    void an_address_that_leads_to_a_site_that_refuses_is_not_asked_either() throws Exception {
        try (var front = new RawServer((request, out, socket) -> out.write((request.startsWith("GET /moved")
                        ? RawServer.answer(302, "Location: http://other.test:" + server.port() + "/")
                        : RawServer.answer(200))
                .getBytes(StandardCharsets.US_ASCII)))) {
            test.type = Values.of("name", "testing");
            test.on(front.port()).judge = HttpReply::byStatus;
            failure(FailureKind.RATE_LIMITED, () -> test.calls().send(HttpCall.get("/moved")));
            int before = front.requests().size();

            assertThat(catchThrowableOfType(
                            PermitMissing.class, () -> test.calls().send(HttpCall.get("/moved"))))
                    .isNotNull();
            assertThat(front.requests()).as("nothing is sent in vain").hasSize(before);
            test.cancellation = Cancellation.unlimited();
            assertThat(test.calls().send(HttpCall.get("/stays")).status()).isEqualTo(200);
            assertThat(catchThrowableOfType(
                            PermitMissing.class,
                            () -> test.calls().send(HttpCall.get(TestRoad.uri("other.test", server.port(), "/")))))
                    .isNotNull();
        }
    }

    @Test
    void a_refusal_is_kept_to_also_where_the_type_has_no_limits() {
        test.type = Values.of("name", "testing");
        test.on(server.port()).judge = HttpReply::byStatus;
        failure(FailureKind.RATE_LIMITED, () -> test.calls().send(HttpCall.get("/")));
        int before = server.connections();

        assertThat(catchThrowableOfType(PermitMissing.class, () -> test.calls().send(HttpCall.get("/"))))
                .isNotNull();
        assertThat(server.connections()).isEqualTo(before);
    }

    @Test
    void more_left_than_we_allow_ourselves_is_not_told_and_what_was_sent_meanwhile_is_taken_off() {
        test.judge = reply -> Verdict.ok().remaining("", 500, TestRoad.NOW.plusSeconds(90));
        test.calls().send(HttpCall.get("/"));
        assertThat(test.limiter.lowered).isEmpty();

        RoadCalls another = test.calls();
        test.judge = reply -> {
            if (test.limiter.asked.size() == 3) { // while this one is under way, another run sends two
                another.send(HttpCall.get("/"));
                another.send(HttpCall.get("/"));
            }
            return Verdict.ok().remaining("", 10, TestRoad.NOW.plusSeconds(90));
        };
        RoadCalls calls = test.calls();
        calls.send(HttpCall.get("/"));
        assertThat(test.limiter.lowered).containsOnly(Map.entry("integration/integration-1", "10 in PT1M30S"));
        calls.send(HttpCall.get("/"));
        assertThat(test.limiter.lowered).containsOnly(Map.entry("integration/integration-1", "8 in PT1M30S"));
    }

    @Test
    void a_run_that_would_begin_anew_waits_in_line_also_for_what_the_service_asks() throws Exception {
        var count = new AtomicInteger();
        try (var busy = new RawServer((request, out, socket) -> out.write((count.incrementAndGet() == 2
                        ? "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"
                        : RawServer.answer(200))
                .getBytes(StandardCharsets.US_ASCII)))) {
            test.type = Values.of("name", "testing");
            test.on(busy.port()).judge = HttpReply::byStatus;
            test.putBack = Passage.PutBack.BEFORE_FIRST_ANSWER;
            test.cancellation = Cancellation.within(Duration.ofMinutes(5));
            RoadCalls calls = test.calls();
            calls.send(HttpCall.get("/"));
            long began = System.nanoTime();

            assertThat(calls.send(HttpCall.get("/")).status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
            assertThat(count).hasValue(3);
        }
    }
}
