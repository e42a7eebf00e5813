package org.symposium.core;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Values;

/**
 * A service on this machine with accounts behind tokens, and the handler for it. Type {@code accounts}; credentials {@code token} (required) and {@code note}. A
 * token {@code <account>-<anything>} opens that account, unless it is {@code dead-…}.
 */
final class Accounts implements SourceHandler, AutoCloseable {
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final IntegrationType type;
    private final List<Long> cursors = new CopyOnWriteArrayList<>();
    private final List<String> revealed = new CopyOnWriteArrayList<>();
    private final CountDownLatch inside = new CountDownLatch(1);
    private volatile @Nullable CountDownLatch hold;

    Accounts(String more) {
        this.type = IntegrationType.of(Values.fromJson("""
                {"name": "accounts", "display_name": "Accounts", "category": "source", "description": "For tests", "icon": "🧪",
                 "version": "1", %s
                 "auth_schema": {"fields": [
                   {"name": "token", "type": "password", "label": "Token", "required": true, "min_length": 4},
                   {"name": "note", "type": "password", "label": "Note"}]},
                 "source_schema": {"fields": [{"name": "list_id", "type": "text", "label": "List"}]},
                 "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
                 "base_url": "https://accounts.example", "handler_module": "test"}""".formatted(more)));
        server.start();
        knows("anna");
        knows("bert");
        server.stubFor(WireMock.any(WireMock.anyUrl())
                .atPriority(10)
                .willReturn(WireMock.aResponse().withStatus(401).withBody("{\"error\": \"who are you?\"}")));
    }

    static Accounts free() {
        return new Accounts("");
    }

    /** An engine to be, with this service and nothing else. */
    EngineBuilder engine() {
        return Engine.builder()
                .handler(this)
                .allowAddresses("127.0.0.0/8")
                .baseUrl("accounts", URI.create(server.baseUrl()));
    }

    static Credentials token(String token) {
        return Credentials.of("token", token);
    }

    void answers(int status) {
        server.stubFor(WireMock.any(WireMock.anyUrl())
                .atPriority(1)
                .willReturn(WireMock.aResponse().withStatus(status).withBody("{}")));
    }

    /** The services's answer repeats what it was sent. */
    void echoes(String secret) {
        server.stubFor(WireMock.get("/me")
                .atPriority(1)
                .willReturn(WireMock.okJson("{\"id\": \"x\", \"name\": \"with " + secret + "\"}")));
    }

    int requests(String path) {
        return server.findAll(WireMock.anyRequestedFor(WireMock.urlPathEqualTo(path)))
                .size();
    }

    /** What each run was told of earlier ones. */
    List<Long> cursors() {
        return cursors;
    }

    /** The token of each run, as it was at its end. */
    List<String> revealed() {
        return revealed;
    }

    CountDownLatch holdRuns() {
        var latch = new CountDownLatch(1);
        hold = latch;
        return latch;
    }

    /** Whatever is still held goes on. */
    void release() {
        CountDownLatch latch = hold;
        if (latch != null) {
            latch.countDown();
        }
    }

    void awaitInside() throws InterruptedException {
        inside.await();
    }

    @Override
    public IntegrationType type() {
        return type;
    }

    @Override
    public CardData execute(SourceRun run) {
        long before = run.cursor().whole("runs", 0);
        cursors.add(before);
        run.http().send(HttpCall.get("/items").bearer("token"));
        CountDownLatch latch = hold;
        inside.countDown();
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        revealed.add(run.credentials().reveal("token"));
        return CardData.of("Items").cursor(Values.of("runs", before + 1));
    }

    @Override
    public String formatResponse(String title, Values data) {
        return title;
    }

    @Override
    public ConnectionCheck test(HandlerContext context) {
        if (context.type().toValues().flag("hidden", false)) {
            return ConnectionCheck.untested();
        }
        HttpCall call = context.type().connectionTest().word().equals("posts")
                ? HttpCall.of("POST", "/me").json(Map.of("text", "hello"))
                : HttpCall.get("/me");
        var me = context.http().send(call.bearer("token")).json();
        return ConnectionCheck.ok(me.get("id").asString(), me.get("name").asString())
                .fact("plan", me.path("plan").asString("free"));
    }

    @Override
    public Map<String, String> facts(Credentials credentials) {
        return Map.of("length", String.valueOf(credentials.reveal("token").length()));
    }

    @Override
    public List<Option> options(HandlerContext context, String field, String search) {
        context.http().send(HttpCall.get("/items").bearer("token"));
        var options = new ArrayList<Option>();
        for (int number = 0; number < 2_000; number++) {
            options.add(new Option(field + number, search + context.settings().text("list_id", "")));
        }
        return options;
    }

    @Override
    public void close() {
        server.stop();
    }

    private void knows(String account) {
        server.stubFor(WireMock.any(WireMock.anyUrl())
                .atPriority(5)
                .withHeader("Authorization", WireMock.matching("Bearer " + account + "-.*"))
                .willReturn(
                        WireMock.okJson("{\"id\": \"" + account + "\", \"name\": \"Account of " + account + "\"}")));
    }
}
