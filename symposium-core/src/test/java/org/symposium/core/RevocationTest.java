package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.core.internal.connections.ProviderRevocation;
import org.symposium.core.internal.flow.RevocationFlow;
import org.symposium.core.internal.oauth.Journey;
import org.symposium.spi.EngineListener;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.IntegrationView;
import org.symposium.spi.model.RevocationResult;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

/** Credentials that end: nothing of them is left, nothing runs on with them, and new ones bring the integration back. */
class RevocationTest {
    private final Accounts accounts = Accounts.free();
    private final List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
    private final InMemoryStores stores = new InMemoryStores();
    private final AtomicInteger told = new AtomicInteger();
    private boolean canBeTold;
    private final Engine engine = accounts.engine()
            .stores(stores)
            .revocation(new Telling())
            .listener(new EngineListener() {
                @Override
                public void on(Event event) {
                    events.add(event);
                }
            })
            .build();
    private final OwnerView ada = engine.forOwner("ada");

    /** A way to tell the service, as types with OAuth have one. */
    private final class Telling implements ProviderRevocation {
        @Override
        public boolean appliesTo(IntegrationType type, Integration integration) {
            return canBeTold;
        }

        @Override
        public void tell(HandlerContext context, Journey journey) {
            told.incrementAndGet();
            context.http().send(HttpCall.of("POST", "/revoke").bearer("token"));
        }
    }

    @AfterEach
    void close() {
        accounts.release();
        engine.close();
        accounts.close();
    }

    private String integration() {
        return ada.integrations()
                .createTested("accounts", "Mine", Accounts.token("anna-1"), Settings.none())
                .integration()
                .orElseThrow()
                .id();
    }

    private Source source(String integrationId) {
        return ada.sources().create(integrationId, "Items", Settings.none());
    }

    private Integration row(String id) {
        return stores.table(Integration.KIND).find("ada", id).orElseThrow();
    }

    @Test
    void nothing_of_the_credentials_is_left_and_nothing_runs() {
        String id = integration();
        Source source = source(id);
        String sealed = row(id).sealedCredentials().text("token");

        RevocationResult result = ada.integrations().revoke(id);

        assertThat(result.provider()).isEqualTo(RevocationResult.Provider.NO_WAY);
        assertThat(row(id).toValues().toJson()).doesNotContain(sealed);
        assertThat(row(id).sealedCredentials().isEmpty()).isTrue();
        IntegrationView view = ada.integrations().get(id);
        assertThat(view.isActive()).isFalse();
        assertThat(view.disabledKind()).isEqualTo("revoked");
        assertThat(view.credentialFields()).isEmpty();
        assertThatThrownBy(() -> ada.execute(source.id())).isInstanceOf(InactiveException.class);
        assertThat(events).extracting(EngineListener.Event::name).contains("credentials.revoked");
        assertThat(ada.audit().latest(AuditFilter.all().action(AuditAction.REVOKE), 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.fields()).containsExactly("token");
                    assertThat(entry.outcome()).isEqualTo("success");
                });
    }

    @Test
    void it_can_not_be_switched_on_without_new_credentials_and_is_by_them() {
        String id = integration();
        Source source = source(id);
        ada.execute(source.id());
        ada.integrations().revoke(id);

        ConnectionChange enabled = ada.integrations().enable(id);
        ConnectionChange rotated = ada.integrations()
                .rotate(id, Rotation.to(Accounts.token("anna-2")).requireSameAccount());

        assertThat(enabled.isApplied()).isFalse();
        assertThat(enabled.failure().orElseThrow().suggestion()).contains("new credentials");
        assertThat(rotated.isApplied()).isTrue();
        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(accounts.cursors()).containsExactly(0L, 1L);
    }

    @Test
    @Timeout(30)
    void a_run_that_goes_on_is_stopped() throws Exception {
        String id = integration();
        accounts.holdRuns();
        CompletableFuture<RunResult> run = ada.executeAsync(source(id).id());
        accounts.awaitInside();

        RevocationResult result = ada.integrations().revoke(id);

        assertThat(result.cancelledRuns()).isEqualTo(1);
        assertThat(run.get().status()).isEqualTo(Status.CANCELLED);
        assertThat(run.get().failure().orElseThrow().message()).contains("revoked");
        assertThat(row(id).sealedCredentials().isEmpty()).isTrue();
    }

    @Test
    @Timeout(30)
    void a_run_of_another_process_is_stopped_when_that_looks_next() throws Exception {
        String id = integration();
        accounts.holdRuns();
        CompletableFuture<RunResult> run = ada.executeAsync(source(id).id());
        accounts.awaitInside();
        var here = new RevocationFlow(engine.parts());
        here.stopOrphans();
        assertThat(run).isNotDone();
        Integration row = row(id);
        stores.table(Integration.KIND)
                .replace(
                        Integration.of(row.toValues()
                                .with("is_active", false)
                                .with("disabled_kind", Integration.OFF_BY_REVOCATION)),
                        row.revision());

        here.stopOrphans();

        assertThat(run.get().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void the_service_is_told_with_the_credentials_that_end() {
        canBeTold = true;
        String id = integration();

        RevocationResult result = ada.integrations().revoke(id);

        assertThat(result.provider()).isEqualTo(RevocationResult.Provider.TOLD);
        assertThat(accounts.requests("/revoke")).isEqualTo(1);
        assertThat(row(id).sealedCredentials().isEmpty()).isTrue();
    }

    @Test
    void a_service_that_can_not_be_told_keeps_nothing_from_being_wiped() {
        canBeTold = true;
        String id = integration();
        accounts.answers(503);

        RevocationResult result = ada.integrations().revoke(id);

        assertThat(result.provider()).isEqualTo(RevocationResult.Provider.NOT_TOLD);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.SERVER_ERROR);
        assertThat(row(id).sealedCredentials().isEmpty()).isTrue();
    }

    @Test
    void a_second_revocation_finds_nothing_to_tell() {
        canBeTold = true;
        String id = integration();

        ada.integrations().revoke(id);
        RevocationResult again = ada.integrations().revoke(id);

        assertThat(again.provider()).isEqualTo(RevocationResult.Provider.NOT_CONNECTED);
        assertThat(told).hasValue(1);
    }

    @Test
    @Timeout(30)
    void deleting_stops_runs_and_is_audited_when_nothing_else_is_left() {
        String id = integration();
        Source source = source(id);
        accounts.holdRuns();
        CompletableFuture<RunResult> run = ada.executeAsync(source.id());
        await().atMost(Duration.ofSeconds(20)).until(() -> accounts.requests("/items") == 1);

        ada.integrations().deleteWithDependents(id);

        assertThat(run.join().status()).isEqualTo(Status.CANCELLED);
        assertThat(stores.table(Integration.KIND).find("ada", id)).isEmpty();
        assertThat(ada.audit().latest(AuditFilter.all().integration(id).action(AuditAction.DELETE), 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.outcome()).isEqualTo("success"));
    }

    @Test
    void deleting_what_is_used_touches_no_credentials() {
        String id = integration();
        source(id);

        assertThatThrownBy(() -> ada.integrations().delete(id)).isInstanceOf(ConflictException.class);

        assertThat(ada.audit().latest(AuditFilter.all().action(AuditAction.DELETE), 10))
                .isEmpty();
        assertThat(row(id).sealedCredentials().isEmpty()).isFalse();
    }
}
