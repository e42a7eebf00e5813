package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.EngineBuilder;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.core.SourceDraft;
import org.symposium.spi.EngineListener;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.WhenRunning;

/** Several engines over one database work as one. */
abstract class EnginesContract {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final String key = AesGcmVault.newKey();
    private final List<Engine> engines = new ArrayList<>();
    private final Buoys buoys = new Buoys();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HikariDataSource source;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        source = database().fresh();
    }

    @AfterEach
    void close() {
        buoys.release();
        engines.forEach(Engine::close);
        source.close();
    }

    private Engine engine() {
        return engine(builder -> builder);
    }

    private Engine engine(UnaryOperator<EngineBuilder> choices) {
        var builder = Engine.builder()
                .stores(JdbcStores.on(source))
                .vault(AesGcmVault.ofBase64(key))
                .minimumInterval(Duration.ofSeconds(1))
                .grace(Duration.ofMillis(50))
                .runThreads(3)
                .handler(buoys);
        Engine engine = choices.apply(builder).build();
        engines.add(engine);
        return engine;
    }

    private static Source scheduled(OwnerView ada, String integrationId, Schedule schedule) {
        return ada.sources()
                .create(SourceDraft.of(integrationId, "Buoy", Settings.none()).schedule(schedule));
    }

    private static String integration(OwnerView ada) {
        return ada.integrations().create("buoys", "Mine", Credentials.none()).id();
    }

    private static Source unscheduled(OwnerView ada) {
        return ada.sources().create(integration(ada), "Buoy", Settings.none());
    }

    private static Schedule inASecond() {
        return Schedule.at(Instant.now().plusMillis(1_000));
    }

    @Test
    void each_slot_runs_once_on_one_node() {
        Engine one = engine();
        Engine other = engine();
        OwnerView ada = one.forOwner("ada");
        String integrationId = integration(ada);
        var ids = new ArrayList<String>();
        for (int number = 0; number < 40; number++) {
            ids.add(scheduled(ada, integrationId, inASecond()).id());
        }

        one.start();
        other.start();

        await().atMost(LONGEST).until(() -> other.operator().runs().list(1).isEmpty());
        assertThat(buoys.ran()).hasSize(40).doesNotHaveDuplicates();
        assertThat(ids).allSatisfy(id -> {
            Source after = ada.sources().get(id);
            assertThat(after.executionCount()).isEqualTo(1);
            assertThat(after.nextRunAt()).isEmpty();
        });
        assertThat(ada.executions().latest(100)).hasSize(40).allMatch(row -> row.status() == Status.SUCCESS);
    }

    @Test
    void what_one_node_has_to_leave_another_finishes() throws InterruptedException {
        Engine one = engine();
        Engine other = engine();
        OwnerView ada = other.forOwner("ada");
        buoys.holdUntilStopped();
        String id = ada.executeLater(unscheduled(ada).id());
        one.start();
        buoys.awaitInside();
        assertThat(other.operator().runs().running(10)).singleElement().satisfies(queued -> {
            assertThat(queued.run().executionId()).isEqualTo(id);
            assertThat(queued.node()).isPresent();
            assertThat(queued.since()).isPresent();
        });
        buoys.release();

        one.close();

        assertThat(ada.executions().get(id).status()).isEqualTo(Status.INTERRUPTED);
        assertThat(ada.runs().list(10)).noneMatch(QueuedRun::isRunning);
        other.start();
        await().atMost(LONGEST).until(() -> ada.executions().get(id).status() == Status.SUCCESS);
        assertFinishedBySecondAttempt(ada, id);
    }

    @Test
    void what_a_dead_node_left_is_logged_and_finished_by_another() {
        Engine one = engine();
        OwnerView ada = one.forOwner("ada");
        String id = ada.executeLater(unscheduled(ada).id());
        String past = Database.of(source).literal(Instant.now().minusSeconds(60));
        TestDatabase.execute(
                source,
                "update symposium_scheduled_tasks set picked = true, picked_by = 'dead', version = 2, began_at = "
                        + past + ", last_heartbeat = " + past);

        one.start();

        await().atMost(LONGEST).until(() -> ada.executions().get(id).status() == Status.SUCCESS);
        assertFinishedBySecondAttempt(ada, id);
    }

    @Test
    void a_node_that_stood_still_writes_nothing_once_another_has_taken_over() throws Exception {
        Engine frozen = engine(builder -> builder.listener(new EngineListener() {
            @Override
            public void on(Event event) {
                heard.add(event.name());
            }
        }));
        Engine other = engine();
        OwnerView ada = other.forOwner("ada");
        Source made = unscheduled(ada);
        var hold = buoys.holdNext();
        String id = ada.executeLater(made.id());
        frozen.start();
        buoys.awaitInside();
        standStill();

        other.start();
        await().atMost(LONGEST)
                .until(() -> ada.executions().find(id).stream().anyMatch(row -> row.status() == Status.SUCCESS));
        hold.countDown();
        await().atMost(LONGEST).until(() -> buoys.left() == 2);
        frozen.close();
        assertThat(heard).containsExactly("run.interrupted");

        assertFinishedBySecondAttempt(ada, id);
        assertThat(ada.sources().get(made.id()).executionCount()).isEqualTo(1);
    }

    /** As if nobody had renewed anything for 40 seconds. With another version, a heartbeat that is just under way does not make a run alive again. */
    private void standStill() {
        String past = Database.of(source).literal(Instant.now().minusSeconds(40));
        TestDatabase.execute(
                source,
                "update symposium_scheduled_tasks set version = version + 1, last_heartbeat = " + past,
                "update symposium_lease set expires_at = " + past + " where lease_key like 'source/%'");
    }

    @Test
    void a_second_call_joins_the_run_on_another_node() throws Exception {
        Engine one = engine();
        Engine other = engine(builder -> builder.whenRunning(WhenRunning.JOIN));
        OwnerView ada = one.forOwner("ada");
        Source made = unscheduled(ada);
        var hold = buoys.holdNext();
        var first = CompletableFuture.supplyAsync(() -> ada.execute(made.id()));
        buoys.awaitInside();
        CompletableFuture<RunResult> second =
                CompletableFuture.supplyAsync(() -> other.forOwner("ada").execute(made.id()));
        await().during(Duration.ofSeconds(1)).until(() -> !second.isDone());

        hold.countDown();

        RunResult joined = second.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        assertThat(joined.executionId()).isEqualTo(first.get().executionId());
        assertThat(joined.status()).isEqualTo(Status.SUCCESS);
        assertThat(joined.card().map(Card::id)).isEqualTo(first.get().card().map(Card::id));
        assertThat(buoys.ran()).hasSize(1);
    }

    @Test
    void limits_hold_over_all_nodes() {
        Engine one = engine(builder -> builder.concurrency("buoys", 2));
        Engine other = engine(builder -> builder.concurrency("buoys", 2));
        OwnerView ada = one.forOwner("ada");
        buoys.takeTime(Duration.ofMillis(100));
        var ids = new ArrayList<String>();
        for (int number = 0; number < 8; number++) {
            ids.add(ada.executeLater(unscheduled(ada).id()));
        }

        one.start();
        other.start();

        await().atMost(LONGEST)
                .until(() ->
                        ids.stream().allMatch(id -> ada.executions().get(id).status() == Status.SUCCESS));
        assertThat(buoys.mostInside()).isEqualTo(2);
        assertThat(ids)
                .extracting(id -> ada.executions().get(id).toValues().whole("attempt"))
                .containsOnly(1L);
    }

    @Test
    void a_paused_node_leaves_its_work_to_the_others() {
        Engine one = engine().start();
        Engine other = engine().start();
        OwnerView ada = one.forOwner("ada");
        one.pause();
        String mine = ada.executeLater(unscheduled(ada).id());

        await().atMost(LONGEST).until(() -> ada.executions().get(mine).status() == Status.SUCCESS);
        other.pause();
        String nobodys = ada.executeLater(unscheduled(ada).id());
        await().during(Duration.ofSeconds(2))
                .until(() -> ada.executions().get(nobodys).status() == Status.QUEUED);

        one.resume();
        await().atMost(LONGEST).until(() -> ada.executions().get(nobodys).status() == Status.SUCCESS);
    }

    private static void assertFinishedBySecondAttempt(OwnerView ada, String id) {
        Execution row = ada.executions().get(id);
        assertThat(row.status()).isEqualTo(Status.SUCCESS);
        assertThat(row.toValues().whole("attempt")).isEqualTo(2);
        List<Values> attempts = row.toValues().list("attempts");
        assertThat(attempts).extracting(attempt -> attempt.text("status")).containsExactly("interrupted");
        assertThat(ada.executions().latest(10)).hasSize(1);
        assertThat(ada.cards().latest(10)).hasSize(1);
    }
}
