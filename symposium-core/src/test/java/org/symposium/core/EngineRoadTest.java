package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.http.Stopwatch;
import org.symposium.spi.EngineListener;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

/** What a host chooses for the road out, from end to end. */
class EngineRoadTest {
    private final WireMockServer service =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop();
    }

    private static EngineBuilder engine(URI base, HttpCall call) {
        return Engine.builder()
                .baseUrl("echo", base)
                .handler(new Fakes.Source(
                        run -> CardData.of(run.http().send(call).text())));
    }

    private static Source source(OwnerView ada) {
        var integration = ada.integrations().create("echo", "Mine", Credentials.none());
        return ada.sources().create(integration.id(), "News", Settings.of("query", "java"));
    }

    @Test
    void calls_leave_by_the_proxy_that_the_host_names() {
        service.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("by proxy")));
        URI unknown = URI.create("http://service.invalid/api");
        try (Engine engine = engine(unknown, HttpCall.get("/x"))
                .egressProxy("127.0.0.1", service.port(), "ada", "pass")
                .build()) {
            OwnerView ada = engine.forOwner("ada");
            RunResult result = ada.execute(source(ada).id());
            assertThat(result.status()).as(result.toString()).isEqualTo(Status.SUCCESS);
        }
        try (Engine engine = engine(unknown, HttpCall.get("/x"))
                .egressProxy("127.0.0.1", service.port())
                .build()) {
            OwnerView ada = engine.forOwner("ada");
            assertThat(ada.execute(source(ada).id()).status()).isEqualTo(Status.SUCCESS);
        }
        assertThat(service.getAllServeEvents())
                .extracting(event -> event.getRequest().getAbsoluteUrl())
                .containsOnly("http://service.invalid/api/x");
        service.verify(
                1,
                WireMock.anyRequestedFor(WireMock.anyUrl())
                        .withHeader("Proxy-Authorization", WireMock.equalTo("Basic YWRhOnBhc3M=")));
    }

    @Test
    void what_is_no_proxy_is_refused_when_it_is_named() {
        assertThatThrownBy(() -> Engine.builder().egressProxy("http://proxy", 8080))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void closing_the_engine_ends_an_exchange_in_flight() throws Exception {
        service.stubFor(
                WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("late").withFixedDelay(30_000)));
        Engine engine = engine(URI.create(service.baseUrl()), HttpCall.get("/slow"))
                .allowAddresses("127.0.0.0/8")
                .grace(Duration.ofMillis(1))
                .build();
        OwnerView ada = engine.forOwner("ada");
        Source made = source(ada);
        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> ada.execute(made.id()));
        Awaitility.await()
                .until(() -> !service.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()))
                        .isEmpty());

        var watch = Stopwatch.start();
        engine.close();

        assertThat(run.get(30, TimeUnit.SECONDS).status()).isEqualTo(Status.CANCELLED);
        assertThat(watch.time()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_service_that_is_left_alone_is_told_to_the_host() {
        List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
        service.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.serverError()));
        try (Engine engine = engine(
                        URI.create(service.baseUrl()), HttpCall.get("/x").deadline(Duration.ofSeconds(1)))
                .allowAddresses("127.0.0.0/8")
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        events.add(event);
                    }
                })
                .build()) {
            OwnerView ada = engine.forOwner("ada");
            Source made = source(ada);
            for (int i = 0; i < 5; i++) {
                ada.execute(made.id());
            }
        }
        assertThat(events)
                .filteredOn(event -> event.name().equals("circuit.opened"))
                .singleElement()
                .satisfies(event -> assertThat(event.owner()).isEqualTo("ada"));
    }

    @Test
    void a_call_is_tried_as_often_as_the_host_says() {
        service.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.serverError()));
        try (Engine engine = engine(URI.create(service.baseUrl()), HttpCall.get("/x"))
                .allowAddresses("127.0.0.0/8")
                .callAttempts(4, Duration.ofMillis(1), Duration.ofMillis(2))
                .build()) {
            OwnerView ada = engine.forOwner("ada");

            ada.execute(source(ada).id());

            service.verify(4, WireMock.anyRequestedFor(WireMock.anyUrl()));
        }
        assertThatThrownBy(() -> Engine.builder().callAttempts(0, Duration.ofMillis(1), Duration.ofMillis(2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("call_attempts");
    }
}
