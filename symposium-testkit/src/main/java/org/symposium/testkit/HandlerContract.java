package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.symposium.core.Engine;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Field;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService.Reply;

/**
 * What every handler must hold to. Extend it beside a handler: it runs the handler in a real engine against a {@link FakeService}.
 *
 * <pre>{@code
 * class BuoySourceContractTest extends HandlerContract {
 *     @Override protected Handler handler() { return new BuoySource(); }
 *     @Override protected Settings settings(FakeService service) { return Settings.of("station", "41001"); }
 *     @Override protected Credentials credentials() { return Credentials.of("api_key", CANARY); }
 *     @Override protected Reply goodAnswer(FakeService.Request request) { return Reply.json("{\"wave\": {\"height\": 1.5}}"); }
 * }
 * }</pre>
 */
public abstract class HandlerContract {
    /** Use it in credentials: it must turn up nowhere but in requests. */
    protected static final String CANARY = "c4n4ry-5ecret-Zm9v";

    private FakeService service;
    private Engine engine;
    private OwnerView owner;

    /** A new handler, or the same one. */
    protected abstract Handler handler();

    /** Settings with which a run succeeds against the service. */
    protected abstract Settings settings(FakeService service);

    /** Credentials with which a run succeeds; hold {@link #CANARY} where a value may be anything. Default: none. */
    protected Credentials credentials() {
        return Credentials.none();
    }

    /** What the service answers when all is well. */
    protected abstract Reply goodAnswer(FakeService.Request request);

    /** What must come of an answer: kinds by status. Override for services whose statuses mean something else. */
    protected Map<Integer, FailureKind> kindsByStatus() {
        var kinds = new LinkedHashMap<Integer, FailureKind>();
        kinds.put(400, FailureKind.INVALID_REQUEST);
        kinds.put(401, FailureKind.AUTHENTICATION);
        kinds.put(403, FailureKind.FORBIDDEN);
        kinds.put(404, FailureKind.TARGET_GONE);
        kinds.put(410, FailureKind.TARGET_GONE);
        kinds.put(422, FailureKind.INVALID_REQUEST);
        kinds.put(429, FailureKind.RATE_LIMITED);
        kinds.put(500, FailureKind.SERVER_ERROR);
        kinds.put(502, FailureKind.SERVER_ERROR);
        kinds.put(503, FailureKind.SERVER_ERROR);
        return kinds;
    }

    /** Opens a service and an engine with nothing but this handler and stores in memory. */
    @BeforeEach
    void open() {
        service = FakeService.start();
        service.answer(this::goodAnswer);
        engine = Engine.builder()
                .handler(handler())
                .allowAddresses("127.0.0.0/8", "::1/128")
                .baseUrl(handler().type().name(), URI.create(service.uri("").toString()))
                .build();
        owner = engine.forOwner("ada");
    }

    /** Closes both. */
    @AfterEach
    void close() {
        engine.close();
        service.close();
    }

    @Test
    void it_is_found_by_the_service_loader() {
        Class<?> type = handler().getClass();

        assertThat(Modifier.isPublic(type.getModifiers()))
                .as("the class is public")
                .isTrue();
        assertThat(ServiceLoader.load(Handler.class).stream().map(ServiceLoader.Provider::type))
                .as(
                        "META-INF/services/org.symposium.spi.Handler names it; with a module-info, 'provides' must name it too")
                .anyMatch(type::equals);
    }

    @Test
    void its_type_is_complete() {
        IntegrationType type = handler().type();

        assertThat(handler().type()).as("the same type each time").isEqualTo(type);
        assertThat(type.displayName()).isNotBlank();
        assertThat(type.description()).isNotBlank();
        assertThat(type.icon()).isNotBlank();
        assertThat(type.version()).as("version").isNotEqualTo("0");
        assertThat(type.toValues().text("documentation_url")).startsWith("https://");
        assertThat(type.handlerModule()).isEqualTo(handler().getClass().getName());
        assertThat(fields(type)).allSatisfy(field -> {
            assertThat(field.label()).as("label of %s", field.name()).isNotBlank();
            assertThat(field.definition().text("help"))
                    .as("help of %s", field.name())
                    .isNotBlank();
        });
    }

