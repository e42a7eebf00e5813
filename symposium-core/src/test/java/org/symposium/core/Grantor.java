package org.symposium.core;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/**
 * A service on this machine that gives tokens, and takes them, and the handler for it. Type {@code grantor}; the credential {@code token} is granted or pasted. It gives tokens
 * for what it was told to give them for, and takes those that it was told to take.
 */
final class Grantor implements SourceHandler, AutoCloseable {
    static final URI CALLBACK = URI.create("https://host.example/callback");
    static final String SECRET = "client-s3cret";
    static final String BLOCK = """
            "authorize_url": "https://grantor.example/authorize?audience=api", "token_url": "https://grantor.example/token",
            "scopes": ["read", "write"], "credentials": {"token": "/access_token", "refresh_token": "/refresh_token"}""";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final IntegrationType type;
    final AtomicReference<Runnable> duringRun = new AtomicReference<>(() -> {});

    Grantor(String block, String more) {
        this.type = IntegrationType.of(Values.fromJson("""
                {"name": "grantor", "display_name": "Grantor", "category": "source", "description": "For tests", "icon": "🧪",
                 "version": "1", %s
                 "auth_schema": {"fields": [
                   {"name": "token", "type": "password", "label": "Token", "required": true, "show_last": 4},
                   {"name": "note", "type": "password", "label": "Note"}]},
                 "source_schema": {"fields": [{"name": "list_id", "type": "text", "label": "List"}]},
                 "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
                 "base_url": "https://grantor.example", "handler_module": "test", "oauth": {%s}}""".formatted(more, block)));
        server.start();
        server.stubFor(WireMock.any(WireMock.anyUrl())
                .atPriority(10)
                .willReturn(WireMock.aResponse().withStatus(401).withBody("{\"error\": \"invalid_client\"}")));
    }

    static Grantor usual() {
        return new Grantor(BLOCK, "");
    }

    /** Without a test of connections. */
    static Grantor untested(String block) {
        return new Grantor(block, "\"connection_test\": \"none\", ");
    }

    /** An engine to be, with this service and nothing else. */
    EngineBuilder engine() {
        return Engine.builder()
                .handler(this)
                .allowAddresses("127.0.0.0/8")
                .baseUrl("grantor", URI.create(server.baseUrl()))
                .oauthClient("grantor", client());
    }

    OAuthClient client() {
        return OAuthClient.of("client-1", SECRET).redirectUri(CALLBACK).server(URI.create(server.baseUrl()));
    }

    /** Gives this answer for a code or a refresh token. */
    void gives(String forWhat, String json) {
        answersToken(forWhat, 200, json);
    }

    void answersToken(String forWhat, int status, String body) {
        server.stubFor(token(forWhat)
                .willReturn(WireMock.aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }

    /** Ends the connection without an answer. */
    void breaksOff(String forWhat) {
        server.stubFor(token(forWhat)
                .willReturn(WireMock.aResponse()
                        .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)));
    }

    private static MappingBuilder token(String forWhat) {
        return WireMock.post(WireMock.urlPathEqualTo("/token"))
                .atPriority(2)
                .withRequestBody(WireMock.containing("=" + forWhat));
    }

    /** Takes this access token, as this account's. */
    void takes(String token, String account) {
        server.stubFor(WireMock.get(WireMock.anyUrl())
                .atPriority(5)
                .withHeader("Authorization", WireMock.equalTo("Bearer " + token))
                .willReturn(WireMock.okJson("{\"id\": \"" + account + "\", \"name\": \"" + account + "'s account\"}")));
    }

    /** Does not take it any more. */
    void drops(String token) {
        server.stubFor(WireMock.get(WireMock.anyUrl())
                .atPriority(1)
                .withHeader("Authorization", WireMock.equalTo("Bearer " + token))
                .willReturn(WireMock.aResponse().withStatus(401).withBody("{}")));
    }

    WireMockServer server() {
        return server;
    }

    List<LoggedRequest> requests(String path) {
        return server.findAll(WireMock.anyRequestedFor(WireMock.urlPathEqualTo(path)));
    }

    /** The fields of the last request for a token. */
    Map<String, String> lastForm() {
        List<LoggedRequest> all = requests("/token");
        return fields(all.get(all.size() - 1).getBodyAsString());
    }

    static Map<String, String> fields(String query) {
        var fields = new HashMap<String, String>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(decoded(parts[0]), decoded(parts[1]));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public IntegrationType type() {
        return type;
    }

    @Override
    public CardData execute(SourceRun run) {
        duringRun.get().run();
        long before = run.cursor().whole("runs", 0);
        String name = run.http()
                .send(HttpCall.get("/items").bearer("token"))
                .json()
                .get("name")
                .asString();
        return CardData.of(name).data("runs", before).cursor(Values.of("runs", before + 1));
    }

    @Override
    public String formatResponse(String title, Values data) {
        return title;
    }

    @Override
    public ConnectionCheck test(HandlerContext context) {
        var me = context.http().send(HttpCall.get("/me").bearer("token")).json();
        return ConnectionCheck.ok(me.get("id").asString(), me.get("name").asString());
    }

    @Override
    public void close() {
        server.stop();
    }
}
