package org.symposium.handlers;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.symposium.core.Engine;
import org.symposium.core.InMemoryStores;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import org.symposium.testkit.LeapingClock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A handler in a real engine, and WireMock that answers as its service does. */
public final class HandlerStage implements AutoCloseable {
    private final WireMockServer service =
            new WireMockServer(options().dynamicPort().gzipDisabled(true));
    private final LeapingClock clock = LeapingClock.at(Clock.systemUTC().instant());
    private volatile Duration answering = Duration.ZERO;
    private final Engine engine;
    private final Handler handler;
    private final OwnerView ada;
    private final String integrationId;

    public HandlerStage(Handler handler, Credentials credentials) {
        this.handler = handler;
        service.addMockServiceRequestListener((request, response) -> clock.leap(answering));
        service.start();
        engine = Engine.builder()
                .stores(new InMemoryStores(clock))
                .handler(handler)
                .callAttempts(3, Duration.ofMillis(1), Duration.ofMillis(2))
                .allowAddresses("127.0.0.0/8", "::1/128")
                .baseUrl(handler.type().name(), uri(""))
                .build();
        ada = engine.forOwner("ada");
        integrationId = ada.integrations()
                .create(handler.type().name(), "Mine", credentials)
                .id();
    }

    /** Each answer takes this long by the clock that limits go by, and no time by any other. Without a word, none by that one either. */
    public HandlerStage answersTake(Duration time) {
        this.answering = time;
        return this;
    }

    /** Where the service listens, with this path. */
    public URI uri(String path) {
        return URI.create(service.baseUrl() + path);
    }

    /** One more answer of the service. */
    public HandlerStage on(MappingBuilder request, ResponseDefinitionBuilder reply) {
        service.stubFor(request.willReturn(reply));
        return this;
    }

    /** A new source, run once. */
    public RunResult execute(Values settings) {
        return ada.execute(source(settings));
    }

    /** A new source. */
    public String source(Values settings) {
        return ada.sources()
                .create(integrationId, "Mine", Settings.of(settings.asMap()))
                .id();
    }

    public OwnerView ada() {
        return ada;
    }

    public String integrationId() {
        return integrationId;
    }

    public Handler handler() {
        return handler;
    }

    /** What the service was asked, in order. */
    public List<LoggedRequest> requests() {
        return service.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()));
    }

    /** The JSON that the last request carried. */
    public JsonNode lastBody() {
        List<LoggedRequest> all = requests();
        return JsonMapper.shared().readTree(all.get(all.size() - 1).getBody());
    }

    public static ResponseDefinitionBuilder json(int status, String body) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }

    public static ResponseDefinitionBuilder html(int status, String body) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody(body);
    }

    /** A resource beside a test class, as text. */
    public static String resource(Class<?> beside, String name) {
        try (var in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name + " beside " + beside);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
        service.stop();
    }
}
