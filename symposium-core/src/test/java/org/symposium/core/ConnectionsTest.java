package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.EngineListener;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.OptionsResult;
import org.symposium.spi.model.RunResult;

/** Trying an integration's credentials: what is found, what is kept, and what comes of it. */
class ConnectionsTest {
    private Accounts accounts = Accounts.free();
    private final List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
    private Engine engine = open();

    private Engine open() {
        return accounts.engine()
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        events.add(event);
                    }
                })
                .build();
    }

    private void reopen(Accounts other) {
        close();
        accounts = other;
        engine = open();
    }

    @AfterEach
    void close() {
        engine.close();
        accounts.close();
    }

    private Integrations ada() {
        return engine.forOwner("ada").integrations();
    }

    private String integration(String token) {
        return ada().create("accounts", "Mine", Accounts.token(token)).id();
    }

    private List<String> told() {
        return events.stream().map(EngineListener.Event::name).toList();
    }

    @Test
    void a_valid_connection_tells_its_account_and_is_remembered() {
        String id = integration("anna-1");

        ConnectionResult result = ada().test(id);

        assertThat(result.outcome()).isEqualTo(ConnectionOutcome.VALID);
        assertThat(result.accountId()).contains("anna");
        assertThat(result.accountLabel()).isEqualTo("Account of anna");
        IntegrationView view = ada().get(id);
        assertThat(view.facts().toJson()).isEqualTo("{\"length\":\"6\",\"plan\":\"free\"}");
        assertThat(view.toValues().toJson())
                .contains("\"account_id\":\"anna\"", "\"account_label\":\"Account of anna\"", "\"health\":\"valid\"")
                .contains("\"last_tested_at\":\"" + result.testedAt().toString().substring(0, 19))
                .doesNotContain("anna-1");
        assertThat(engine.forOwner("ada").executions().latest(10)).isEmpty();
        assertThat(engine.forOwner("ada").cards().latest(10)).isEmpty();
    }

    @Test
    void a_refused_credential_is_named_and_switches_the_integration_off() {
        String id = integration("dead-1");

        ConnectionResult result = ada().test(id);

        assertThat(result.outcome()).isEqualTo(ConnectionOutcome.INVALID);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(result.failure().orElseThrow().message()).isNotBlank();
        assertThat(result.failure().orElseThrow().suggestion()).isNotBlank();
        assertThat(result.field()).contains("token");
        IntegrationView view = ada().get(id);
        assertThat(view.isActive()).isFalse();
        assertThat(view.disabledKind()).isEqualTo("authentication");
        assertThat(view.connection().health().orElseThrow().outcome()).isEqualTo(ConnectionOutcome.INVALID);
        assertThat(told()).containsExactly("integration.disabled", "integration.health_changed");
    }

    @Test
    void a_service_that_fails_speaks_against_nobody() {
        String id = integration("anna-1");
        accounts.answers(503);

        ConnectionResult result = ada().test(id);

        assertThat(result.outcome()).isEqualTo(ConnectionOutcome.INVALID);
        assertThat(result.isRefused()).isFalse();
        assertThat(ada().get(id).isActive()).isTrue();
    }

    @Test
    void what_is_switched_off_can_be_tried() {
        String id = integration("anna-1");
        ada().disable(id);

        assertThat(ada().test(id).isValid()).isTrue();

        assertThat(ada().get(id).isActive()).isFalse();
    }

    @Test
    void a_secret_in_what_the_service_says_is_masked() {
        String id = integration("anna-s3cret");
        accounts.echoes("anna-s3cret");

        ConnectionResult result = ada().test(id);

        assertThat(result.accountLabel()).isEqualTo("with ••••");
        assertThat(result.toString() + ada().get(id)).doesNotContain("anna-s3cret");
    }

    @Test
    void a_type_without_a_test_is_unprovable_and_its_service_is_not_asked() {
        reopen(new Accounts("\"connection_test\": \"none\","));
        String id = integration("dead-1");

        ConnectionResult result = ada().test(id);

        assertThat(result.outcome()).isEqualTo(ConnectionOutcome.UNPROVABLE);
        assertThat(result.notices()).singleElement().asString().contains("can't be tried");
        assertThat(accounts.requests("/me")).isZero();
        assertThat(ada().get(id).isActive()).isTrue();
    }

    @Test
    void a_handler_that_does_not_test_is_unprovable() {
        reopen(new Accounts("\"hidden\": true,"));

        ConnectionResult result = ada().test(integration("dead-1"));

        assertThat(result.outcome()).isEqualTo(ConnectionOutcome.UNPROVABLE);
        assertThat(result.notices()).singleElement().asString().contains("first run");
    }

    @Test
    void a_test_that_costs_is_made_only_when_it_is_asked_for() {
        reopen(new Accounts("\"connection_test\": \"costs\","));
        String id = integration("anna-1");
        ada().disable(id);

        ConnectionChange enabled = ada().enable(id);
        ConnectionChange rotated = ada().rotate(id, Accounts.token("anna-2"));

        assertThat(enabled.isApplied()).isTrue();
        assertThat(enabled.notice().orElseThrow()).contains("costs something");
        assertThat(rotated.isApplied()).isTrue();
        assertThat(accounts.requests("/me")).isZero();

        assertThat(ada().test(id).isValid()).isTrue();
        assertThat(ada().rotate(id, Rotation.to(Accounts.token("dead-2")).testAtAnyCost())
                        .isApplied())
                .isFalse();
        assertThat(accounts.requests("/me")).isEqualTo(2);
    }

    @Test
    void calls_that_change_something_are_allowed_to_tests_that_post() {
        reopen(new Accounts("\"connection_test\": \"posts\","));

        assertThat(ada().test(integration("anna-1")).isValid()).isTrue();
    }

    @Test
    void enabling_tries_first_and_leaves_off_what_is_refused() {
        String id = integration("dead-1");
        ada().disable(id);

        ConnectionChange change = ada().enable(id);

        assertThat(change.isApplied()).isFalse();
        assertThat(change.failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(ada().get(id).isActive()).isFalse();
        assertThat(ada().get(id).disabledReason())
                .contains(change.failure().orElseThrow().message());
        ada().rotate(id, Accounts.token("anna-1"));
        assertThat(ada().get(id).isActive()).as("what was wrong is put right").isTrue();
    }

    @Test
    void enabling_does_not_wait_for_a_service_that_is_down() {
        String id = integration("anna-1");
        ada().disable(id);
        accounts.answers(503);

        ConnectionChange change = ada().enable(id);

        assertThat(change.isApplied()).isTrue();
        assertThat(change.notice()).isPresent();
        assertThat(ada().get(id).isActive()).isTrue();
    }

    @Test
    void a_user_who_waits_gets_an_answer_of_a_service_that_is_left_alone_for_its_failures() {
        String id = integration("anna-1");
        accounts.answers(503);
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> ada().options(id, "source_schema.list_id", "")))
                .limit(5)
                .toList()
                .forEach(CompletableFuture::join);
        int asked = accounts.requests("/items");
        ada().options(id, "source_schema.list_id", "");
        assertThat(accounts.requests("/items")).as("the circuit is open").isEqualTo(asked);

        ada().test(id);
        int tested = accounts.requests("/me");
        assertThat(tested).isPositive();
        ada().disable(id);
        ada().enable(id);
        int enabled = accounts.requests("/me");
        assertThat(enabled).isGreaterThan(tested);
        ada().rotate(id, Accounts.token("anna-2"));
        assertThat(accounts.requests("/me")).isGreaterThan(enabled);
    }

    @Test
    void enabling_what_is_on_asks_nobody() {
        assertThat(ada().enable(integration("dead-1")).isApplied()).isTrue();

        assertThat(accounts.requests("/me")).isZero();
    }

    @Test
    void creating_with_a_test_makes_nothing_of_what_is_refused() {
        ConnectionChange refused = ada().createTested("accounts", "Mine", Accounts.token("dead-1"), Settings.none());
        ConnectionChange made = ada().createTested("accounts", "Mine", Accounts.token("anna-1"), Settings.none());

        assertThat(refused.isApplied()).isFalse();
        assertThat(refused.integration()).isEmpty();
        assertThat(made.integration().orElseThrow().connection().accountLabel()).isEqualTo("Account of anna");
        assertThat(ada().list()).containsExactly(made.integration().orElseThrow());
    }

    @Test
    void options_come_from_the_service_and_are_bounded() {
        String id = integration("anna-1");

        OptionsResult result = ada().options(id, "source_schema.list_id", "a", Settings.of("list_id", "b"));

        assertThat(result.options()).hasSize(1_000);
        assertThat(result.options().get(0).value()).isEqualTo("source_schema.list_id0");
        assertThat(result.options().get(0).label()).isEqualTo("ab");
    }

    @Test
    void options_that_fail_are_told_and_unknown_fields_refused() {
        String id = integration("dead-1");

        OptionsResult result = ada().options(id, "source_schema.list_id", "");

        assertThat(result.options()).isEmpty();
        assertThat(result.failure().map(RunResult.Failure::kind)).contains(FailureKind.AUTHENTICATION);
        assertThatThrownBy(() -> ada().options(id, "source_schema.nothing", ""))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ada().options(id, "list_id", "")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void nobody_elses_connection_can_be_touched() {
        String id = integration("anna-1");
        Integrations bob = engine.forOwner("bob").integrations();

        assertThatThrownBy(() -> bob.test(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bob.enable(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bob.rotate(id, Credentials.none())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bob.revoke(id)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bob.options(id, "source_schema.list_id", "")).isInstanceOf(NotFoundException.class);
        ada().test(id);
        assertThat(engine.forOwner("bob").audit().latest(AuditFilter.all(), 10)).isEmpty();
        assertThat(engine.forOwner("bob").audit().latest(AuditFilter.all().integration(id), 10))
                .isEmpty();
        assertThat(ada().get(id).isActive()).isTrue();
    }
}
