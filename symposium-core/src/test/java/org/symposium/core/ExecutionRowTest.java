package org.symposium.core;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.symposium.spi.Delivery;
import org.symposium.spi.EngineListener;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** What a run leaves in its row of the log, and nowhere else. */
class ExecutionRowTest {
    private static final String KEY = "c4nary-key-7f3b9e21d05a";
    private static final String PERSONAL = "ada.lovelace@example.org";
    private static final WireMockServer SERVICE =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    private final AtomicReference<Function<SourceRun, CardData>> source = new AtomicReference<>();
    private final AtomicReference<Function<Delivery, DeliveryResult>> output = new AtomicReference<>();
    private final List<EngineListener.Event> events = new ArrayList<>();
    private final Engine engine = Engine.builder()
            .allowAddresses("127.0.0.0/8")
            .baseUrl("echo", URI.create(SERVICE.baseUrl()))
            .baseUrl("sink", URI.create(SERVICE.baseUrl()))
            .handler(new Fakes.Source(run -> source.get().apply(run)))
            .handler(new Fakes.Output(delivery -> output.get().apply(delivery)))
            .listener(new EngineListener() {
                @Override
                public void on(Event event) {
                    events.add(event);
                }
            })
            .build();
    private final OwnerView ada = engine.forOwner("ada");

    @BeforeAll
    static void start() {
        SERVICE.start();
    }

    @AfterAll
    static void stop() {
        SERVICE.stop();
    }

    @AfterEach
    void close() {
        engine.close();
        SERVICE.resetAll();
    }

