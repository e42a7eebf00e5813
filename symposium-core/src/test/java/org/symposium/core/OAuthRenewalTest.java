package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.EngineListener;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Grant;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RevocationResult;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

/** Tokens that end, or that the service refuses, are renewed; a grant that has ended is told once. */
class OAuthRenewalTest {
    private final HandSetClock clock = new HandSetClock("2026-03-01T12:00:00Z");
    private final InMemoryStores stores = new InMemoryStores(clock);
    private final List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
    private Grantor grantor = Grantor.untested(Grantor.BLOCK);
    private Engine engine = engine();
    private OwnerView ada = engine.forOwner("ada");

    private Engine engine() {
        return grantor.engine()
                .stores(stores)
                .clock(clock)
                .retries(1, Duration.ofMinutes(1), Duration.ofHours(1))
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        events.add(event);
                    }
                })
                .build();
    }

    private void with(Grantor other) {
        grantor.close();
        grantor = other;
        engine = engine();
        ada = engine.forOwner("ada");
    }

    @AfterEach
    void close() {
        engine.close();
        grantor.close();
    }

    private static String tokens(String number, int seconds) {
        return "{\"access_token\": \"access-" + number + "\", \"refresh_token\": \"refresh-" + number
                + "\", \"expires_in\": " + seconds + "}";
    }

    /** An integration with the tokens 0001, and a source of it. */
    private Source source(String answer) {
        grantor.gives("code-1", answer);
        grantor.takes("access-0001", "anna");
        ConnectRedirect sent = ada.oauth().begin(ConnectRequest.create("grantor", "Mine"));
        String id = ada.oauth()
                .complete(Map.of("state", sent.state(), "code", "code-1"))
                .integration()
                .orElseThrow()
                .id();
        return ada.sources().create(id, "Items", Settings.none());
    }

    private Source source() {
        return source(tokens("0001", 3600));
    }

    private Integration row(Source source) {
        return stores.table(Integration.KIND)
                .find("ada", source.integrationId())
                .orElseThrow();
    }

    private Grant grant(Source source) {
        return row(source).connection().grant().orElseThrow();
    }

    private int askedFor(String token) {
        return grantor.server()
                .findAll(WireMock.postRequestedFor(WireMock.urlPathEqualTo("/token"))
                        .withRequestBody(WireMock.containing("=" + token)))
                .size();
    }

    private List<AuditEntry> refreshes() {
        return ada.audit().latest(AuditFilter.all().action(AuditAction.REFRESH), 100);
    }

    private List<String> heard(String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .map(event -> event.details().toJson())
                .toList();
    }

    @Test
    void a_token_is_left_alone_until_five_minutes_before_its_end_and_renewed_then() {
        Source source = source();
        grantor.gives("refresh-0001", tokens("0002", 3600).replace("access-0002", "another-access-0002"));
        grantor.takes("another-access-0002", "anna");
        clock.advance(Duration.ofSeconds(3299));
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(askedFor("refresh-0001")).isZero();

        clock.advance(Duration.ofSeconds(1));
        grantor.drops("access-0001");
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);

        assertThat(askedFor("refresh-0001")).isEqualTo(1);
        assertThat(grantor.lastForm())
                .containsEntry("grant_type", "refresh_token")
                .containsEntry("refresh_token", "refresh-0001");
        assertThat(grant(source).expiresAt()).contains(clock.instant().plusSeconds(3600));
        assertThat(grant(source).grantedAt()).isBefore(grant(source).renewedAt());
        assertThat(row(source).view().credentials())
                .anySatisfy(
                        credential -> assertThat(credential.lastCharacters()).isEqualTo("0002"));
        assertThat(refreshes()).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo("before_expiry");
            assertThat(entry.outcome()).isEqualTo("success");
            assertThat(entry.fields()).containsExactly("token", "refresh_token");
        });
        assertThat(heard("credentials.refreshed")).singleElement().asString().contains("before_expiry");
    }

    @Test
    void a_service_that_does_not_rotate_keeps_its_refresh_token_in_use() {
        Source source = source();
        grantor.gives("refresh-0001", "{\"access_token\": \"access-0002\", \"expires_in\": 3600}");
        grantor.takes("access-0002", "anna");
        clock.advance(Duration.ofHours(1));
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        clock.advance(Duration.ofHours(1));
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);

        assertThat(askedFor("refresh-0001")).isEqualTo(2);
    }

    @Test
    void a_run_whose_token_is_refused_goes_on_with_another() {
        Source source = source("{\"access_token\": \"access-0001\", \"refresh_token\": \"refresh-0001\"}");
        grantor.gives("refresh-0001", tokens("0002", 3600));
        grantor.takes("access-0002", "anna");
        grantor.drops("access-0001");

        RunResult result = ada.execute(source.id());

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(refreshes()).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo("refused");
            assertThat(entry.executionId()).isEqualTo(result.executionId());
        });
    }

    @Test
    void a_token_that_another_run_has_renewed_meanwhile_is_taken_from_its_row() {
        Source source = source();
        grantor.gives("refresh-0001", tokens("0002", 3600));
        grantor.takes("access-0002", "anna");
        Source other = ada.sources().create(source.integrationId(), "Others", Settings.none());
        grantor.duringRun.set(() -> {
            grantor.duringRun.set(() -> {});
            clock.advance(Duration.ofMinutes(56));
            ada.execute(other.id());
            grantor.drops("access-0001");
        });

        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(askedFor("refresh-0001")).isEqualTo(1);
    }

    @Test
    void a_new_token_that_is_refused_too_is_no_reason_for_a_third() {
        Source source = source();
        grantor.gives("refresh-0001", tokens("0002", 3600));
        grantor.drops("access-0001");

        RunResult result = ada.execute(source.id());

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(grantor.requests("/items")).hasSize(2);
        assertThat(row(source).isActive()).isFalse();
        assertThat(heard("integration.disabled")).hasSize(1);
    }

    @Test
    void without_a_refresh_token_a_refusal_is_what_it_is() {
        Source source = source("{\"access_token\": \"access-0001\", \"expires_in\": 3600}");
        clock.advance(Duration.ofHours(2));
        grantor.drops("access-0001");

        assertThat(ada.execute(source.id()).failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(grantor.requests("/token")).hasSize(1);
    }

    @Test
    void where_the_type_wants_it_so_a_token_is_renewed_only_once_it_is_refused() {
        with(Grantor.untested(Grantor.BLOCK + ", \"refresh\": \"on_401\""));
        Source source = source();
        clock.advance(Duration.ofHours(2));

        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(askedFor("refresh-0001")).isZero();
    }

    @Test
    void a_grant_that_has_ended_switches_off_and_is_told_once_and_not_asked_for_again() {
        Source source = source();
        Source other = ada.sources().create(source.integrationId(), "Others", Settings.none());
        grantor.answersToken("refresh-0001", 400, "{\"error\": \"invalid_grant\", \"error_description\": \"gone\"}");
        clock.advance(Duration.ofHours(1));

        RunResult result = ada.execute(source.id());
        ConnectionResult tested = ada.integrations().test(source.integrationId());

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(result.failure().orElseThrow().suggestion()).contains("again");
        assertThat(row(source).disabledKind()).isEqualTo(Integration.OFF_BY_END_OF_GRANT);
        assertThat(row(source).disabledReason()).contains("invalid_grant: gone").contains("Connect the integration");
        assertThat(tested.isValid()).isFalse();
        assertThat(heard("integration.disabled"))
                .singleElement()
                .asString()
                .contains("\"disabled_kind\":\"reconnect\"");
        assertThat(askedFor("refresh-0001")).isEqualTo(1);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ada.execute(other.id())))
                .hasMessageContaining("invalid_grant");

        grantor.gives("code-1", tokens("0003", 3600));
        grantor.takes("access-0003", "anna");
        ConnectRedirect sent = ada.oauth().begin(ConnectRequest.reconnect(source.integrationId()));
        ada.oauth().complete(Map.of("state", sent.state(), "code", "code-1"));
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void what_has_to_be_connected_again_stays_so_when_somebody_switches_it_on() {
        with(Grantor.usual()); // it has a test of connections, which switching on makes
        Source source = source();
        grantor.answersToken("refresh-0001", 400, "{\"error\": \"invalid_grant\"}");
        grantor.drops("access-0001");
        clock.advance(Duration.ofHours(1));
        RunResult ended = ada.execute(source.id());
        assertThat(row(source).disabledKind()).as("%s", ended).isEqualTo(Integration.OFF_BY_END_OF_GRANT);

        ConnectionChange change = ada.integrations().enable(source.integrationId());

        assertThat(row(source).isActive()).as("%s", change).isFalse();
        assertThat(row(source).disabledKind()).isEqualTo(Integration.OFF_BY_END_OF_GRANT);
        assertThat(askedFor("refresh-0001"))
                .as("a grant that has ended is not asked for")
                .isEqualTo(1);
    }

    @Test
    void a_service_that_can_not_renew_just_now_disables_nothing_and_is_left_alone_for_a_while() {
        Source source = source();
        grantor.answersToken("refresh-0001", 503, "busy");
        grantor.drops("access-0001");
        clock.advance(Duration.ofHours(1));

        RunResult first = ada.execute(source.id());
        int asked = askedFor("refresh-0001");
        RunResult second = ada.execute(source.id());

        assertThat(first.failure().orElseThrow().kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(second.failure().orElseThrow().kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(askedFor("refresh-0001")).isEqualTo(asked);
        assertThat(row(source).isActive()).isTrue();
        assertThat(grant(source).failures()).isEqualTo(1);
        assertThat(grant(source).pausedUntil()).contains(clock.instant().plusSeconds(30));

        grantor.server().removeStub(grantor.server().getStubMappings().get(0));
        grantor.gives("refresh-0001", tokens("0002", 3600));
        grantor.takes("access-0002", "anna");
        clock.advance(Duration.ofSeconds(31));
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(grant(source).failures()).isZero();
        assertThat(grant(source).pausedUntil()).isEmpty();
    }

    @Test
    void while_the_old_token_lasts_a_failed_renewal_is_no_run_s_trouble() {
        Source source = source();
        grantor.answersToken("refresh-0001", 503, "busy");
        clock.advance(Duration.ofMinutes(56));

        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(refreshes())
                .singleElement()
                .satisfies(entry -> assertThat(entry.outcome()).isEqualTo("failure"));
    }

    @Test
    void a_client_that_the_service_does_not_know_is_not_the_users_fault() {
        Source source = source();
        grantor.answersToken("refresh-0001", 401, "{\"error\": \"invalid_client\"}");
        clock.advance(Duration.ofHours(1));

        RunResult result = ada.execute(source.id());

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(result.failure().orElseThrow().suggestion()).contains("client id");
        assertThat(row(source).isActive()).isTrue();
    }

    @Test
    void html_instead_of_a_token_disables_nothing() {
        Source source = source();
        grantor.answersToken("refresh-0001", 200, "<html>maintenance</html>");
        clock.advance(Duration.ofHours(1));

        assertThat(ada.execute(source.id()).failure().orElseThrow().kind()).isEqualTo(FailureKind.INVALID_RESPONSE);
        assertThat(row(source).isActive()).isTrue();
        assertThat(row(source).sealedCredentials().has("refresh_token")).isTrue();
    }

    @Test
    void a_connection_test_renews_as_well_and_its_result_is_kept() {
        with(Grantor.usual());
        Source source = source();
        grantor.gives("refresh-0001", tokens("0002", 3600));
        grantor.takes("access-0002", "anna");
        grantor.drops("access-0001");

        ConnectionResult result = ada.integrations().test(source.integrationId());

        assertThat(result.isValid()).isTrue();
        assertThat(row(source).connection().lastTestedAt()).isPresent();
        assertThat(row(source).connection().health().orElseThrow().outcome()).isEqualTo(result.outcome());
        assertThat(askedFor("refresh-0001")).isEqualTo(1);
    }

    @Test
    void pasted_tokens_of_such_a_type_are_never_renewed() {
        Source source = source();
        grantor.takes("pasted-0001", "anna");
        ada.integrations().rotate(source.integrationId(), Credentials.of("token", "pasted-0001"));
        clock.advance(Duration.ofHours(2));
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        grantor.drops("pasted-0001");
        assertThat(ada.execute(source.id()).failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);

        assertThat(grantor.requests("/token")).hasSize(1);
    }

    @Test
    void the_service_is_told_that_all_tokens_end() {
        with(Grantor.untested(Grantor.BLOCK + ", \"revoke_url\": \"https://grantor.example/revoke\""));
        Source source = source();
        grantor.server().stubFor(WireMock.post("/revoke").atPriority(1).willReturn(WireMock.ok()));

        RevocationResult result = ada.integrations().revoke(source.integrationId());

        assertThat(result.provider()).isEqualTo(RevocationResult.Provider.TOLD);
        assertThat(grantor.requests("/revoke"))
                .extracting(request -> request.getBodyAsString())
                .containsExactly(
                        "token=refresh-0001&token_type_hint=refresh_token",
                        "token=access-0001&token_type_hint=access_token");
        assertThat(ada.integrations().revoke(source.integrationId()).provider())
                .isEqualTo(RevocationResult.Provider.NOT_CONNECTED);
        assertThat(ada.integrations()
                        .enable(source.integrationId())
                        .failure()
                        .orElseThrow()
                        .suggestion())
                .startsWith("Connect it with the service again, or give it new credentials");
        assertThat(grantor.requests("/revoke")).hasSize(2);
        assertThat(grantor.requests("/revoke"))
                .allSatisfy(request ->
                        assertThat(request.getHeader("Authorization")).startsWith("Basic "));
        assertThat(row(source).sealedCredentials().isEmpty()).isTrue();
        assertThat(row(source).connection().grant()).isEmpty();
    }

    @Test
    void a_pasted_token_is_not_the_host_s_to_revoke() {
        with(Grantor.untested(Grantor.BLOCK + ", \"revoke_url\": \"https://grantor.example/revoke\""));
        String id = ada.integrations()
                .create("grantor", "Mine", Credentials.of("token", "pasted-0001"))
                .id();

        assertThat(ada.integrations().revoke(id).provider()).isEqualTo(RevocationResult.Provider.NO_WAY);
    }

    @Test
    void the_host_s_own_account_is_connected_without_asking_anybody_and_renewed() {
        with(Grantor.untested("""
                "grant": "client_credentials", "token_url": "https://grantor.example/token", "scopes": ["read"],
                "client_auth": "post", "credentials": {"token": "/access_token"}"""));
        grantor.gives("client_credentials", "{\"access_token\": \"access-0001\", \"expires_in\": 3600}");
        assertThatThrownBy(() -> ada.oauth().begin(ConnectRequest.create("grantor", "Mine")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("use oauth().connect(");
        grantor.takes("access-0001", "host");
        String id = ada.oauth()
                .connect(ConnectRequest.create("grantor", "Ours"))
                .integration()
                .orElseThrow()
                .id();
        Source source = ada.sources().create(id, "Items", Settings.none());
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(grantor.lastForm())
                .containsEntry("client_id", "client-1")
                .containsEntry("client_secret", Grantor.SECRET)
                .containsEntry("scope", "read");

        grantor.drops("access-0001");
        grantor.gives("client_credentials", "{\"access_token\": \"access-0002\", \"expires_in\": 3600}");
        grantor.takes("access-0002", "host");
        clock.advance(Duration.ofHours(1));
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(refreshes()).hasSize(1);
    }

    @Test
    void new_tokens_are_masked_in_the_run_that_got_them() {
        Source source = source();
        grantor.gives("refresh-0001", tokens("0002", 3600));
        grantor.drops("access-0001");
        grantor.server()
                .stubFor(WireMock.get("/items")
                        .atPriority(1)
                        .withHeader("Authorization", WireMock.equalTo("Bearer access-0002"))
                        .willReturn(WireMock.okJson("{\"name\": \"with access-0002 and refresh-0002\"}")));

        RunResult result = ada.execute(source.id());

        assertThat(result.card().orElseThrow().title()).isEqualTo("with •••• and ••••");
    }
}
