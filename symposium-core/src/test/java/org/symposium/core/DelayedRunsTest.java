package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.EngineListener;
import org.symposium.spi.Run;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

class DelayedRunsTest {
    private static final Duration WAIT = Duration.ofMinutes(7);

    private Trial trial = new Trial();

    @AfterEach
    void close() {
        trial.close();
    }

    private void awaitEnd(String id) {
        await().until(() -> trial.row(id).status() == Status.SUCCESS);
        await().until(() ->
                trial.queue().stream().noneMatch(run -> run.executionId().equals(id)));
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "QUOTA"})
    void what_a_limit_leaves_no_room_for_is_put_back_for_exactly_that_moment(FailureKind kind) {
        Source source = trial.source();
        trial.fetchingIsPutOff(kind, WAIT);

        RunResult result = trial.ada.execute(source.id());

        Instant at = Trial.START.plus(WAIT);
        assertThat(result.status()).isEqualTo(Status.DELAYED);
        assertThat(result.nextTryAt()).contains(at);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(kind);
        Execution row = trial.row(result.executionId());
        assertThat(row.status()).isEqualTo(Status.DELAYED);
        assertThat(row.nextTryAt()).contains(at);
        assertThat(row.errorMessage()).contains("Too many.");
        EngineListener.Event event = trial.events.get(0);
        assertThat(event.name()).isEqualTo("run.delayed");
        assertThat(event.details().instant("next_try_at")).isEqualTo(at);
        assertThat(trial.ada.sources().get(source.id()).executionCount()).isZero();
        trial.fetching.set(run -> CardData.of("done"));
        trial.engine.start();
        trial.passTo(at.minusMillis(1));
        await().during(Duration.ofMillis(150)).until(() -> trial.began.size() == 1);

        trial.passTo(at);

        awaitEnd(result.executionId());
        row = trial.row(result.executionId());
        assertThat(row.toValues().whole("attempt")).as("the same attempt").isEqualTo(1);
        assertThat(row.toValues().has("attempts")).isFalse();
        assertThat(row.toValues().whole("delays")).isEqualTo(1);
        assertThat(row.toValues().instant("delayed_since")).isEqualTo(Trial.START);
        assertThat(trial.began).containsExactly(result.executionId(), result.executionId());
        assertThat(trial.ada.sources().get(source.id()).executionCount()).isEqualTo(1);
        assertThat(trial.ada.cards().latest(10)).hasSize(1);
        assertThat(trial.names()).containsExactly("run.delayed", "execution.finished");
    }

    @Test
    void a_scheduled_run_is_put_back_too_and_its_schedule_goes_on() {
        Source source = trial.everyFullHour();
        String id = trial.queue().get(0).executionId();
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, WAIT);
        Instant slot = Trial.START.plus(Duration.ofHours(1));
        trial.passTo(slot);
        trial.engine.start();

        await().until(() -> trial.queue().stream().anyMatch(Run::isDelayed));
        assertThat(trial.queue()).singleElement().satisfies(run -> {
            assertThat(run.executionId()).isEqualTo(id);
            assertThat(run.attempt()).isEqualTo(1);
            assertThat(run.dueAt()).isEqualTo(slot.plus(WAIT));
        });
        Instant next = slot.plus(Duration.ofHours(1));
        assertThat(trial.ada.sources().get(source.id()).nextRunAt()).contains(next);
        trial.ada.sources().update(source.id(), draft -> draft.name("Other name"));
        trial.fetching.set(run -> CardData.of("done"));
        trial.passTo(slot.plus(WAIT));

        awaitEnd(id);
        assertThat(trial.queue()).extracting(Run::dueAt).containsExactly(next);
        assertThat(trial.ada.sources().get(source.id()).executionCount()).isEqualTo(1);
        assertThat(trial.ada.executions().latest(10)).hasSize(1);
    }

    @Test
    void it_outlives_its_process() {
        trial.everyFullHour();
        String id = trial.queue().get(0).executionId();
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, WAIT);
        trial.pass(Duration.ofHours(1));
        trial.engine.start();
        await().until(() -> trial.queue().stream().anyMatch(Run::isDelayed));
        trial.restart();
        trial.fetching.set(run -> CardData.of("done"));
        trial.engine.start();
        trial.pass(WAIT.minusSeconds(1));
        await().during(Duration.ofMillis(150)).until(() -> trial.began.size() == 1);

        trial.pass(Duration.ofSeconds(1));

        awaitEnd(id);
    }

    @Test
    void a_process_that_dies_before_the_queue_knows_of_the_delay_loses_nothing() {
        trial.everyFullHour();
        Run entry = trial.queue().get(0);
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, WAIT);
        trial.pass(Duration.ofHours(1));
        trial.engine.start();
        await().until(() -> trial.queue().stream().anyMatch(Run::isDelayed));
        trial.restart();
        trial.stores.runs().put(entry.interruptedSince(Optional.of(trial.now())));
        trial.fetching.set(run -> CardData.of("done"));

        trial.engine.start();

        await().until(() -> trial.queue().stream().anyMatch(Run::isDelayed));
        assertThat(trial.began).hasSize(1);
        trial.pass(WAIT);
        awaitEnd(entry.executionId());
        assertThat(trial.row(entry.executionId()).toValues().has("attempts")).isFalse();
    }

    @Test
    void a_process_that_dies_while_it_goes_on_is_logged_and_the_run_goes_on() {
        Source source = trial.source();
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, WAIT);
        RunResult result = trial.ada.execute(source.id());
        Run entry = trial.queue().get(0);
        Execution row = trial.row(result.executionId());
        trial.stores
                .table(Execution.KIND)
                .replace(
                        Execution.of(row.toValues().without("next_try_at").with("status", Status.RUNNING)),
                        row.revision());
        trial.pass(WAIT);
        trial.stores.runs().put(entry.interruptedSince(Optional.of(trial.now())));
        trial.fetching.set(run -> CardData.of("done"));

        trial.engine.start();

        awaitEnd(result.executionId());
        Values after = trial.row(result.executionId()).toValues();
        assertThat(after.whole("attempt")).isEqualTo(2);
        assertThat(after.list("attempts"))
                .extracting(attempt -> attempt.text("status"))
                .containsExactly("interrupted");
        assertThat(audit(result.executionId()))
                .extracting(AuditEntry::attempt, AuditEntry::outcome)
                .containsExactlyInAnyOrder(tuple(1, "interrupted"), tuple(2, "success"));
    }

    private List<AuditEntry> audit(String executionId) {
        return trial.ada.audit().latest(AuditFilter.all().execution(executionId), 10);
    }

    @Test
    void a_run_that_is_put_back_has_its_audit_row_and_keeps_it_when_it_goes_on() {
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, WAIT);
        RunResult result = trial.ada.execute(trial.source().id());
        AuditEntry first = audit(result.executionId()).get(0);
        assertThat(first.outcome()).isEqualTo("delayed");
        assertThat(first.errorKind()).contains(FailureKind.RATE_LIMITED);
        assertThat(first.fields()).containsExactly("api_key");
        trial.pass(WAIT);
        trial.fetching.set(run -> CardData.of("done"));

        trial.engine.start();

        awaitEnd(result.executionId());
        assertThat(audit(result.executionId())).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo(first.id());
            assertThat(row.outcome()).isEqualTo("success");
            assertThat(row.errorKind()).isEmpty();
        });
    }

    @Test
    void a_run_of_the_queue_that_is_put_back_again_and_again_has_one_audit_row() {
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, WAIT);
        String id = trial.ada.executeLater(trial.source().id());
        trial.engine.start();

        for (int times = 1; times <= 3; times++) {
            int delays = times;
            await().until(() -> trial.row(id).status() == Status.DELAYED
                    && trial.row(id).toValues().whole("delays", 0) == delays
                    && trial.queue().stream().anyMatch(run -> run.dueAt().isAfter(trial.now())));
            assertThat(audit(id)).singleElement().satisfies(row -> {
                assertThat(row.outcome()).isEqualTo("delayed");
                assertThat(row.revision()).isEqualTo(delays);
            });
            trial.pass(WAIT.plus(WAIT));
        }
    }

    @Test
    void called_again_meanwhile_the_same_run_says_when_it_goes_on() {
        Source source = trial.source();
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, WAIT);
        RunResult first = trial.ada.execute(source.id());
        trial.pass(Duration.ofMinutes(1));
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, WAIT.minusMinutes(1));

        RunResult second = trial.ada.execute(source.id());

        assertThat(second.status()).isEqualTo(Status.DELAYED);
        assertThat(second.executionId()).isEqualTo(first.executionId());
        assertThat(second.nextTryAt()).isEqualTo(first.nextTryAt());
        assertThat(trial.queue()).hasSize(1);
        assertThat(trial.ada.executions().latest(10)).hasSize(1);
    }

    @Test
    void a_delivery_that_is_put_back_goes_on_where_it_stood() {
        Output output = trial.output();
        var sent = new ArrayList<String>();
        trial.delivering.set(delivery -> {
            for (String name : List.of("first", "second")) {
                delivery.step(Step.of(name, Effect.ONCE, Values.empty(), () -> {
                    if (name.equals("second") && trial.began.size() == 1) {
                        throw new HandlerException(Verdict.failed(FailureKind.RATE_LIMITED, "Too many.")
                                .retryAfter(WAIT));
                    }
                    sent.add(name);
                    return Values.empty();
                }));
            }
            return DeliveryResult.delivered("d-1");
        });
        RunResult result = trial.ada.deliver(output.id());
        assertThat(result.status()).isEqualTo(Status.DELAYED);
        trial.engine.start();
        trial.pass(WAIT);

        awaitEnd(result.executionId());
        assertThat(sent).containsExactly("first", "second");
        assertThat(trial.row(result.executionId()).cardsSent()).isEqualTo(1);
        assertThat(trial.ada.outputs().get(output.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void a_wait_beyond_the_longest_ends_the_run_and_tells_the_moment() {
        Source source = trial.source();
        trial.fetchingIsPutOff(FailureKind.QUOTA, Duration.ofHours(9));

        RunResult result = trial.ada.execute(source.id());

        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(result.nextTryAt()).isEmpty();
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.QUOTA);
        assertThat(result.failure().orElseThrow().message())
                .contains("Too many.")
                .contains("2026-01-31T18:00:00Z");
        assertThat(trial.queue()).isEmpty();
        assertThat(trial.ada.sources().get(source.id()).progress().consecutiveFailures())
                .as("a limit is nobody's failure")
                .isZero();
    }

    @Test
    void so_does_one_of_a_service_that_failed() {
        trial.fetchingIsPutOff(FailureKind.SERVER_ERROR, Duration.ofHours(9));

        RunResult result = trial.ada.execute(trial.source().id());

        assertThat(result.nextTryAt()).isEmpty();
        assertThat(result.failure().orElseThrow().message()).contains("2026-01-31T18:00:00Z");
    }

    @Test
    void a_used_up_allowance_of_unknown_length_is_not_waited_for() {
        trial.fetchingFails(FailureKind.QUOTA);

        assertThat(trial.ada.execute(trial.source().id()).nextTryAt()).isEmpty();
    }

    @Test
    void a_service_that_refuses_again_and_again_is_asked_less_and_less_often_and_then_left() {
        Source source = trial.source();
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, Duration.ofSeconds(5));
        RunResult result = trial.ada.execute(source.id());
        var waits = new ArrayList<Duration>();
        while (result.status() == Status.DELAYED) {
            waits.add(Duration.between(trial.now(), result.nextTryAt().orElseThrow()));
            trial.passTo(result.nextTryAt().orElseThrow());
            result = trial.ada.execute(source.id());
        }

        assertThat(waits.get(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(waits.get(1)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
        assertThat(waits.get(4)).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
        assertThat(waits).hasSizeBetween(8, 12);
        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(Duration.between(Trial.START, trial.now())).isLessThanOrEqualTo(Duration.ofHours(2));
    }

    @Test
    void what_is_deleted_does_not_go_on() {
        Source source = trial.source();
        trial.fetchingIsPutOff(FailureKind.RATE_LIMITED, WAIT);
        RunResult result = trial.ada.execute(source.id());

        trial.ada.sources().delete(source.id());

        assertThat(trial.queue()).isEmpty();
        assertThat(trial.row(result.executionId()).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void our_own_limit_puts_a_run_back_for_the_moment_of_its_permit() throws IOException {
        HttpServer server = serving(exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        URI here = uri(server);
        limited(1, builder -> builder);
        trial.fetching.set(run -> {
            run.http().send(HttpCall.get(here));
            return CardData.of("done");
        });
        Source source = trial.source();
        Source other = trial.ada.sources().create(source.integrationId(), "Other", Settings.of("query", "x"));
        try {
            assertThat(trial.ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
            trial.pass(Duration.ofSeconds(10));

            RunResult result = trial.ada.execute(other.id());

            assertThat(result.status()).isEqualTo(Status.DELAYED);
            assertThat(result.nextTryAt().orElseThrow())
                    .isBetween(Trial.START.plusSeconds(60), Trial.START.plusSeconds(61));
            trial.engine.start();
            trial.passTo(result.nextTryAt().orElseThrow());
            awaitEnd(result.executionId());
        } finally {
            server.stop(0);
        }
    }

    /** It swallows what the road throws, and gives a card or throws what has nothing to do with it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_handler_that_swallows_the_putting_back_is_not_believed(boolean isSilent) {
        limited(1, builder -> builder);
        trial.fetching.set(run -> {
            for (int request = 0; request < 2; request++) {
                try {
                    run.http().send(HttpCall.get(URI.create("http://127.0.0.1:9/"))); // nobody answers there
                } catch (RuntimeException swallowed) {
                    // as a handler should not
                }
            }
            if (isSilent) {
                return CardData.of("never kept");
            }
            throw new IllegalStateException("nothing to do with it");
        });

        RunResult result = trial.ada.execute(trial.source().id());

        assertThat(result.status()).isEqualTo(Status.DELAYED);
        assertThat(result.card()).isEmpty();
        assertThat(result.nextTryAt()).isPresent();
    }

    @Test
    void a_source_that_has_answers_already_is_not_put_back_to_ask_for_them_again() throws IOException {
        var asked = new AtomicInteger();
        HttpServer server = serving(exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        URI here = uri(server);
        limited(1, builder -> builder.runDeadline(Duration.ofSeconds(20)));
        trial.fetching.set(run -> {
            run.http().send(HttpCall.get(here));
            run.http().send(HttpCall.get(here)); // there is a permit in a minute, but the run has twenty seconds
            return CardData.of("never made");
        });
        try {
            RunResult result = trial.ada.execute(trial.source().id());

            assertThat(result.status()).isEqualTo(Status.FAILURE);
            assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.RATE_LIMITED);
            assertThat(result.failure().orElseThrow().suggestion()).contains("less at a time");
            assertThat(result.nextTryAt()).isEmpty();
            assertThat(trial.queue()).isEmpty();
            assertThat(asked).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_service_that_refuses_for_an_hour_is_asked_once_and_then_at_the_hour() throws IOException {
        var asked = new AtomicInteger();
        HttpServer server = serving(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            exchange.sendResponseHeaders(asked.incrementAndGet() == 1 ? 429 : 204, -1);
            exchange.close();
        });
        URI here = uri(server);
        limited(60, builder -> builder);
        trial.fetching.set(run -> {
            run.http().send(HttpCall.get(here));
            return CardData.of("done");
        });
        Source source = trial.source();
        try {
            RunResult result = trial.ada.execute(source.id());

            assertThat(result.status()).isEqualTo(Status.DELAYED);
            assertThat(result.nextTryAt()).contains(Trial.START.plusSeconds(3600));
            assertThat(trial.row(result.executionId()).toValues().list("requests"))
                    .singleElement()
                    .satisfies(request -> assertThat(request.whole("status")).isEqualTo(429));
            assertThat(asked).hasValue(1);
            trial.engine.start();
            trial.passTo(Trial.START.plusSeconds(3600));
            awaitEnd(result.executionId());
            assertThat(asked).hasValue(2);
            assertThat(trial.row(result.executionId()).toValues().whole("delays"))
                    .isEqualTo(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_a_delivery_sent_before_it_was_put_back_stays_in_its_row() throws IOException {
        var running = new AtomicReference<List<Values>>(List.of());
        HttpServer server = serving(exchange -> {
            byte[] body = "nobody here".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        URI here = uri(server);
        limited(60, builder -> builder);
        trial.delivering.set(delivery -> {
            delivery.step(Step.of("first", HttpCall.of("POST", here.resolve("/first"))));
            if (trial.began.size() == 1) {
                delivery.http().attempt(HttpCall.get(here.resolve("/look")));
                throw new HandlerException(
                        Verdict.failed(FailureKind.RATE_LIMITED, "Too many.").retryAfter(WAIT));
            }
            running.set(trial.row(delivery.executionId()).requests());
            delivery.step(Step.of("second", HttpCall.of("POST", here.resolve("/second"))));
            return DeliveryResult.delivered("d-1");
        });
        Output output = trial.output();
        try {
            RunResult result = trial.ada.deliver(output.id());
            assertThat(result.status()).isEqualTo(Status.DELAYED);
            trial.engine.start();
            trial.passTo(result.nextTryAt().orElseThrow());
            awaitEnd(result.executionId());

            Execution row = trial.row(result.executionId());
            assertThat(row.requests())
                    .extracting(
                            request -> URI.create(request.text("url")).getPath(), request -> request.whole("status"))
                    .containsExactly(tuple("/first", 200L), tuple("/look", 404L), tuple("/second", 200L));
            assertThat(row.requests().get(1).text("response_excerpt")).contains("nobody here");
            assertThat(row.requestCount()).isEqualTo(3);
            assertThat(running.get()).as("also while it goes on").hasSize(2);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_step_that_happens_each_time_and_met_503_is_taken_again() throws IOException {
        var asked = new AtomicInteger();
        HttpServer server = serving(exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() <= 3 ? 503 : 204, -1);
            exchange.close();
        });
        URI here = uri(server);
        limited(60, builder -> builder);
        trial.delivering.set(delivery -> {
            delivery.step(Step.of("post", HttpCall.of("POST", here).effect(Effect.ONCE)));
            return DeliveryResult.delivered("d-1");
        });
        Output output = trial.output();
        try {
            RunResult result = trial.ada.deliver(output.id());

            assertThat(asked).hasValue(3);
            trial.engine.start();
            trial.passTo(result.nextTryAt().orElseThrow());
            awaitEnd(result.executionId());
            assertThat(asked).hasValue(4);
        } finally {
            server.stop(0);
        }
    }

    /** Another trial, whose type allows so many requests a minute and may ask this machine. */
    private void limited(int perMinute, UnaryOperator<EngineBuilder> choices) {
        trial.close();
        trial = new Trial(
                builder -> choices.apply(builder.allowAddresses("127.0.0.0/8")),
                Values.of("capabilities", Values.of("rate_limit_per_minute", perMinute)));
    }

    private static HttpServer serving(HttpHandler answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", answer);
        server.start();
        return server;
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
