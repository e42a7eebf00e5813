package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.core.internal.oauth.Proof;
import org.symposium.spi.EngineListener;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuthorizationException;
import org.symposium.spi.model.AuthorizationException.Reason;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Grant;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.PendingConnection;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Violation;

/** A user is sent to a service and comes back connected, or with everything as it was. */
class OAuthConnectTest {
    private static final String TOKENS =
            "{\"access_token\": \"access-0001\", \"refresh_token\": \"refresh-0001\", \"expires_in\": 3600}";

    private final HandSetClock clock = new HandSetClock("2026-03-01T12:00:00Z");
    private final InMemoryStores stores = new InMemoryStores(clock);
    private final Grantor grantor = Grantor.usual();
    private final List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
    private final Engine engine = engine(grantor);
    private final OwnerView ada = engine.forOwner("ada");

    private Engine engine(Grantor service) {
        return service.engine()
                .stores(stores)
                .clock(clock)
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        events.add(event);
                    }
                })
                .build();
    }

    @AfterEach
    void close() {
        engine.close();
        grantor.close();
    }

    private ConnectRedirect begin() {
        return ada.oauth().begin(ConnectRequest.create("grantor", "Mine"));
    }

    private static Map<String, String> callback(ConnectRedirect sent) {
        return Map.of("state", sent.state(), "code", "code-1");
    }

    private Integration row(String id) {
        return stores.table(Integration.KIND).find("ada", id).orElseThrow();
    }

    private IntegrationView connected() {
        grantor.gives("code-1", TOKENS);
        grantor.takes("access-0001", "anna");
        return ada.oauth().complete(callback(begin())).integration().orElseThrow();
    }

    private void assertRefused(Reason reason, Runnable completing) {
        assertThatThrownBy(completing::run).isInstanceOfSatisfying(AuthorizationException.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.suggestion()).isNotBlank();
            assertThat(refused.getMessage()).doesNotContain("code-1", Grantor.SECRET, "access-", "refresh-");
        });
        assertThat(ada.integrations().list()).isEmpty();
    }

    @Test
    void a_user_is_sent_away_with_state_and_challenge_and_comes_back_connected() {
        ConnectRedirect sent = begin();

        Map<String, String> asked = Grantor.fields(sent.uri().getRawQuery());
        assertThat(sent.uri().getPath()).isEqualTo("/authorize");
        assertThat(asked)
                .containsEntry("audience", "api")
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "client-1")
                .containsEntry("redirect_uri", Grantor.CALLBACK.toString())
                .containsEntry("scope", "read write")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("state", sent.state());
        assertThat(sent.state()).hasSize(43);
        assertThat(sent.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(sent.toString()).doesNotContain(sent.state());

        grantor.gives("code-1", TOKENS);
        grantor.takes("access-0001", "anna");
        ConnectionChange change = ada.oauth().complete(callback(sent));

        assertThat(change.isApplied()).isTrue();
        IntegrationView view = change.integration().orElseThrow();
        assertThat(view.isActive()).isTrue();
        assertThat(view.name()).isEqualTo("Mine");
        assertThat(view.connection().accountId()).isEqualTo("anna");
        Grant grant = view.connection().grant().orElseThrow();
        assertThat(grant.expiresAt()).contains(clock.instant().plusSeconds(3600));
        assertThat(grant.renewAt()).contains(clock.instant().plusSeconds(3300));
        Map<String, String> exchanged = grantor.lastForm();
        assertThat(exchanged)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("redirect_uri", Grantor.CALLBACK.toString())
                .doesNotContainKeys("client_id", "client_secret");
        assertThat(Proof.digest(exchanged.get("code_verifier"))).isEqualTo(asked.get("code_challenge"));
        assertThat(grantor.requests("/token").get(0).getHeader("Authorization")).startsWith("Basic ");

        var source = ada.sources().create(view.id(), "Items", Settings.none());
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void tokens_are_sealed_and_shown_nowhere() {
        IntegrationView view = connected();

        String stored = row(view.id()).toValues().toJson();
        assertThat(row(view.id()).sealedCredentials().names()).containsExactly("token", "refresh_token");
        assertThat(stored).doesNotContain("access-0001", "refresh-0001", Grantor.SECRET);
        assertThat(view.toValues().toJson()).contains("\"expires_at\"").doesNotContain("access-", "refresh-0");
        assertThat(events)
                .noneSatisfy(event -> assertThat(event.details().toJson())
                        .containsAnyOf("access-0001", "refresh-0001", Grantor.SECRET));
        assertThat(ada.audit().latest(AuditFilter.all().action(AuditAction.CREATE), 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.fields()).containsExactly("token", "refresh_token");
                    assertThat(entry.outcome()).isEqualTo("success");
                });
    }

    @Test
    void a_pending_connection_keeps_neither_state_nor_verifier_in_the_clear() {
        ConnectRedirect sent = begin();

        PendingConnection row = stores.table(PendingConnection.KIND)
                .page("ada", Map.of(), "", 10)
                .get(0);
        assertThat(row.toValues().toJson()).doesNotContain(sent.state());
        assertThat(row.sealedVerifier()).isPresent();
        grantor.gives("code-1", TOKENS);
        grantor.takes("access-0001", "anna");
        ada.oauth().complete(callback(sent));
        assertThat(row.toValues().toJson()).doesNotContain(grantor.lastForm().get("code_verifier"));
        assertThat(stores.table(PendingConnection.KIND)
                        .find("ada", row.id())
                        .orElseThrow()
                        .sealedVerifier())
                .isEmpty();
    }

    @Test
    void of_one_owner_no_more_than_fifty_are_on_their_way() {
        ConnectRedirect first = begin();
        clock.advance(Duration.ofSeconds(1));
        for (int more = 0; more < 50; more++) {
            begin();
        }

        assertThat(stores.table(PendingConnection.KIND).page("ada", Map.of(), "", 1_000))
                .hasSize(50);
        assertRefused(Reason.UNKNOWN_STATE, () -> ada.oauth().complete(callback(first)));
    }

    @Test
    void another_node_may_take_the_user_back() {
        ConnectRedirect sent = begin();
        grantor.gives("code-1", TOKENS);
        grantor.takes("access-0001", "anna");
        try (var other = engine(grantor)) {
            assertThat(other.forOwner("ada").oauth().complete(callback(sent)).isApplied())
                    .isTrue();
        }
    }

    @Test
    void a_state_is_good_once() {
        ConnectRedirect sent = begin();
        grantor.answersToken("code-1", 400, "{\"error\": \"invalid_grant\"}");
        assertRefused(Reason.REFUSED, () -> ada.oauth().complete(callback(sent)));

        assertRefused(Reason.USED_STATE, () -> ada.oauth().complete(callback(sent)));
        assertThat(grantor.requests("/token")).hasSize(1);
    }

    @Test
    void a_wrong_state_and_another_users_are_unknown_and_leave_the_right_one_good() {
        ConnectRedirect sent = begin();
        for (String state : List.of("", "x", sent.state() + "x", "s".repeat(10_000))) {
            assertRefused(Reason.UNKNOWN_STATE, () -> ada.oauth().complete(Map.of("state", state, "code", "code-1")));
        }
        assertRefused(Reason.UNKNOWN_STATE, () -> ada.oauth().complete(Map.of("code", "code-1")));
        assertRefused(Reason.UNKNOWN_STATE, () -> engine.forOwner("bob").oauth().complete(callback(sent)));
        assertThat(grantor.requests("/token")).isEmpty();

        grantor.gives("code-1", TOKENS);
        grantor.takes("access-0001", "anna");
        assertThat(ada.oauth().complete(callback(sent)).isApplied()).isTrue();
    }

    @Test
    void a_state_ends_after_ten_minutes() {
        ConnectRedirect sent = begin();
        clock.advance(Duration.ofMinutes(10));

        assertRefused(Reason.EXPIRED_STATE, () -> ada.oauth().complete(callback(sent)));
        assertThat(grantor.requests("/token")).isEmpty();
    }

    @Test
    void another_session_is_refused_and_the_right_one_may_still_complete() {
        ConnectRedirect sent =
                ada.oauth().begin(ConnectRequest.create("grantor", "Mine").session("session-1"));

        assertRefused(Reason.OTHER_SESSION, () -> ada.oauth().complete(callback(sent), "session-2"));
        assertRefused(Reason.OTHER_SESSION, () -> ada.oauth().complete(callback(sent)));

        grantor.gives("code-1", TOKENS);
        grantor.takes("access-0001", "anna");
        assertThat(ada.oauth().complete(callback(sent), "session-1").isApplied())
                .isTrue();
    }

    @Test
    void what_the_service_says_in_the_callback_is_told() {
        assertRefused(
                Reason.DENIED, () -> ada.oauth().complete(Map.of("state", begin().state(), "error", "access_denied")));
        assertRefused(Reason.NO_CODE, () -> ada.oauth().complete(Map.of("state", begin().state())));
        assertThatThrownBy(() -> ada.oauth()
                        .complete(Map.of(
                                "state",
                                begin().state(),
                                "error",
                                "invalid_scope",
                                "error_description",
                                "no\r\nsuch " + "scope".repeat(1_000))))
                .isInstanceOfSatisfying(AuthorizationException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
                    assertThat(refused.getMessage())
                            .contains("invalid_scope: no such scope")
                            .hasSizeLessThan(600);
                });
        assertThat(grantor.requests("/token")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>Sign in</html>                                             | UNUSABLE_ANSWER",
                "200 |                                                                  | UNUSABLE_ANSWER",
                "200 | []                                                               | UNUSABLE_ANSWER",
                "200 | {\"token_type\": \"Bearer\"}                                     | UNUSABLE_ANSWER",
                "200 | {\"access_token\": \"\"}                                         | UNUSABLE_ANSWER",
                "200 | {\"access_token\": {\"value\": \"access-1\"}}                    | UNUSABLE_ANSWER",
                "200 | {\"access_token\": \"access-\\u000a1\"}                          | UNUSABLE_ANSWER",
                "200 | {\"access_token\": \"access-1\", \"access_token\": \"access-2\"} | UNUSABLE_ANSWER",
                "200 | access_token=access-1&scope=repo                                 | UNUSABLE_ANSWER",
                "200 | {\"error\": \"bad_verification_code\"}                           | REFUSED",
                "400 | {\"error\": \"invalid_grant\", \"error_description\": \"used\"}  | REFUSED",
                "401 | {\"error\": \"invalid_client\"}                                  | REFUSED",
                "400 | <html>Bad</html>                                                 | REFUSED",
                "404 | {}                                                               | REFUSED",
                "302 | {}                                                               | UNUSABLE_ANSWER",
                "500 | {\"error\": \"server_error\"}                                    | UNREACHABLE",
                "503 | busy                                                             | UNREACHABLE",
                "429 | {\"error\": \"slow_down\"}                                       | UNREACHABLE"
            })
    void an_answer_that_is_no_token_changes_nothing(int status, String body, Reason reason) {
        ConnectRedirect sent = begin();
        grantor.answersToken("code-1", status, body == null ? "" : body);

        assertRefused(reason, () -> ada.oauth().complete(callback(sent)));
        assertThat(stores.table(Integration.KIND).scan(Map.of(), Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void a_connection_that_breaks_off_is_not_tried_again_with_a_code_that_is_good_once() {
        ConnectRedirect sent = begin();
        grantor.breaksOff("code-1");

        assertRefused(Reason.UNREACHABLE, () -> ada.oauth().complete(callback(sent)));
        assertThat(grantor.requests("/token")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "3600, 3300",
        "\"3600\", 3300",
        "3599.9, 3299",
        "60, 30",
        "\"60\", 30",
        "600, 300",
        "1e3, 700",
    })
    void a_lifetime_may_be_a_number_or_text(String seconds, long renewedAfter) {
        ConnectRedirect sent = begin();
        grantor.gives("code-1", answer(seconds));
        grantor.takes("access-0001", "anna");

        Grant grant = ada.oauth()
                .complete(callback(sent))
                .integration()
                .orElseThrow()
                .connection()
                .grant()
                .orElseThrow();

        assertThat(grant.renewAt()).contains(clock.instant().plusSeconds(renewedAfter));
    }

    @ParameterizedTest
    @CsvSource({"0", "-5", "\"soon\"", "null", "true", "\"\"", "[]", "\"1e999999999999\""})
    void a_lifetime_that_says_nothing_is_not_known(String seconds) {
        ConnectRedirect sent = begin();
        grantor.gives("code-1", answer(seconds));
        grantor.takes("access-0001", "anna");

        Grant grant = ada.oauth()
                .complete(callback(sent))
                .integration()
                .orElseThrow()
                .connection()
                .grant()
                .orElseThrow();

        assertThat(grant.expiresAt()).isEmpty();
        assertThat(grant.renewAt()).isEmpty();
    }

    private static String answer(String seconds) {
        return "{\"access_token\": \"access-0001\", \"refresh_token\": \"refresh-0001\", \"expires_in\": " + seconds
                + "}";
    }

    @Test
    void a_lifetime_of_a_thousand_years_is_no_trouble() {
        ConnectRedirect sent = begin();
        grantor.gives("code-1", answer("99999999999999999999"));
        grantor.takes("access-0001", "anna");

        assertThat(ada.oauth().complete(callback(sent)).isApplied()).isTrue();
    }

    @Test
    void tokens_that_the_service_itself_does_not_take_are_not_kept() {
        ConnectRedirect sent = begin();
        grantor.gives("code-1", TOKENS);

        ConnectionChange change = ada.oauth().complete(callback(sent));

        assertThat(change.isApplied()).isFalse();
        assertThat(change.failure()).isPresent();
        assertThat(ada.integrations().list()).isEmpty();
    }

    @Test
    void a_service_that_is_out_of_reach_for_the_test_does_not_cost_the_connection() {
        ConnectRedirect sent = begin();
        grantor.gives("code-1", TOKENS);
        grantor.server()
                .stubFor(WireMock.get("/me")
                        .atPriority(1)
                        .willReturn(WireMock.aResponse().withStatus(503)));

        ConnectionChange change = ada.oauth().complete(callback(sent));

        assertThat(change.isApplied()).isTrue();
        assertThat(change.notice()).isPresent();
    }

    @Test
    void an_integration_that_lost_its_grant_is_connected_again_and_is_the_same() {
        IntegrationView view = connected();
        var source = ada.sources().create(view.id(), "Items", Settings.none());
        ada.execute(source.id());
        grantor.drops("access-0001");
        ada.integrations().disable(view.id());
        ada.integrations().revoke(view.id());
        grantor.gives("code-1", "{\"access_token\": \"access-0002\"}");
        grantor.takes("access-0002", "anna");

        ConnectRedirect sent = ada.oauth().begin(ConnectRequest.reconnect(view.id()));
        ConnectionChange change = ada.oauth().complete(callback(sent));

        assertThat(change.isApplied()).isTrue();
        assertThat(change.integration().orElseThrow().id()).isEqualTo(view.id());
        assertThat(change.integration().orElseThrow().isActive()).isTrue();
        assertThat(row(view.id()).sealedCredentials().names()).containsExactly("token");
        assertThat(ada.execute(source.id()).card().orElseThrow().data().whole("runs"))
                .isEqualTo(1);
    }

    @Test
    void another_account_begins_afresh() {
        IntegrationView view = connected();
        var source = ada.sources().create(view.id(), "Items", Settings.none());
        ada.execute(source.id());
        grantor.gives("code-1", "{\"access_token\": \"access-0002\"}");
        grantor.takes("access-0002", "bert");

        ada.oauth().complete(callback(ada.oauth().begin(ConnectRequest.reconnect(view.id()))));

        assertThat(ada.execute(source.id()).card().orElseThrow().data().whole("runs"))
                .isEqualTo(0);
    }

    @Test
    void a_failed_reconnection_leaves_the_old_tokens_in_use() {
        IntegrationView view = connected();
        var before = row(view.id()).sealedCredentials();
        var source = ada.sources().create(view.id(), "Items", Settings.none());
        grantor.gives("code-1", "{\"access_token\": \"access-0002\"}"); // which it does not take

        ConnectionChange change =
                ada.oauth().complete(callback(ada.oauth().begin(ConnectRequest.reconnect(view.id()))));

        assertThat(change.isApplied()).isFalse();
        assertThat(row(view.id()).sealedCredentials()).isEqualTo(before);
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void a_pasted_token_takes_the_place_of_a_grant() {
        IntegrationView view = connected();
        grantor.takes("pasted-0001", "anna");

        assertThat(ada.integrations()
                        .rotate(view.id(), Credentials.of("token", "pasted-0001"))
                        .isApplied())
                .isTrue();

        assertThat(row(view.id()).sealedCredentials().names()).containsExactly("token");
        assertThat(row(view.id()).connection().grant()).isEmpty();
    }

    @Test
    void another_credential_may_be_given_beside_a_grant() {
        IntegrationView view = connected();

        ada.integrations().rotate(view.id(), Credentials.of("note", "remember"));

        assertThat(row(view.id()).sealedCredentials().names())
                .containsExactlyInAnyOrder("token", "refresh_token", "note");
        assertThat(row(view.id()).connection().grant()).isPresent();
    }

    @Test
    void a_client_of_a_type_that_nobody_can_connect_by_oauth_is_refused_when_the_engine_is_built() {
        try (Grantor other = Grantor.usual()) {
            EngineBuilder builder =
                    other.engine().oauthClient("grantr", other.client()).oauthClient("no-such", other.client());

            assertThatThrownBy(builder::build)
                    .isInstanceOfSatisfying(
                            InvalidInputException.class,
                            refusal -> assertThat(refusal.violations())
                                    .extracting(Violation::rule)
                                    .containsExactly("unknown_type", "unknown_type"))
                    .hasMessageContaining("no type 'grantr' with an oauth block is installed; there are grantor");
        }
    }

    @Test
    void nobody_can_paste_what_only_the_engine_may_know() {
        IntegrationView view = connected();
        assertThatThrownBy(() -> ada.integrations()
                        .create(
                                "grantor",
                                "Other",
                                Credentials.of("token", "pasted").with("refresh_token", "x")))
                .isInstanceOf(InvalidInputException.class);
        assertThat(view.credentialFields()).contains("token");
    }

    @Test
    void without_a_client_a_type_takes_pasted_tokens_and_says_why_not_others() {
        try (var bare = Engine.builder().handler(grantor).build()) {
            bare.forOwner("ada").integrations().create("grantor", "Mine", Credentials.of("token", "pasted-1"));
            assertThatThrownBy(() -> bare.forOwner("ada").oauth().begin(ConnectRequest.create("grantor", "Mine")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("grantor.example");
        }
    }

    @Test
    void a_rewrap_moves_users_on_their_way_too() throws Exception {
        var old = "old:" + AesGcmVault.newKey();
        var next = "new:" + AesGcmVault.newKey();
        var own = new InMemoryStores();
        ConnectRedirect sent;
        try (var before =
                grantor.engine().stores(own).vault(AesGcmVault.ofBase64(old)).build()) {
            sent = before.forOwner("ada").oauth().begin(ConnectRequest.create("grantor", "Mine"));
        }
        try (var between = grantor.engine()
                .stores(own)
                .vault(AesGcmVault.ofBase64(next + "," + old))
                .build()) {
            between.operator().rewrap().await(Duration.ofSeconds(30));
            assertThat(between.operator().keys())
                    .extracting(use -> use.keyId() + "=" + use.credentials())
                    .containsExactly("new=1", "old=0");
        }
        grantor.gives("code-1", TOKENS);
        grantor.takes("access-0001", "anna");
        try (var after =
                grantor.engine().stores(own).vault(AesGcmVault.ofBase64(next)).build()) {
            assertThat(after.forOwner("ada").oauth().complete(callback(sent)).isApplied())
                    .isTrue();
        }
        assertThat(new HashMap<>(grantor.lastForm())).containsKey("code_verifier");
    }
}
