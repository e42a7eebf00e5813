package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symposium.core.internal.http.Failures.failure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.spi.EngineListener.Event;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

class CircuitsTest {
    private static final int MANY = 5;

    private final TestRoad test = new TestRoad();
    private final AtomicInteger status = new AtomicInteger(500);
    private RawServer server;

    @BeforeEach
    void open() {
        server = new RawServer((request, out, socket) ->
                out.write(RawServer.answer(status.get()).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        test.on(server.port());
    }

    @AfterEach
    void close() throws Exception {
        test.close();
        server.close();
    }

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(test.calls().attempt(HttpCall.get("/")).failure())
                    .hasValueSatisfying(e -> assertThat(e).isNotInstanceOf(CircuitOpen.class));
        }
    }

    private CircuitOpen refused() {
        int before = server.connections();
        CircuitOpen refusal =
                catchThrowableOfType(CircuitOpen.class, () -> test.calls().send(HttpCall.get("/")));
        assertThat(refusal).isNotNull();
        assertThat(server.connections()).isEqualTo(before);
        return refusal;
    }

    private void pass(Duration time) {
        test.nanoTime.addAndGet(time.toNanos());
    }

    @Test
    void a_service_that_failed_five_calls_in_a_row_is_left_alone_for_a_while() {
        fails(MANY);

        CircuitOpen refusal = refused();

        Verdict verdict = refusal.verdict();
        assertThat(verdict.kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(verdict.kind().retryable()).isTrue();
        assertThat(verdict.isPerhapsDone()).isFalse();
        assertThat(verdict.waitFor()).contains(Duration.ofSeconds(30));
        assertThat(refusal.until()).isEqualTo(TestRoad.NOW.plusSeconds(30));
        assertThat(verdict.message())
                .isEqualTo("api.test:" + server.port()
                        + " failed 5 times in a row, and is not asked again before 2026-03-01T12:00:30Z.");
        pass(Duration.ofSeconds(20));
        assertThat(refused().verdict().waitFor()).contains(Duration.ofSeconds(10));
    }

    @Test
    void who_waits_for_an_answer_now_asks_a_service_that_is_left_alone() {
        fails(MANY);
        refused();
        test.insists = true;

        assertThat(test.calls().attempt(HttpCall.get("/")).failure())
                .as("it still fails, and says so itself")
                .hasValueSatisfying(e -> assertThat(e).isNotInstanceOf(CircuitOpen.class));
        test.insists = false;
        assertThat(refused().verdict().waitFor()).as("that was a probe").contains(Duration.ofMinutes(1));
        test.insists = true;
        status.set(200);
        test.calls().send(HttpCall.get("/"));
        test.insists = false;

        test.calls().send(HttpCall.get("/"));
        assertThat(test.events).extracting(Event::name).containsExactly("circuit.opened", "circuit.closed");
    }

    @Test
    void attempts_at_one_call_count_once() {
        fails(MANY - 1);
        assertThat(server.requests()).hasSize(3 * (MANY - 1));
        status.set(200);
        test.calls().send(HttpCall.get("/"));
    }

    @Test
    void a_service_without_an_answer_counts_as_failing() throws Exception {
        server.close();
        fails(MANY);

        assertThat(refused().verdict().kind()).isEqualTo(FailureKind.NETWORK);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 409, 429})
    void an_answer_of_any_other_kind_begins_the_count_anew(int other) {
        fails(MANY - 1);
        status.set(other);
        test.calls().attempt(HttpCall.get("/"));
        status.set(500);
        fails(MANY - 1);
        status.set(other);
        for (int i = 0; i < 2 * MANY; i++) {
            test.calls().attempt(HttpCall.get("/"));
        }

        assertThat(test.events).isEmpty();
    }

    @Test
    void what_says_nothing_of_the_service_neither_counts_nor_begins_anew() {
        fails(MANY - 1);
        failure(
                FailureKind.MISCONFIGURED,
                () -> test.calls().send(HttpCall.get("/").header("X", Secret.of("absent"))));
        failure(
                FailureKind.INTERNAL,
                () -> test.calls()
                        .send(HttpCall.get("/")
                                .judge(reply -> {
                                    throw new IllegalStateException("judge");
                                })
                                .accept(500)));
        assertThat(test.events).isEmpty();
        status.set(500);
        fails(1);

        refused();
    }

