package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.symposium.core.Engine;
import org.symposium.core.InMemoryStores;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.spi.EngineListener;
import org.symposium.spi.Handler;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.OptionsResult;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/**
 * One handler in a real engine with stores in memory, and the service it talks to. Each run has an integration of its own, so that none uses up another's limits. The service
 * takes its time by the stores' clock alone, so limits are kept and cost none; a call is not tried again, which costs the time that handlers ask for in vain.
 */
final class Stage implements AutoCloseable {
    private static final String TEMPLATE = "{{#cards}}## {{title}}\n\n{{{content}}}\n{{/cards}}";

    /** Longer than the windows of most limits. */
    private static final Duration ANSWERING = Duration.ofMillis(1_010);

    private final LeapingClock clock = LeapingClock.at("2026-01-31T09:00:00Z");
    private final FakeService service = FakeService.start().answersTake(clock, ANSWERING);
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger pages = new AtomicInteger(1);
    private final Handler handler;
    private final Function<FakeService, Settings> settings;
    private final Function<FakeService, Credentials> credentials;
    private final Engine engine;
    private final OwnerView owner;

    Stage(
            Function<FakeService, Handler> made,
            Function<FakeService, Settings> settings,
            Function<FakeService, Credentials> credentials) {
        this.handler = made.apply(service);
        this.settings = settings;
        this.credentials = credentials;
        this.engine = Engine.builder()
                .stores(new InMemoryStores(clock))
                .callAttempts(1, Duration.ofMillis(1), Duration.ofMillis(1))
                .handler(handler)
                .allowAddresses("127.0.0.0/8", "::1/128")
                .baseUrl(handler.type().name(), service.uri(""))
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        events.add(event.toString());
                    }
                })
                .build();
        this.owner = engine.forOwner("ada");
    }

    FakeService service() {
        return service;
    }

    /** What listeners heard. */
    List<String> events() {
        return events;
    }

    RunResult run() {
        return run(create());
    }

    RunResult run(String id) {
        return handler instanceof SourceHandler ? owner.execute(id) : owner.deliver(id);
    }

    /** A new source, or an output with a card to deliver. */
    String create() {
        String integration = connect();
        if (handler instanceof SourceHandler) {
            return owner.sources()
                    .create(integration, "Contract", settings.apply(service))
                    .id();
        }
        assertThat(handler).isInstanceOf(OutputHandler.class);
        owner.cards().create("First", "Some *content*", Values.of("n", 1), List.of("a"));
        return owner.outputs()
                .create(integration, "Contract", settings.apply(service), TEMPLATE)
                .id();
    }

    ConnectionResult test() {
        return owner.integrations().test(connect());
    }

    OptionsResult options(String field) {
        return owner.integrations().options(connect(), field, "", settings.apply(service));
    }

    Card stored(RunResult result) {
        return owner.cards().get(result.card().orElseThrow().id());
    }

    Execution log(RunResult result) {
        return owner.executions().get(result.executionId());
    }

    /** All that anybody gets to see of a run. */
    List<String> told(RunResult result) {
        var told = new ArrayList<>(List.of(
                result.toString(),
                log(result).toString(),
                log(result).toValues().toJson()));
        result.card().ifPresent(card -> told.add(card + card.toValues().toJson()));
        owner.integrations().list().forEach(view -> told.add(view.toString()));
        owner.sources()
                .list()
                .forEach(source -> told.add(source + source.toValues().toJson()));
        return told;
    }

    /** The address of a page that was never asked for. */
    URI nextAddress(FakeService.Request request) {
        String mark = request.path().contains("?") ? "&" : "?";
        return service.uri(request.path().replaceAll("[?&]contract_page=.*", "") + mark + "contract_page="
                + pages.incrementAndGet());
    }

    /** Failed, or put back since the service wants to be asked later. */
    RunResult.Failure assertFailure(RunResult result, FailureKind kind) {
        assertThat(result.status()).as("%s", result).isIn(Status.FAILURE, Status.DELAYED);
        RunResult.Failure failure = result.failure().orElseThrow();
        assertThat(failure.kind()).as("%s", failure).isEqualTo(kind);
        assertThat(failure.message()).isNotBlank();
        assertThat(log(result).errorKind()).contains(kind);
        return failure;
    }

    RunResult assertNoFault(RunResult result) {
        if (result.isSuccess()) {
            return result;
        }
        RunResult.Failure failure = result.failure().orElseThrow();
        assertThat(failure.kind())
                .as("%s %s", failure, log(result).toValues().toJson())
                .isNotIn(FailureKind.INTERNAL, FailureKind.CANCELLED);
        assertThat(failure.message()).isNotBlank();
        return result;
    }

    @Override
    public void close() {
        engine.close();
        service.close();
    }

    private String connect() {
        return owner.integrations()
                .create(handler.type().name(), "Contract", credentials.apply(service))
                .id();
    }
}
