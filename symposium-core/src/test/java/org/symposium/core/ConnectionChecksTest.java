package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.core.internal.flow.ConnectionChecks;
import org.symposium.core.internal.flow.ConnectionFlow;
import org.symposium.spi.EngineListener;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.IntegrationView;

/** Credentials that are tried from time to time by themselves. */
class ConnectionChecksTest {
    private static final Duration DAY = Duration.ofDays(1);

    private Accounts accounts = Accounts.free();
    private final HandSetClock clock = new HandSetClock("2026-01-31T12:00:00Z");
    private final List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
    private Engine engine = open(DAY);
    private ConnectionChecks checks = checks();

    private Engine open(Duration interval) {
        return accounts.engine()
                .clock(clock)
                .connectionChecks(interval)
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        events.add(event);
                    }
                })
                .build();
    }

    private ConnectionChecks checks() {
        return new ConnectionChecks(engine.parts(), new ConnectionFlow(engine.parts()), Runnable::run, DAY);
    }

    private void reopen(Accounts other) {
        close();
        accounts = other;
        engine = open(DAY);
        checks = checks();
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

    private void aDayLater() {
        clock.advance(DAY.plusHours(3));
        checks.run();
    }

    @Test
    void a_connection_is_tried_once_an_interval() {
        String id = integration("anna-1");

        checks.run();
        assertThat(accounts.requests("/me")).isZero();
        aDayLater();
        checks.run();
        assertThat(accounts.requests("/me")).isEqualTo(1);
        aDayLater();

        assertThat(accounts.requests("/me")).isEqualTo(2);
        assertThat(ada().get(id).connection().lastTestedAt()).contains(clock.instant());
        assertThat(engine.forOwner("ada")
                        .audit()
                        .latest(AuditFilter.all(), 1)
                        .get(0)
                        .actor())
                .isEqualTo(AuditActor.ENGINE);
        assertThat(events).extracting(EngineListener.Event::name).containsExactly("integration.health_changed");
    }

    @Test
    void what_was_made_together_is_not_tried_together() {
        for (int number = 0; number < 40; number++) {
            integration("anna-" + number);
        }

        clock.advance(DAY.minusHours(3));
        checks.run();
        int early = accounts.requests("/me");
        clock.advance(Duration.ofHours(3));
        checks.run();
        int between = accounts.requests("/me");
        clock.advance(Duration.ofHours(3));
        checks.run();

        assertThat(early).isZero();
        assertThat(between).isBetween(8, 32);
        assertThat(accounts.requests("/me")).isEqualTo(40);
    }

    @Test
    void a_refused_credential_switches_off_and_is_told_once() {
        String id = integration("dead-1");

        aDayLater();
        aDayLater();

        assertThat(ada().get(id).isActive()).isFalse();
        assertThat(accounts.requests("/me")).isEqualTo(1);
        assertThat(events)
                .extracting(EngineListener.Event::name)
                .containsExactly("integration.disabled", "integration.health_changed");
    }

    @Test
    void a_service_out_of_reach_switches_nothing_off() {
        String id = integration("anna-1");
        accounts.answers(503);

        aDayLater();

        IntegrationView view = ada().get(id);
        assertThat(view.isActive()).isTrue();
        assertThat(view.connection().health().orElseThrow().outcome()).isEqualTo(ConnectionOutcome.INVALID);
    }

    @Test
    void what_is_off_and_what_has_no_credentials_is_left_alone() {
        ada().disable(integration("anna-1"));
        String revoked = integration("anna-2");
        ada().revoke(revoked);

        aDayLater();

        assertThat(accounts.requests("/me")).isZero();
    }

    @Test
    void what_costs_or_posts_is_never_tried() {
        for (String test : List.of("costs", "posts", "none")) {
            reopen(new Accounts("\"connection_test\": \"" + test + "\","));
            integration("anna-1");
            aDayLater();
            assertThat(accounts.requests("/me")).as(test).isZero();
        }
    }

    @Test
    void what_was_found_unprovable_is_not_asked_again() {
        reopen(new Accounts("\"hidden\": true,"));
        String id = integration("anna-1");

        aDayLater();
        var first = ada().get(id).connection().lastTestedAt();
        aDayLater();

        assertThat(first).isPresent();
        assertThat(ada().get(id).connection().lastTestedAt()).isEqualTo(first);
    }

    @Test
    void one_node_looks_at_a_time_and_nobody_in_a_pause() {
        integration("anna-1");
        var lease = engine.parts()
                .stores()
                .leases()
                .acquire("connection-checks", Duration.ofDays(9))
                .orElseThrow();
        aDayLater();
        assertThat(accounts.requests("/me")).isZero();
        engine.parts().stores().leases().release(lease);
        checks.pause(true);
        checks.run();
        assertThat(accounts.requests("/me")).isZero();

        checks.pause(false);
        checks.run();

        assertThat(accounts.requests("/me")).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void a_started_engine_looks_by_itself() {
        engine.close();
        engine = open(Duration.ofSeconds(1));
        integration("anna-1");
        clock.advance(Duration.ofMinutes(1));

        engine.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> accounts.requests("/me") == 1);
    }
}