    @Test
    void a_run_succeeds_and_is_logged() {
        RunResult result = run();

        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(log(result).status()).isEqualTo(Status.SUCCESS);
        assertThat(service.requests()).isNotEmpty();
    }

    @Test
    void a_secret_turns_up_nowhere_but_in_requests() {
        RunResult good = run();
        service.answer(
                request -> Reply.of(500, "text/plain", "echo " + request.headers() + request.path() + request.body()));
        RunResult bad = run();

        for (RunResult result : List.of(good, bad)) {
            assertThat(result.toString()).doesNotContain(CANARY);
            assertThat(log(result).toValues().toJson()).doesNotContain(CANARY);
            result.card().ifPresent(card -> assertThat(card.toValues().toJson()).doesNotContain(CANARY));
        }
    }

    @Test
    void stored_data_gives_the_stored_content_again() {
        assumeThat(handler()).isInstanceOf(SourceHandler.class);
        Card card = run().card().orElseThrow();
        Card stored = owner.cards().get(card.id());
        Values read = Values.fromJson(stored.data().toJson());

        assertThat(((SourceHandler) handler()).formatResponse(stored.title(), read))
                .isEqualTo(stored.content());
    }

    @TestFactory
    List<DynamicTest> every_status_is_of_its_kind() {
        var tests = new ArrayList<DynamicTest>();
        kindsByStatus()
                .forEach((status, kind) -> tests.add(DynamicTest.dynamicTest(status + " is " + kind.word(), () -> {
                    service.answer(Reply.of(status, "text/html", "<html><body>" + status + "</body></html>"));
                    assertFailure(run(), kind);
                })));
        return tests;
    }

    @Test
    void an_answer_that_breaks_off_is_a_failure_of_the_network() {
        assumeThat(handler()).isInstanceOf(SourceHandler.class);
        service.answer(request -> goodAnswer(request).brokenOff());

        assertFailure(run(), FailureKind.NETWORK);
    }

    @Test
    void an_answer_of_another_form_is_an_invalid_response() {
        assumeThat(handler()).isInstanceOf(SourceHandler.class);
        for (Reply reply : List.of(
                Reply.of(200, "text/html", "<!DOCTYPE html><html><body>Maintenance</body></html>"),
                Reply.of(200, "application/json", ""),
                Reply.of(200, "application/json", "{\"a\":"))) {
            service.answer(reply);
            assertFailure(run(), FailureKind.INVALID_RESPONSE);
        }
    }

    private void assertFailure(RunResult result, FailureKind kind) {
        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(kind);
        assertThat(result.failure().orElseThrow().message()).isNotBlank();
        assertThat(log(result).errorKind()).contains(kind);
    }

    private RunResult run() {
        var integration = owner.integrations().create(handler().type().name(), "Contract", credentials());
        if (handler() instanceof SourceHandler) {
            return owner.execute(owner.sources()
                    .create(integration.id(), "Contract", settings(service))
                    .id());
        }
        assertThat(handler()).isInstanceOf(OutputHandler.class);
        owner.cards().create("First", "Some *content*", Values.of("n", 1), List.of("a"));
        return owner.deliver(owner.outputs()
                .create(
                        integration.id(),
                        "Contract",
                        settings(service),
                        "{{#cards}}## {{title}}\n\n{{{content}}}\n{{/cards}}")
                .id());
    }

    private Execution log(RunResult result) {
        return owner.executions().get(result.executionId());
    }

    private static List<Field> fields(IntegrationType type) {
        var fields = new ArrayList<>(type.authSchema().fields());
        fields.addAll(type.sourceSchema().fields());
        fields.addAll(type.outputSchema().fields());
        return fields;
    }
}
