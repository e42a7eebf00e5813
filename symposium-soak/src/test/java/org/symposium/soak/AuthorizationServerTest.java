package org.symposium.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.AuditFilter;
import org.symposium.core.ConnectRequest;
import org.symposium.core.Engine;
import org.symposium.core.InMemoryStores;
import org.symposium.core.OAuthClient;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuthorizationException;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Grant;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.RevocationResult;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/**
 * The code flow against an authorization server that others wrote: mock-oauth2-server of NAV. It stands here, not in core's tests, for the libraries that it brings along
 * (Kotlin, Netty, OkHttp, Nimbus), which nothing that is published should be compiled beside.
 */
final class AuthorizationServerTest {
    private static final String TYPE = """
            {"name": "behind", "display_name": "Behind", "category": "source", "description": "Behind it", "icon": "🔑",
             "version": "1", "connection_test": "none", "base_url": "https://server.example", "handler_module": "behind",
             "auth_schema": {"fields": [{"name": "token", "type": "password", "label": "Token", "required": true}]},
             "source_schema": {"fields": []},
             "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
             "oauth": {"authorize_url": "https://server.example/default/authorize", "token_url": "https://server.example/default/token",
               "revoke_url": "https://server.example/default/revoke", "scopes": ["openid", "offline_access"], MORE
               "credentials": {"token": "/access_token", "refresh_token": "/refresh_token"}}}""";

    private final MockOAuth2Server server = new MockOAuth2Server(OAuth2Config.Companion.fromJson(
            "{\"interactiveLogin\": false, \"rotateRefreshToken\": true, \"httpServer\": \"NettyWrapper\"}"));
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    @BeforeEach
    void start() {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.shutdown();
    }

    /** Calls the server's own resource, which takes what it has signed. */
    private record Behind(IntegrationType type) implements SourceHandler {
        @Override
        public CardData execute(SourceRun run) {
            return CardData.of(run.http()
                    .send(HttpCall.get("/default/userinfo").bearer("token"))
                    .json()
                    .get("sub")
                    .asString());
        }

        @Override
        public String formatResponse(String title, Values data) {
            return title;
        }
    }

    private Engine engine(String more, InMemoryStores stores) {
        URI base = URI.create(
                "http://localhost:" + server.getConfig().getHttpServer().port());
        return Engine.builder()
                .stores(stores)
                .clock(clock())
                .allowAddresses("127.0.0.0/8")
                .baseUrl("behind", base)
                .handler(new Behind(IntegrationType.of(Values.fromJson(TYPE.replace("MORE", more)))))
                .oauthClient(
                        "behind",
                        OAuthClient.of("client:1 +", "s3cret/%&=")
                                .redirectUri(URI.create("https://host.example/callback"))
                                .server(base))
                .build();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    /** What a browser would bring back. */
    private static Map<String, String> browse(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        URI back = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(back.getHost()).isEqualTo("host.example");
        var fields = new HashMap<String, String>();
        for (String pair : back.getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    @Test
    void a_user_connects_with_pkce_runs_is_renewed_with_rotation_and_leaves() throws Exception {
        var stores = new InMemoryStores(clock());
        try (Engine engine = engine("", stores)) {
            OwnerView ada = engine.forOwner("ada");
            var callback = browse(
                    ada.oauth().begin(ConnectRequest.create("behind", "Mine")).uri());
            IntegrationView view = ada.oauth().complete(callback).integration().orElseThrow();
            Source source = ada.sources().create(view.id(), "Me", Settings.none());
            RunResult first = ada.execute(source.id());
            Values sealed = row(stores, view.id()).sealedCredentials();

            now.updateAndGet(before -> before.plus(Duration.ofMinutes(56)));
            RunResult second = ada.execute(source.id());

            assertThat(first.status()).as("%s", first.failure()).isEqualTo(Status.SUCCESS);
            assertThat(second.status()).as("%s", second.failure()).isEqualTo(Status.SUCCESS);
            assertThat(row(stores, view.id()).sealedCredentials().text("refresh_token"))
                    .isNotEqualTo(sealed.text("refresh_token"));
            Grant grant = row(stores, view.id()).connection().grant().orElseThrow();
            assertThat(grant.expiresAt().orElseThrow()).isAfter(now.get().plus(Duration.ofMinutes(50)));
            assertThat(ada.audit().latest(AuditFilter.all().action(AuditAction.REFRESH), 10))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.outcome()).isEqualTo("success"));

            assertThat(ada.integrations().revoke(view.id()).provider()).isEqualTo(RevocationResult.Provider.TOLD);
        }
    }

    @Test
    void a_client_may_show_who_it_is_in_the_body() throws Exception {
        try (Engine engine = engine("\"client_auth\": \"post\",", new InMemoryStores(clock()))) {
            OwnerView ada = engine.forOwner("ada");
            var callback = browse(
                    ada.oauth().begin(ConnectRequest.create("behind", "Mine")).uri());
            assertThat(ada.oauth().complete(callback).isApplied()).isTrue();
        }
    }

    @Test
    void a_code_of_another_user_s_is_refused_by_the_verifier() throws Exception {
        try (Engine engine = engine("", new InMemoryStores(clock()))) {
            OwnerView ada = engine.forOwner("ada");
            OwnerView mallory = engine.forOwner("mallory");
            var stolen = browse(
                    ada.oauth().begin(ConnectRequest.create("behind", "Mine")).uri());
            var own = browse(mallory.oauth()
                    .begin(ConnectRequest.create("behind", "Mine"))
                    .uri());

            assertThatThrownBy(() ->
                            mallory.oauth().complete(Map.of("state", own.get("state"), "code", stolen.get("code"))))
                    .isInstanceOfSatisfying(
                            AuthorizationException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(AuthorizationException.Reason.REFUSED));
            assertThat(mallory.integrations().list()).isEmpty();
        }
    }

    @Test
    void the_host_s_own_account_is_connected_by_client_credentials() {
        try (Engine engine = engine("\"grant\": \"client_credentials\",", new InMemoryStores(clock()))) {
            OwnerView ada = engine.forOwner("ada");
            IntegrationView view = ada.oauth()
                    .connect(ConnectRequest.create("behind", "Ours"))
                    .integration()
                    .orElseThrow();
            Source source = ada.sources().create(view.id(), "Me", Settings.none());
            assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        }
    }

    private static Integration row(InMemoryStores stores, String id) {
        return stores.table(Integration.KIND).find("ada", id).orElseThrow();
    }
}
