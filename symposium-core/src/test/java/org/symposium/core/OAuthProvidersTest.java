package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.RevocationResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** The blocks of docs/oauth-providers.md, each against a server that answers as its provider does. */
class OAuthProvidersTest {
    private static final Path PAGE = Path.of("..", "docs", "oauth-providers.md");
    private static final String CLIENT =
            "Basic " + Base64.getEncoder().encodeToString("client-1:client-s3cret".getBytes(StandardCharsets.UTF_8));

    private final HandSetClock clock = new HandSetClock("2026-03-01T12:00:00Z");
    private final InMemoryStores stores = new InMemoryStores(clock);
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    /** One user of a provider's, from the consent to the end. */
    private final class Play implements SourceHandler, AutoCloseable {
        private final IntegrationType type;
        private final Engine engine;
        private final OwnerView ada;
        private ConnectRedirect sent;

        Play(String provider) throws IOException {
            this.type = IntegrationType.of(Values.fromJson("""
                    {"name": "provider", "display_name": "P", "category": "source", "description": "d", "icon": "🧪", "version": "1",
                     "connection_test": "none", "base_url": "https://api.example", "handler_module": "test",
                     "auth_schema": {"fields": [
                       {"name": "token", "type": "password", "label": "Token", "required": true},
                       {"name": "webhook_url", "type": "password", "label": "Webhook"}]},
                     "source_schema": {"fields": []},
                     "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
                     "oauth": %s}""".formatted(block(provider))));
            this.engine = Engine.builder()
                    .stores(stores)
                    .clock(clock)
                    .handler(this)
                    .allowAddresses("127.0.0.0/8")
                    .baseUrl("provider", URI.create(server.baseUrl()))
                    .oauthClient(
                            "provider",
                            OAuthClient.of("client-1", "client-s3cret")
                                    .redirectUri(URI.create("https://host.example/callback"))
                                    .server(URI.create(server.baseUrl())))
                    .build();
            this.ada = engine.forOwner("ada");
            this.sent = ada.oauth().begin(ConnectRequest.create("provider", "Mine"));
        }

        Map<String, String> asked() {
            return Grantor.fields(sent.uri().getRawQuery());
        }

        IntegrationView connected() {
            return ada.oauth()
                    .complete(Map.of("state", sent.state(), "code", "code-1"))
                    .integration()
                    .orElseThrow();
        }

        Source source(IntegrationView view) {
            return ada.sources().create(view.id(), "Items", Settings.none());
        }

        RevocationResult.Provider revoked(IntegrationView view) {
            return ada.integrations().revoke(view.id()).provider();
        }

        @Override
        public IntegrationType type() {
            return type;
        }

        @Override
        public CardData execute(SourceRun run) {
            run.http().send(HttpCall.get("/items").bearer("token"));
            return CardData.of("Items");
        }