    @Test
    void a_call_that_is_cancelled_does_not_count() {
        fails(MANY - 1);
        var reached = new CountDownLatch(1);
        test.judge = reply -> {
            reached.countDown();
            test.cancellation.cancel("Stop.");
            return reply.byStatus();
        };
        failure(FailureKind.CANCELLED, () -> test.calls().send(HttpCall.get("/")));
        assertThat(reached.getCount()).isZero();

        assertThat(test.events).isEmpty();
    }

    /** A run that is put back gets nothing more. */
    private void anotherRun() {
        test.cancellation = Cancellation.unlimited();
    }

    @Test
    void a_permit_that_is_missing_does_not_count() {
        fails(MANY - 1);
        test.type = test.type.with("capabilities", java.util.Map.of("rate_limit_per_minute", 30));
        test.limiter.waits.add(Duration.ofHours(1));
        assertThat(catchThrowableOfType(PermitMissing.class, () -> test.calls().send(HttpCall.get("/"))))
                .isNotNull();
        assertThat(test.events).extracting(Event::name).containsExactly("rate_limit.reached");
        anotherRun();
        fails(1);

        refused();
    }

    @Test
    void a_look_that_gets_no_permit_lets_the_next_one_look() {
        fails(MANY);
        pass(Duration.ofSeconds(30));
        test.type = test.type.with("capabilities", java.util.Map.of("rate_limit_per_minute", 30));
        test.limiter.waits.add(Duration.ofHours(1));
        assertThat(catchThrowableOfType(PermitMissing.class, () -> test.calls().send(HttpCall.get("/"))))
                .isNotNull();
        anotherRun();
        status.set(200);

        assertThat(test.calls().send(HttpCall.get("/")).status()).isEqualTo(200);
    }

    @Test
    void after_the_while_one_call_looks_and_closes_it_again() {
        fails(MANY);
        pass(Duration.ofSeconds(30));
        status.set(200);

        assertThat(test.calls().send(HttpCall.get("/")).status()).isEqualTo(200);
        status.set(500);
        fails(MANY - 1);
    }

    @Test
    void while_it_fails_the_while_doubles_up_to_five_minutes() {
        fails(MANY);
        for (int seconds : new int[] {30, 60, 120, 240, 300, 300}) {
            assertThat(refused().verdict().waitFor()).contains(Duration.ofSeconds(seconds));
            pass(Duration.ofSeconds(seconds));
            fails(1);
        }
        pass(Duration.ofMinutes(5));
        status.set(200);
        test.calls().send(HttpCall.get("/"));
        status.set(500);
        fails(MANY);
        assertThat(refused().verdict().waitFor()).contains(Duration.ofSeconds(30));
    }

    @Test
    void only_one_call_looks_at_a_time() throws Exception {
        fails(MANY);
        pass(Duration.ofSeconds(30));
        var looking = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        status.set(200);
        var probe = CompletableFuture.supplyAsync(() -> test.calls()
                .send(HttpCall.get("/").judge(reply -> {
                    looking.countDown();
                    await(goOn);
                    return reply.byStatus();
                })));
        assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(refused().verdict().waitFor()).contains(Duration.ofSeconds(5));
        goOn.countDown();
        assertThat(probe.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(test.calls().send(HttpCall.get("/")).status()).isEqualTo(200);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_look_that_ends_without_an_answer_lets_the_next_one_look() {
        fails(MANY);
        pass(Duration.ofSeconds(30));
        status.set(200);
        HttpCall unjudged = HttpCall.get("/").judge(reply -> {
            throw new IllegalStateException("judge");
        });
        for (int i = 0; i < 3; i++) {
            failure(FailureKind.INTERNAL, () -> test.calls().send(unjudged));
        }
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> test.calls().send(HttpCall.get("/").limit("none", "such"))))
                .isNotNull();

        assertThat(test.calls().send(HttpCall.get("/")).status()).isEqualTo(200);
    }

    @Test
    void a_call_that_began_before_does_not_decide() throws Exception {
        var under = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        status.set(200);
        var slow = CompletableFuture.supplyAsync(() -> test.calls()
                .send(HttpCall.get("/").judge(reply -> {
                    under.countDown();
                    await(goOn);
                    return reply.byStatus();
                })));
        assertThat(under.await(10, TimeUnit.SECONDS)).isTrue();
        status.set(500);
        fails(MANY);
        goOn.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);

