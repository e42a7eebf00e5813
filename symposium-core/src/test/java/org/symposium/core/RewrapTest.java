package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.symposium.core.Rewrap.State;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.EngineListener;
import org.symposium.spi.model.AuditAction;
import org.symposium.spi.model.AuditActor;
import org.symposium.spi.model.AuditEntry;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.KeyUse;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.VaultException;
import org.symposium.spi.model.VaultException.Trouble;

/** Moving to another key while everything goes on. */
class RewrapTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String OLD = "old:" + AesGcmVault.newKey();
    private static final String NEW = "new:" + AesGcmVault.newKey();

    private final InMemoryStores stores = new InMemoryStores();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> revealed = new AtomicReference<>("");

    private Engine engine(String keys) {
        return engine(AesGcmVault.ofBase64(keys));
    }

    private Engine engine(CredentialVault vault) {
        return Engine.builder()
                .stores(stores)
                .vault(vault)
                .handler(new Fakes.Source(run -> {
                    revealed.set(run.credentials().reveal("api_key"));
                    return CardData.of("A card");
                }))
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        heard.add(event.name() + " " + event.details().toJson());
                    }
                })
                .build();
    }

    private static List<String> integrations(Engine engine, int count) {
        var ids = new ArrayList<String>();
        for (int number = 0; number < count; number++) {
            ids.add(engine.forOwner("owner-" + number % 7)
                    .integrations()
                    .create("echo", "Mine", Credentials.of("api_key", "s3cret-" + number))
                    .id());
        }
        return ids;
    }

    private String secretOf(Engine engine, String owner, String integrationId) {
        var view = engine.forOwner(owner);
        var source = view.sources().create(integrationId, "x", Settings.of("query", "x"));
        assertThat(view.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
        return revealed.getAndSet("");
    }

    @Test
    void everything_moves_to_the_primary_key_and_the_old_one_may_go() throws Exception {
        List<String> ids = integrations(engine(OLD), 450);
        Engine engine = engine(NEW + "," + OLD);

        Rewrap.Progress progress = engine.operator().rewrap().await(LONG);

        assertThat(progress.toValues().toJson())
                .isEqualTo("{\"state\":\"finished\",\"done\":450,\"left\":0,\"unreadable\":0}");
        assertThat(engine.operator().keys()).containsExactly(new KeyUse("new", true, 450), new KeyUse("old", false, 0));
        Engine after = engine(NEW);
        for (int number = 0; number < ids.size(); number += 50) {
            assertThat(secretOf(after, "owner-" + number % 7, ids.get(number))).isEqualTo("s3cret-" + number);
        }
        assertThat(heard).anyMatch(event -> event.startsWith("rewrap.progress {\"state\":\"running\",\"done\":100,"));
        assertThat(heard)
                .filteredOn(event -> event.startsWith("rewrap.ended"))
                .singleElement()
                .asString()
                .startsWith("rewrap.ended {\"state\":\"finished\"");
    }

    private static List<AuditEntry> audit(Engine engine) {
        return engine.operator().audit().latest(AuditFilter.all().action(AuditAction.REWRAP), 100);
    }

    @Test
    void each_integration_that_is_sealed_anew_is_audited_once() throws Exception {
        List<String> ids = integrations(engine(OLD), 3);
        Engine engine = engine(NEW + "," + OLD);

        engine.operator().rewrap().await(LONG);
        engine.operator().rewrap().await(LONG); // has nothing to do

        List<AuditEntry> rows = audit(engine);
        assertThat(rows).extracting(AuditEntry::integrationId).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(rows).extracting(AuditEntry::owner).containsExactlyInAnyOrder("owner-0", "owner-1", "owner-2");
        assertThat(rows)
                .extracting(AuditEntry::executionId)
                .containsOnly(rows.get(0).executionId());
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.actor()).isEqualTo(AuditActor.OPERATOR);
            assertThat(row.fields()).containsExactly("api_key");
            assertThat(row.outcome()).isEqualTo("success");
        });
    }

    @Test
    void what_is_done_is_passed_over() throws Exception {
        integrations(engine(OLD), 3);
        Engine engine = engine(NEW + "," + OLD);
        engine.operator().rewrap().await(LONG);
        List<Integration> before = stores.table(Integration.KIND).scan(Map.of(), Optional.empty(), 10);

        Rewrap.Progress progress = engine.operator().rewrap().await(LONG);

        assertThat(progress.done()).isZero();
        assertThat(stores.table(Integration.KIND).scan(Map.of(), Optional.empty(), 10))
                .isEqualTo(before);
    }

    @Test
    void a_rewrap_changes_nothing_but_the_seal() throws Exception {
        String id = integrations(engine(OLD), 1).get(0);
        Integration before = stores.table(Integration.KIND).find("owner-0", id).orElseThrow();
        Engine engine = engine(NEW + "," + OLD);

        engine.operator().rewrap().await(LONG);

        Integration after = stores.table(Integration.KIND).find("owner-0", id).orElseThrow();
        assertThat(after.sealedCredentials()).isNotEqualTo(before.sealedCredentials());
        assertThat(after.toValues().without("credentials").without("revision"))
                .isEqualTo(before.toValues().without("credentials").without("revision"));
    }

    @Test
    void it_stops_where_it_is_told_to_and_goes_on_from_there() throws Exception {
        integrations(engine(OLD), 300);
        var vault = new Counting(AesGcmVault.ofBase64(NEW + "," + OLD));
        Engine engine = engine(vault);
        vault.holdAt(120);
        Rewrap first = engine.operator().rewrap();
        vault.reached.await();
        assertThat(engine.operator().rewrap()).as("there is one at a time").isSameAs(first);
        assertThat(first.progress().state()).isEqualTo(State.RUNNING);

        first.stop();
        vault.go.countDown();

        Rewrap.Progress stopped = first.await(LONG);
        assertThat(stopped.state()).isEqualTo(State.STOPPED);
        assertThat(stopped.done()).isBetween(119L, 121L);
        assertThat(stopped.left()).isEqualTo(300 - stopped.done());
        Rewrap.Progress finished = engine.operator().rewrap().await(LONG);
        assertThat(finished.state()).isEqualTo(State.FINISHED);
        assertThat(finished.done()).isEqualTo(300 - stopped.done());
    }

    @Test
    void a_closed_engine_ends_it_and_another_goes_on() throws Exception {
        integrations(engine(OLD), 200);
        var vault = new Counting(AesGcmVault.ofBase64(NEW + "," + OLD));
        vault.holdAt(50);
        Engine closed = engine(vault);
        Rewrap rewrap = closed.operator().rewrap();
        vault.reached.await();
        OperatorView operator = closed.operator();

        Thread closing = new Thread(closed::close);
        closing.start();
        while (true) {
            try {
                closed.operator();
                operator.rewrap();
                Thread.onSpinWait();
            } catch (IllegalStateException e) {
                break; // it is closing
            }
        }
        vault.go.countDown();
        closing.join();

        assertThat(rewrap.await(LONG).state()).isEqualTo(State.STOPPED);
        assertThatThrownBy(operator::rewrap).isInstanceOf(IllegalStateException.class);
        assertThat(engine(NEW + "," + OLD).operator().rewrap().await(LONG).left())
                .isZero();
    }

    @Test
    void a_user_who_is_faster_keeps_what_she_entered() throws Exception {
        String id = integrations(engine(OLD), 1).get(0);
        var vault = new Counting(AesGcmVault.ofBase64(NEW + "," + OLD));
        vault.holdAt(1);
        Engine engine = engine(vault);
        Rewrap rewrap = engine.operator().rewrap();
        vault.reached.await(); // the row is read, and its secret opened and sealed again

        engine(OLD + "," + NEW) // on a node that does not know yet that there is another primary key
                .forOwner("owner-0")
                .integrations()
                .rotate(id, Credentials.of("api_key", "entered-meanwhile"));
        vault.go.countDown();

        assertThat(rewrap.await(LONG).left()).isZero();
        assertThat(secretOf(engine(NEW), "owner-0", id)).isEqualTo("entered-meanwhile");
    }

    @Test
    void what_can_not_be_opened_is_left_and_counted_and_does_not_stop_the_rest() throws Exception {
        List<String> ids = integrations(engine(OLD), 3);
        var table = stores.table(Integration.KIND);
        Integration first = table.find("owner-0", ids.get(0)).orElseThrow();
        Integration second = table.find("owner-1", ids.get(1)).orElseThrow();
        table.replace(second.resealed(first.sealedCredentials()), second.revision()); // swapped by hand
        Engine engine = engine(NEW + "," + OLD);

        Rewrap.Progress progress = engine.operator().rewrap().await(LONG);

        assertThat(progress.state()).isEqualTo(State.FINISHED);
        assertThat(progress.done()).isEqualTo(2);
        assertThat(progress.unreadable()).isEqualTo(1);
        assertThat(progress.left()).isEqualTo(1);
        assertThat(engine.operator().keys()).contains(new KeyUse("old", false, 1));
        assertThat(audit(engine))
                .filteredOn(row -> row.integrationId().equals(ids.get(1)))
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row.outcome()).isEqualTo("failure");
                    assertThat(row.errorKind()).isPresent();
                });
    }

    @Test
    void a_vault_that_goes_away_fails_it_and_loses_nothing() throws Exception {
        List<String> ids = integrations(engine(OLD), 20);
        var vault = new Counting(AesGcmVault.ofBase64(NEW + "," + OLD));
        vault.failFrom(8);
        Engine engine = engine(vault);

        Rewrap.Progress failed = engine.operator().rewrap().await(LONG);

        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.failure().orElseThrow()).startsWith("The vault does not answer.");
        assertThat(failed.left()).isEqualTo(20 - failed.done());
        assertThat(audit(engine))
                .filteredOn(row -> row.outcome().equals("failure"))
                .as("the one that it was at")
                .hasSize(1);
        assertThat(audit(engine)).hasSize((int) failed.done() + 1);
        vault.failFrom(Integer.MAX_VALUE);
        assertThat(engine.operator().rewrap().await(LONG).left()).isZero();
        assertThat(secretOf(engine, "owner-6", ids.get(13))).isEqualTo("s3cret-13");
    }

    @Test
    void runs_go_on_meanwhile() throws Exception {
        List<String> ids = integrations(engine(OLD), 30);
        var vault = new Counting(AesGcmVault.ofBase64(NEW + "," + OLD));
        vault.holdAt(15);
        Engine engine = engine(vault);
        Rewrap rewrap = engine.operator().rewrap();
        vault.reached.await();

        for (int number = 0; number < ids.size(); number++) {
            assertThat(secretOf(engine, "owner-" + number % 7, ids.get(number))).isEqualTo("s3cret-" + number);
        }
        vault.go.countDown();

        assertThat(rewrap.await(LONG).left()).isZero();
        assertThat(engine.forOwner("owner-0").executions().latest(100)).allMatch(row -> row.status() == Status.SUCCESS);
    }

    /** Counts what is sealed with it, can be held at one, and can go away. */
    private static final class Counting implements CredentialVault {
        private final CredentialVault vault;
        private final AtomicInteger sealed = new AtomicInteger(-1); // the key check is not counted
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private volatile int hold = -1;
        private volatile int fail = Integer.MAX_VALUE;

        Counting(CredentialVault vault) {
            this.vault = vault;
        }

        void holdAt(int count) {
            hold = count;
        }

        void failFrom(int count) {
            fail = count;
        }

        @Override
        public String seal(byte[] plain, Place place) {
            int count = sealed.incrementAndGet();
            if (count >= fail) {
                throw new VaultException(Trouble.UNAVAILABLE, "The vault does not answer.", "Try again later.");
            }
            String text = vault.seal(plain, place);
            if (count == hold) {
                reached.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return text;
        }

        @Override
        public byte[] open(String text, Place place) {
            return vault.open(text, place);
        }

        @Override
        public boolean primary(String text) {
            return vault.primary(text);
        }

        @Override
        public String keyId(String text) {
            return vault.keyId(text);
        }
    }
}