    private static void answers(int status, String body) {
        SERVICE.resetAll();
        SERVICE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    private Execution fetched(Function<SourceRun, CardData> work) {
        source.set(work);
        var integration = ada.integrations().create("echo", "Mine", Credentials.of("api_key", KEY));
        var made = ada.sources().create(integration.id(), "News", Settings.of("query", "java"));
        RunResult result = ada.execute(made.id());
        return ada.executions().get(result.executionId());
    }

    private Execution delivered(Function<Delivery, DeliveryResult> work) {
        output.set(work);
        var sink = ada.integrations().create("sink", "Sink", Credentials.of("api_key", KEY));
        var made = ada.outputs().create(sink.id(), "Digest", Settings.of("to", "team"), "");
        ada.cards().create("A card", "Text", Values.empty(), List.of());
        return ada.executions().get(ada.deliver(made.id()).executionId());
    }

    private static CardData read(SourceRun run) {
        return CardData.of(run.http()
                .send(HttpCall.get("/x").bearer("api_key"))
                .json()
                .at("/title")
                .stringValue());
    }

    @Test
    void an_answer_that_was_refused_stands_in_the_row_without_secrets() {
        String basic = Base64.getEncoder().encodeToString(("user:" + KEY).getBytes(StandardCharsets.UTF_8));
        answers(400, PERSONAL + " sent " + KEY + " and " + basic + " " + "x".repeat(1_900 - 60) + KEY + KEY + KEY);

        Execution row = fetched(ExecutionRowTest::read);

        assertThat(row.errorKind()).contains(FailureKind.INVALID_REQUEST);
        String excerpt = row.responseExcerpt().orElseThrow();
        assertThat(excerpt).startsWith(PERSONAL + " sent •••• and ");
        assertThat(excerpt.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(2_048);
        assertThat(row.toValues().toJson()).doesNotContain("c4nary", "7f3b9e");
        assertThat(row.requests()).hasSize(1);
        assertThat(row.requestCount()).isEqualTo(1);
        assertThat(row.requests().get(0).whole("status")).isEqualTo(400);
        assertThat(row.errorDetails().text("trace")).contains("HandlerException");
    }

    @Test
    void an_excerpt_is_in_no_log_line_no_event_and_no_result() {
        answers(400, PERSONAL + " " + KEY);
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        Execution row;
        try {
            row = fetched(ExecutionRowTest::read);
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }

        assertThat(row.responseExcerpt()).contains(PERSONAL + " ••••");
        assertThat(List.copyOf(lines.list))
                .filteredOn(line -> line.getLoggerName().startsWith("org.symposium")
                        || line.getLoggerName().startsWith("org.apache"))
                .isNotEmpty()
                .noneSatisfy(line -> assertThat(line.getFormattedMessage()).contains(PERSONAL));
        assertThat(events)
                .isNotEmpty()
                .noneSatisfy(event -> assertThat(event.details().toJson()).contains(PERSONAL));
        assertThat(row.toValues().without("requests").toJson()).doesNotContain(PERSONAL);
    }

    /** Not the service refused and no judge did, but the handler could not read it. */
    @Test
    void an_answer_that_the_handler_could_not_read_stands_in_the_row() {
        answers(200, "{\"headline\": \"renamed\", \"for\": \"" + KEY + "\"}");
        Execution missing = fetched(ExecutionRowTest::read);
        assertThat(missing.errorKind()).contains(FailureKind.INVALID_RESPONSE);
        assertThat(missing.responseExcerpt()).contains("{\"headline\": \"renamed\", \"for\": \"••••\"}");

        answers(200, "<html>");
        assertThat(fetched(ExecutionRowTest::read).responseExcerpt()).contains("<html>");

        answers(200, "{\"title\": \"7\"}");
        Execution broken = fetched(run -> {
            read(run);
            throw new IllegalStateException("a fault");
        });
        assertThat(broken.errorKind()).contains(FailureKind.INTERNAL);
        assertThat(broken.responseExcerpt()).contains("{\"title\": \"7\"}");

        answers(200, "{\"title\": \"8\"}");
        Execution settings = fetched(run -> {
            read(run);
            throw new HandlerException(FailureKind.MISCONFIGURED, "The setting is wrong.");
        });
        assertThat(settings.responseExcerpt()).as("the answer was no fault").isEmpty();
    }

    @Test
    void an_answer_that_could_not_be_taken_is_shown_as_far_as_it_came() {
        SERVICE.stubFor(any(anyUrl())
                .willReturn(aResponse().withHeader("Content-Encoding", "zebra").withBody("striped")));

        Execution row = fetched(ExecutionRowTest::read);

        assertThat(row.errorKind()).contains(FailureKind.INVALID_RESPONSE);
        assertThat(row.responseExcerpt()).contains("striped");
        assertThat(row.requests().get(0).whole("status")).isEqualTo(200);
    }

    @Test
    void a_run_that_went_well_keeps_nothing_of_what_was_answered() {
        Execution row = fetched(run -> {
            answers(404, PERSONAL);
            assertThat(run.http().attempt(HttpCall.get("/missing")).failure()).isPresent();
            answers(200, "{\"title\": \"" + PERSONAL + "\"}");
            run.http().send(HttpCall.get("/found"));
            return CardData.of("A card");
        });

        assertThat(row.status()).isEqualTo(Status.SUCCESS);
        assertThat(row.requests())
                .extracting(request -> request.whole("status"))
                .containsExactly(404L, 200L);
        assertThat(row.responseExcerpt()).isEmpty();
        assertThat(row.toValues().toJson()).doesNotContain(PERSONAL);
    }

    @Test
    void of_many_requests_the_first_and_the_last_are_kept_with_the_last_four_excerpts() {
        Execution row = fetched(run -> {
            for (int number = 1; number <= 60; number++) {
                answers(404, "number " + number);
                run.http().attempt(HttpCall.get("/" + number));
            }
            return read(run);
        });

        List<Values> requests = row.requests();
        assertThat(row.requestCount()).isEqualTo(61);
        assertThat(requests).hasSize(50);
        assertThat(requests.get(9).text("url")).endsWith("/10");
        assertThat(requests.get(10).text("url")).endsWith("/22");
        assertThat(requests.stream()
                        .flatMap(request -> request.optionalText("response_excerpt").stream())
                        .toList())
                .containsExactly("number 58", "number 59", "number 60", "number 60");
    }

    @Test
    void a_row_stays_within_64_KiB_whatever_a_handler_says() {
        answers(200, "{}");
        String longText = "\"ü\u0001".repeat(20_000);
        Execution row = delivered(delivery -> {
            DeliveryResult result = DeliveryResult.delivered("d-1");
            for (int number = 0; number < 1_000; number++) {
                delivery.http().send(HttpCall.get("/" + "x".repeat(3_000)));
                result = result.notice(longText).link(longText, URI.create("https://example.org/" + number));
            }
            return result;
        });

        assertThat(row.status()).isEqualTo(Status.SUCCESS);
        assertThat(row.toValues().toJson().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64 * 1024);
        assertThat(row.toValues().texts("cut")).contains("delivery_confirmation");
        assertThat(row.deliveryConfirmation().text("delivery_id")).isEqualTo("d-1");
        assertThat(row.notices())
                .isNotEmpty()
                .allSatisfy(notice -> assertThat(notice).hasSizeLessThanOrEqualTo(500));
        assertThat(row.requestCount()).isEqualTo(1_000);
    }

    @Test
    void a_failure_is_told_in_as_many_words_as_anybody_reads() {
        Execution row = fetched(run -> {
            throw new HandlerException(FailureKind.TARGET_GONE, "Gone. ".repeat(10_000));
        });

        assertThat(row.errorMessage().orElseThrow())
                .hasSizeLessThanOrEqualTo(2_000)
                .endsWith("…");
        assertThat(events.get(0).details().text("error_message")).hasSizeLessThanOrEqualTo(2_000);
        assertThat(row.errorDetails().text("trace").length()).isLessThanOrEqualTo(24 * 1024);
    }
}