        refused();
        assertThat(test.events).extracting(Event::name).containsExactly("circuit.opened");
    }

    @Test
    void a_failure_that_began_before_does_not_make_the_while_longer() throws Exception {
        var under = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = CompletableFuture.supplyAsync(() -> test.calls()
                .attempt(HttpCall.get("/").judge(reply -> {
                    under.countDown();
                    await(goOn);
                    return reply.byStatus();
                })));
        assertThat(under.await(10, TimeUnit.SECONDS)).isTrue();
        fails(MANY);
        goOn.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS).failure()).isPresent();

        assertThat(refused().verdict().waitFor()).contains(Duration.ofSeconds(30));
        assertThat(refused().verdict().message()).contains("failed 5 times");
    }

    @Test
    void each_origin_and_each_integration_stands_for_itself() throws Exception {
        fails(MANY);
        status.set(200);

        assertThat(test.calls()
                        .send(HttpCall.get(TestRoad.uri("other.test", server.port(), "/")))
                        .status())
                .isEqualTo(200);
        test.integrationId = "integration-2";
        assertThat(test.calls().send(HttpCall.get("/")).status()).isEqualTo(200);
        test.integrationId = "integration-1";
        refused();
    }

    @Test
    void each_change_is_told_once() {
        fails(MANY);
        refused();
        pass(Duration.ofSeconds(30));
        fails(1);
        pass(Duration.ofSeconds(60));
        status.set(200);
        test.calls().send(HttpCall.get("/"));
        test.calls().send(HttpCall.get("/"));

        assertThat(test.events).extracting(Event::name).containsExactly("circuit.opened", "circuit.closed");
        assertThat(test.events).extracting(Event::owner).containsOnly("ada");
        Values opened = test.events.get(0).details();
        assertThat(opened.text("integration_id")).isEqualTo("integration-1");
        assertThat(opened.text("host")).isEqualTo("api.test:" + server.port());
        assertThat(opened.whole("failures")).isEqualTo(MANY);
        assertThat(opened.text("error_kind")).isEqualTo("server_error");
        assertThat(opened.instant("until")).isEqualTo(TestRoad.NOW.plusSeconds(30));
        assertThat(test.events.get(1).details().text("integration_id")).isEqualTo("integration-1");
    }

    @Test
    void an_address_that_is_a_secret_is_not_told() {
        test.credentials = test.credentials.with("hook", "http://api.test:" + server.port() + "/hook-c4nary");
        HttpCall call = HttpCall.of("PUT", Secret.of("hook"), "the hook");
        for (int i = 0; i < MANY; i++) {
            failure(FailureKind.SERVER_ERROR, () -> test.calls().perform(call, "k"));
        }

        HandlerException refusal =
                catchThrowableOfType(CircuitOpen.class, () -> test.calls().perform(call, "k"));

        assertThat(refusal.verdict().message()).startsWith("the hook failed");
        assertThat(test.events).hasSize(1);
        assertThat(test.events.get(0).details().toJson()).contains("the hook").doesNotContain("c4nary", "api.test");
    }

    @Test
    void a_kept_answer_needs_no_service_and_says_nothing_of_it() {
        status.set(200);
        HttpCall shared = HttpCall.get("/shared").sharedFor(Duration.ofHours(1));
        test.calls().send(shared);
        status.set(500);
        fails(MANY);
        pass(Duration.ofSeconds(30));

        HttpReply kept = test.calls().send(shared);

        assertThat(kept.status()).isEqualTo(200);
        fails(1);
        refused();
    }

    @Test
    void a_look_for_which_there_is_no_permit_in_time_closes_nothing() {
        test.putBack = Passage.PutBack.BEFORE_FIRST_ANSWER;
        test.cancellation = org.symposium.core.internal.runs.Cancellation.within(Duration.ofMinutes(5));
        test.type = test.type.with("capabilities", java.util.Map.of("rate_limit_per_minute", 30));
        status.set(200);
        var answered = test.calls();
        answered.send(HttpCall.get("/"));
        status.set(500);
        fails(MANY);
        pass(Duration.ofSeconds(30));
        test.limiter.waits.add(Duration.ofHours(1));
        assertThat(answered.attempt(HttpCall.get("/")).failure()).isPresent();
        assertThat(test.events).extracting(Event::name).doesNotContain("circuit.closed");
        status.set(200);
        assertThat(test.calls().send(HttpCall.get("/")).status()).isEqualTo(200);
        assertThat(test.events).extracting(Event::name).contains("circuit.closed");
    }
}
