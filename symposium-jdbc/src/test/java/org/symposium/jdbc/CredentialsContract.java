package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.AesGcmVault;
import org.symposium.core.AuditFilter;
import org.symposium.core.Engine;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

/** Credentials that are given, tried, swapped and ended by several engines over one database, and what the audit log tells of it. */
abstract class CredentialsContract {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final String key = AesGcmVault.newKey();
    private final Keys keys = new Keys();
    private final List<Engine> engines = new ArrayList<>();
    private HikariDataSource source;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        source = database().fresh();
    }

    @AfterEach
    void close() {
        engines.forEach(Engine::close);
        source.close();
    }

    private OwnerView engine() {
        Engine engine = Engine.builder()
                .stores(JdbcStores.on(source))
                .vault(AesGcmVault.ofBase64(key))
                .grace(Duration.ofMillis(50))
                .handler(keys)
                .build();
        engines.add(engine);
        return engine.forOwner("ada");
    }

    private static String integration(OwnerView ada) {
        return ada.integrations()
                .create("keys", "Mine", Credentials.of("key", "anna-1"))
                .id();
    }

    private Integration row(String id) {
        try (var stores = JdbcStores.on(source)) {
            return stores.table(Integration.KIND).find("ada", id).orElseThrow();
        }
    }

    private static List<AuditEntry> audit(OwnerView ada, AuditFilter filter) {
        return ada.audit().latest(filter, 100);
    }

    @Test
    void what_a_test_found_is_kept() {
        OwnerView ada = engine();
        String id = integration(ada);

        ada.integrations().test(id);

        assertThat(row(id).connection().accountId()).isEqualTo("anna");
        assertThat(row(id).connection().lastTestedAt()).isPresent();
        assertThat(row(id).toValues().text("health")).isEqualTo("valid");
    }

    @Test
    void of_two_rotations_on_two_nodes_one_wins_and_nothing_is_mixed() throws Exception {
        OwnerView one = engine();
        OwnerView other = engine();
        String id = integration(one);
        for (int round = 0; round < 10; round++) {
            List<Callable<Boolean>> both = new ArrayList<>();
            for (OwnerView view : List.of(one, other)) {
                String next = (view == one ? "anna-one" : "bert-other") + round;
                both.add(() -> rotated(view, id, next));
            }
            var threads = Executors.newFixedThreadPool(2);
            long won = 0;
            for (var outcome : threads.invokeAll(both)) {
                won += outcome.get() ? 1 : 0;
            }
            threads.shutdown();

            assertThat(won).as("round %s", round).isBetween(1L, 2L); // 2: one after the other
            Source made = one.sources().create(id, "Keys", Settings.none());
            assertThat(other.execute(made.id()).status()).isEqualTo(Status.SUCCESS);
            String used = keys.used().get(keys.used().size() - 1);
            assertThat(used).endsWith(String.valueOf(round));
            assertThat(row(id).connection().accountId()).isEqualTo(used.split("-", 2)[0]);
        }
        assertThat(audit(one, AuditFilter.all().action(AuditAction.ROTATE)))
                .allMatch(entry -> !entry.outcome().equals("running"));
    }

    private static boolean rotated(OwnerView view, String id, String next) {
        try {
            ConnectionChange change = view.integrations().rotate(id, Credentials.of("key", next));
            assertThat(change.isApplied()).isTrue();
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    @Test
    void a_revocation_wins_over_a_rotation_that_is_on_its_way() throws Exception {
        OwnerView ada = engine();
        String id = integration(ada);
        var meeting = new CyclicBarrier(2);
        keys.meet(meeting);
        var thread = Executors.newSingleThreadExecutor();
        var rotation = thread.submit(() -> ada.integrations().rotate(id, Credentials.of("key", "anna-2")));
        await().atMost(LONGEST).until(() -> meeting.getNumberWaiting() == 1);

        engine().integrations().revoke(id);
        meeting.await();

        assertThat(catchThrowable(rotation::get)).hasCauseInstanceOf(ConflictException.class);
        thread.shutdown();
        assertThat(row(id).sealedCredentials().isEmpty()).isTrue();
        assertThat(row(id).isActive()).isFalse();
    }

    @Test
    void nothing_of_a_revoked_credential_is_left_in_the_database() {
        OwnerView ada = engine();
        String id = integration(ada);
        String sealed = row(id).sealedCredentials().text("key");
        assertThat(dump()).contains(sealed);

        ada.integrations().revoke(id);

        assertThat(dump()).isNotEmpty().doesNotContain(sealed).doesNotContain("anna-1");
    }

    private String dump() {
        return String.join("\n", TestDatabase.query(source, "select body from symposium_integration"))
                + String.join("\n", TestDatabase.query(source, "select body from symposium_audit"));
    }

    @Test
    void a_dead_nodes_use_of_credentials_is_audited() {
        OwnerView ada = engine();
        String id = ada.executeLater(
                ada.sources().create(integration(ada), "Keys", Settings.none()).id());
        String past = Database.of(source).literal(Instant.now().minusSeconds(60));
        TestDatabase.execute(
                source,
                "update symposium_scheduled_tasks set picked = true, picked_by = 'dead', version = 2, began_at = "
                        + past + ", last_heartbeat = " + past);

        engines.get(0).start();

        await().atMost(LONGEST).until(() -> ada.executions().get(id).status() == Status.SUCCESS);
        assertThat(audit(ada, AuditFilter.all().execution(id)))
                .extracting(AuditEntry::attempt, AuditEntry::outcome)
                .containsExactlyInAnyOrder(tuple(1, "interrupted"), tuple(2, "success"));
    }
}
