package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.spi.EngineListener;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

/** Other credentials instead: all of it or nothing. Spec: <em>API Key Rotation</em>. */
class RotationTest {
    private final Accounts accounts = Accounts.free();
    private final List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
    private final Engine engine = accounts.engine()
            .listener(new EngineListener() {
                @Override
                public void on(Event event) {
                    events.add(event);
                }
            })
            .build();
    private final OwnerView ada = engine.forOwner("ada");

    @AfterEach
    void close() {
        accounts.release();
        engine.close();
        accounts.close();
    }

    private String tested(String token) {
        String id = ada.integrations()
                .createTested("accounts", "Mine", Accounts.token(token), Settings.none())
                .integration()
                .orElseThrow()
                .id();
        events.clear();
        return id;
    }

    private Source source(String integrationId) {
        return ada.sources().create(integrationId, "Items", Settings.none());
    }

    private List<String> told() {
        return events.stream().map(EngineListener.Event::name).toList();
    }

    private String audited() {
        return ada.audit()
                .latest(AuditFilter.all().action(AuditAction.ROTATE), 1)
                .get(0)
                .outcome();
    }

    @Test
    void no_credentials_are_no_new_ones() {
        String id = tested("anna-1");

        assertThatThrownBy(() -> ada.integrations().rotate(id, Credentials.none()))
                .isInstanceOfSatisfying(InvalidInputException.class, refusal -> {
                    assertThat(refusal.violations()).singleElement().satisfies(violation -> {
                        assertThat(violation.field()).isEqualTo("credentials");
                        assertThat(violation.rule()).isEqualTo("required");
                    });
                    assertThat(refusal).hasMessageContaining("revoke the integration");
                });

        assertThat(ada.execute(source(id).id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(told()).doesNotContain("credentials.rotated");
    }

    @Test
    void credentials_that_work_are_swapped() {
        String id = tested("anna-1");
        Source source = source(id);

        ConnectionChange change = ada.integrations().rotate(id, Accounts.token("anna-two"));
        ada.execute(source.id());

        assertThat(change.isApplied()).isTrue();
        assertThat(change.notice()).isEmpty();
        assertThat(accounts.revealed()).containsExactly("anna-two");
        assertThat(change.integration().orElseThrow().facts().text("length")).isEqualTo("8");
        assertThat(told()).containsExactly("credentials.rotated", "execution.finished");
        assertThat(audited()).isEqualTo("success");
    }

    @Test
    void credentials_that_are_refused_leave_everything_as_it_was() {
        String id = tested("anna-1");
        IntegrationView before = ada.integrations().get(id);

        ConnectionChange change = ada.integrations().rotate(id, Accounts.token("dead-1"));

        assertThat(change.isApplied()).isFalse();
        assertThat(change.failure().orElseThrow().kind()).isEqualTo(FailureKind.AUTHENTICATION);
        assertThat(change.test().orElseThrow().field()).contains("token");
        assertThat(ada.integrations().get(id)).isEqualTo(before);
        assertThat(ada.execute(source(id).id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(told()).startsWith("credentials.rotation_failed");
        assertThat(audited()).isEqualTo("failure");
    }

    @Test
    void a_service_that_is_down_proves_nothing_and_can_be_done_without() {
        String id = tested("anna-1");
        accounts.answers(503);

        assertThat(ada.integrations().rotate(id, Accounts.token("anna-2")).isApplied())
                .isFalse();
        ConnectionChange change = ada.integrations()
                .rotate(id, Rotation.to(Accounts.token("anna-2")).untested());

        assertThat(change.isApplied()).isTrue();
        assertThat(change.integration().orElseThrow().connection().health()).isEmpty();
    }

    @Test
    void a_key_of_the_same_account_keeps_what_sources_remember() {
        String id = tested("anna-1");
        Source source = source(id);
        ada.execute(source.id());

        ada.integrations().rotate(id, Accounts.token("anna-2"));
        ada.execute(source.id());
        ada.integrations().rotate(id, Accounts.token("bert-1"));
        ada.execute(source.id());
        ada.integrations().rotate(id, Rotation.to(Accounts.token("bert-2")).untested());
        ada.execute(source.id());

        assertThat(accounts.cursors()).containsExactly(0L, 1L, 0L, 0L);
    }

    @Test
    void another_account_is_refused_where_the_same_is_wanted() {
        String id = tested("anna-1");

        ConnectionChange other = ada.integrations()
                .rotate(id, Rotation.to(Accounts.token("bert-1")).requireSameAccount());
        ConnectionChange same = ada.integrations()
                .rotate(id, Rotation.to(Accounts.token("anna-2")).requireSameAccount());

        assertThat(other.isApplied()).isFalse();
        assertThat(other.failure().orElseThrow().message())
                .contains("'Account of bert' (bert)", "'Account of anna' (anna)");
        assertThat(same.isApplied()).isTrue();
    }

    @Test
    void an_account_that_is_not_known_is_not_taken_for_the_same() {
        String id = ada.integrations()
                .create("accounts", "Mine", Accounts.token("anna-1"))
                .id();

        ConnectionChange change = ada.integrations()
                .rotate(id, Rotation.to(Accounts.token("anna-2")).requireSameAccount());

        assertThat(change.isApplied()).isFalse();
        assertThat(change.failure().orElseThrow().message()).contains("not known");
    }

    @Test
    void fields_that_are_not_given_stay_and_empty_ones_go() {
        String id = ada.integrations()
                .create("accounts", "Mine", Accounts.token("anna-1").with("note", "a note"))
                .id();
        Source source = source(id);

        ada.integrations().rotate(id, Credentials.of("note", "another"));
        ada.execute(source.id());
        IntegrationView both = ada.integrations().get(id);
        ada.integrations().rotate(id, Credentials.of("note", ""));

        assertThat(accounts.revealed()).containsExactly("anna-1");
        assertThat(both.credentialFields()).containsExactlyInAnyOrder("token", "note");
        assertThat(ada.integrations().get(id).credentialFields()).containsExactly("token");
    }

    @Test
    void credentials_that_break_the_schema_are_refused_before_they_are_tried() {
        String id = tested("anna-1");
        int before = accounts.requests("/me");

        assertThatThrownBy(() -> ada.integrations().rotate(id, Accounts.token("x")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("credentials.token");
        assertThatThrownBy(() -> ada.integrations().rotate(id, Credentials.of("token", "")))
                .isInstanceOf(InvalidInputException.class);

        assertThat(accounts.requests("/me")).isEqualTo(before);
        assertThat(audited()).isEqualTo("failure");
        assertThat(told()).containsExactly("credentials.rotation_failed", "credentials.rotation_failed");
    }

    @Test
    void what_was_off_for_its_credentials_comes_back_and_what_its_user_switched_off_does_not() {
        String refused = tested("anna-1");
        accounts.answers(401);
        ada.execute(source(refused).id());
        String unwanted = ada.integrations()
                .create("accounts", "Mine", Accounts.token("anna-1"))
                .id();
        ada.integrations().disable(unwanted);
        assertThat(ada.integrations().get(refused).isActive()).isFalse();

        ada.integrations().rotate(refused, Rotation.to(Accounts.token("anna-2")).untested());
        ada.integrations()
                .rotate(unwanted, Rotation.to(Accounts.token("anna-2")).untested());

        assertThat(ada.integrations().get(refused).isActive()).isTrue();
        assertThat(ada.integrations().get(refused).consecutiveFailures()).isZero();
        assertThat(ada.integrations().get(refused).disabledReason()).isEmpty();
        assertThat(ada.integrations().get(unwanted).isActive()).isFalse();
    }

    @Test
    @Timeout(30)
    void a_run_that_goes_on_keeps_what_it_has_and_does_not_hinder_the_swap() throws Exception {
        String id = tested("anna-1");
        Source source = source(id);
        var hold = accounts.holdRuns();
        CompletableFuture<RunResult> run = ada.executeAsync(source.id());
        accounts.awaitInside();

        ConnectionChange change = ada.integrations().rotate(id, Accounts.token("anna-2"));
        hold.countDown();

        assertThat(change.isApplied()).isTrue();
        assertThat(run.get().status()).isEqualTo(Status.SUCCESS);
        assertThat(accounts.revealed()).containsExactly("anna-1");
        ada.execute(source.id());
        assertThat(accounts.revealed()).containsExactly("anna-1", "anna-2");
    }
}