        @Override
        public String formatResponse(String title, Values data) {
            return title;
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static String block(String provider) throws IOException {
        String page = Files.readString(PAGE);
        var found = Pattern.compile("## " + provider + "\n.*?```json\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).as(provider).isTrue();
        return found.group(1);
    }

    private void answers(MappingBuilder request, String json) {
        server.stubFor(request.willReturn(WireMock.okJson(json)));
    }

    private void takes(String token) {
        answers(
                WireMock.get("/items").withHeader("Authorization", WireMock.equalTo("Bearer " + token)),
                "{\"ok\": true}");
    }

    private LoggedRequest last(String path) {
        List<LoggedRequest> all = server.findAll(WireMock.anyRequestedFor(WireMock.urlPathEqualTo(path)));
        return all.get(all.size() - 1);
    }

    @Test
    void github() throws IOException {
        String path = "/login/oauth/access_token";
        answers(
                WireMock.post(path)
                        .withHeader("Accept", WireMock.equalTo("application/json"))
                        .withRequestBody(WireMock.containing("code=code-1")),
                "{\"access_token\": \"ghu_1234567890\", \"expires_in\": 28800, \"refresh_token\": \"ghr_1234567890\","
                        + " \"refresh_token_expires_in\": 15897600, \"scope\": \"\", \"token_type\": \"bearer\"}");
        answers(
                WireMock.post(path).withRequestBody(WireMock.containing("refresh_token=ghr_1234567890")),
                "{\"error\": \"bad_refresh_token\", \"error_description\": \"The refresh token is incorrect or expired.\"}");
        server.stubFor(WireMock.delete("/applications/client-1/token")
                .withHeader("Authorization", WireMock.equalTo(CLIENT))
                .withRequestBody(WireMock.equalToJson("{\"access_token\": \"ghu_1234567890\"}"))
                .willReturn(WireMock.noContent()));
        takes("ghu_1234567890");
        try (var play = new Play("GitHub")) {
            assertThat(play.asked()).containsEntry("scope", "repo").containsKey("code_challenge");
            IntegrationView view = play.connected();
            assertThat(Grantor.fields(last(path).getBodyAsString()))
                    .containsEntry("client_id", "client-1")
                    .containsEntry("client_secret", "client-s3cret")
                    .containsKey("code_verifier");
            Source source = play.source(view);
            assertThat(play.ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
            assertThat(play.revoked(view)).isEqualTo(RevocationResult.Provider.TOLD);
        }
        try (var play = new Play("GitHub")) {
            IntegrationView view = play.connected();
            Source source = play.source(view);
            clock.advance(Duration.ofHours(8));
            play.ada.execute(source.id());
            assertThat(play.ada.integrations().get(view.id()).disabledKind())
                    .isEqualTo(Integration.OFF_BY_END_OF_GRANT);
        }
    }

    @Test
    void slack() throws IOException {
        String path = "/api/oauth.v2.access";
        answers(
                WireMock.post(path)
                        .withHeader("Authorization", WireMock.equalTo(CLIENT))
                        .withRequestBody(WireMock.containing("code=code-1")),
                """
                {"ok": true, "access_token": "xoxe.xoxb-1", "token_type": "bot", "scope": "chat:write", "bot_user_id": "U0",
                 "team": {"name": "Team", "id": "T1"}, "expires_in": 43200, "refresh_token": "xoxe-1-first",
                 "incoming_webhook": {"channel": "#general", "url": "https://hooks.slack.com/services/T1/B1/secret"}}""");
        answers(
                WireMock.post(path).withRequestBody(WireMock.containing("refresh_token=xoxe-1-first")),
                "{\"ok\": true, \"access_token\": \"xoxe.xoxb-2\", \"expires_in\": 43200, \"refresh_token\": \"xoxe-1-second\"}");
        answers(
                WireMock.post(path).withRequestBody(WireMock.containing("refresh_token=xoxe-1-second")),
                "{\"ok\": false, \"error\": \"invalid_refresh_token\"}");
        answers(
                WireMock.post("/api/auth.revoke").withHeader("Authorization", WireMock.equalTo("Bearer xoxe.xoxb-2")),
                "{\"ok\": true, \"revoked\": true}");
        takes("xoxe.xoxb-1");
        takes("xoxe.xoxb-2");
        try (var play = new Play("Slack")) {
            assertThat(play.asked()).containsEntry("scope", "chat:write,incoming-webhook");
            IntegrationView view = play.connected();
            assertThat(view.facts().asMap())
                    .isEqualTo(Map.of("team_id", "T1", "team_name", "Team", "bot_user_id", "U0"));
            assertThat(view.credentialFields()).contains("token", "webhook_url", "refresh_token");
            Source source = play.source(view);
            clock.advance(Duration.ofHours(12));
            assertThat(play.ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
            assertThat(play.ada.integrations().get(view.id()).credentialFields())
                    .contains("webhook_url");
            assertThat(play.revoked(view)).isEqualTo(RevocationResult.Provider.TOLD);
            assertThat(last("/api/auth.revoke").getBodyAsString()).isEmpty();
        }
        try (var play = new Play("Slack")) {
            IntegrationView view = play.connected();
            Source source = play.source(view);
            clock.advance(Duration.ofHours(12));
            play.ada.execute(source.id());
            clock.advance(Duration.ofHours(12));
            play.ada.execute(source.id());
            assertThat(play.ada.integrations().get(view.id()).disabledKind())
                    .isEqualTo(Integration.OFF_BY_END_OF_GRANT);
        }
    }

    @Test
    void notion() throws IOException {
        String path = "/v1/oauth/token";
        answers(
                WireMock.post(path)
                        .withHeader("Authorization", WireMock.equalTo(CLIENT))
                        .withRequestBody(
                                WireMock.equalToJson(
                                        "{\"grant_type\": \"authorization_code\", \"code\": \"code-1\", \"redirect_uri\": \"https://host.example/callback\"}")),
                """
                {"access_token": "ntn_1234567890", "token_type": "bearer", "refresh_token": "nrt_1234567890", "bot_id": "b1",
                 "workspace_id": "w1", "workspace_name": "Home", "workspace_icon": null, "owner": {"type": "user"}}""");
        answers(
                WireMock.post(path)
                        .withRequestBody(WireMock.equalToJson(
                                "{\"grant_type\": \"refresh_token\", \"refresh_token\": \"nrt_1234567890\"}")),
                "{\"access_token\": \"ntn_2222222222\", \"token_type\": \"bearer\", \"refresh_token\": \"nrt_2222222222\"}");
        server.stubFor(WireMock.post("/v1/oauth/revoke")
                .withHeader("Authorization", WireMock.equalTo(CLIENT))
                .withRequestBody(WireMock.equalToJson("{\"token\": \"ntn_2222222222\"}"))
                .willReturn(WireMock.okJson("{\"request_id\": \"r\"}")));
        server.stubFor(WireMock.get("/items").willReturn(WireMock.unauthorized()));
        takes("ntn_2222222222");
        try (var play = new Play("Notion")) {
            assertThat(play.asked()).containsEntry("owner", "user").doesNotContainKeys("scope", "code_challenge");
            IntegrationView view = play.connected();
            assertThat(view.facts().text("workspace_name")).isEqualTo("Home");
            Source source = play.source(view);
            assertThat(play.ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
            assertThat(server.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo(path))))
                    .hasSize(2);
            assertThat(play.revoked(view)).isEqualTo(RevocationResult.Provider.TOLD);
        }
    }

    @Test
    void airtable() throws IOException {
        String path = "/oauth2/v1/token";
        answers(
                WireMock.post(path)
                        .withHeader("Authorization", WireMock.equalTo(CLIENT))
                        .withRequestBody(WireMock.containing("code=code-1"))
                        .withRequestBody(WireMock.containing("code_verifier=")),
                """
                {"access_token": "oaa1.v1", "refresh_token": "oar1.v1", "token_type": "Bearer", "scope": "data.records:read",
                 "expires_in": 3600, "refresh_expires_in": 5184000}""");
        answers(WireMock.post(path).withRequestBody(WireMock.containing("refresh_token=oar1.v1")), """
                {"access_token": "oaa2.v1", "refresh_token": "oar2.v1", "token_type": "Bearer", "expires_in": 3600}""");
        takes("oaa2.v1");
        try (var play = new Play("Airtable")) {
            assertThat(play.asked())
                    .containsEntry("scope", "data.records:read data.records:write schema.bases:read")
                    .containsEntry("code_challenge_method", "S256");
            assertThat(play.sent.uri().getRawQuery()).contains("scope=data.records%3Aread%20data");
            IntegrationView view = play.connected();
            Source source = play.source(view);
            clock.advance(Duration.ofMinutes(55));
            assertThat(play.ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
            assertThat(play.revoked(view)).isEqualTo(RevocationResult.Provider.NO_WAY);
        }
    }

    @Test
    void mailchimp() throws IOException {
        String path = "/oauth2/token";
        answers(
                WireMock.post(path)
                        .withRequestBody(WireMock.containing("client_secret=client-s3cret"))
                        .withRequestBody(WireMock.containing("code=code-1")),
                "{\"access_token\": \"5c6ccc561059aa386da9d112215bae55\", \"expires_in\": 0, \"scope\": null}");
        answers(
                WireMock.get("/oauth2/metadata")
                        .withHeader("Authorization", WireMock.equalTo("OAuth 5c6ccc561059aa386da9d112215bae55")),
                """
                {"dc": "us19", "accountname": "Freddie", "api_endpoint": "https://us19.api.mailchimp.com",
                 "login": {"email": "freddie@example.com"}}""");
        takes("5c6ccc561059aa386da9d112215bae55");
        try (var play = new Play("Mailchimp")) {
            assertThat(play.asked()).doesNotContainKeys("scope", "code_challenge");
            IntegrationView view = play.connected();
            assertThat(view.facts().asMap()).isEqualTo(Map.of("dc", "us19", "account_name", "Freddie"));
            assertThat(view.connection().grant().orElseThrow().expiresAt()).isEmpty();
            Source source = play.source(view);
            clock.advance(Duration.ofDays(400));
            assertThat(play.ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        }
    }

    /** Java on the page is what {@link HostOfTheOAuthPage} holds, which is compiled, line by line whatever the indent. */
    @Test
    void what_the_page_shows_of_a_host_is_compiled() throws IOException {
        String source = plain(Files.readString(
                Path.of("src", "test", "java", "org", "symposium", "core", "HostOfTheOAuthPage.java")));
        var shown = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        int count = 0;
        for (; shown.find(); count++) {
            assertThat(source).contains(plain(shown.group(1)));
        }
        assertThat(count).isEqualTo(3);
    }

    private static String plain(String code) {
        return code.strip().lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
