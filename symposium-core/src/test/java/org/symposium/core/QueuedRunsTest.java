package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.flow.Sweep;
import org.symposium.spi.Lease;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.Run;
import org.symposium.spi.RunQueue;
import org.symposium.spi.SourceRun;
import org.symposium.spi.Stores;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.WhenRunning;

class QueuedRunsTest {
    private static final String KEY = AesGcmVault.newKey();
    private final AtomicReference<Function<SourceRun, CardData>> work =
            new AtomicReference<>(Fakes.Source.echo()::execute);
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final InMemoryStores stores = new InMemoryStores();
    private final CountingLeases leases = new CountingLeases(stores.leases());
    private Engine engine = engine(WhenRunning.REFUSE);
    private OwnerView ada = engine.forOwner("ada");

    @AfterEach
    void close() {
        engine.close();
    }

    private Engine engine(WhenRunning whenRunning) {
        return Engine.builder()
                .stores(new StoresWithLeases(stores, leases))
                .vault(AesGcmVault.ofBase64(KEY))
                .handler(new Fakes.Source(run -> {
                    ran.add(run.settings().text("query"));
                    return work.get().apply(run);
                }))
                .handler(new Fakes.Output(delivery -> DeliveryResult.delivered("d-1")))
                .minimumInterval(Duration.ofSeconds(1))
                .runThreads(1)
                .whenRunning(whenRunning)
                .build();
    }

    private Source source(String query) {
        var integration = ada.integrations().create("echo", "Mine", Credentials.none());
        return ada.sources().create(integration.id(), query, Settings.of("query", query));
    }

    private Source scheduled(String query) {
        var integration = ada.integrations().create("echo", "Mine", Credentials.none());
        return ada.sources()
                .create(SourceDraft.of(integration.id(), query, Settings.of("query", query))
                        .schedule(Schedule.at(Clock.systemUTC().instant().plusMillis(300))));
    }

    @Test
    void a_run_asked_for_and_not_waited_for_stands_in_the_log_until_an_engine_is_started() {
        Source source = source("java");

        String id = ada.executeLater(source.id());

        assertThat(ada.executions().get(id).status()).isEqualTo(Status.QUEUED);
        assertThat(ada.runs().waiting(10))
                .extracting(queued -> queued.run().executionId())
                .containsExactly(id);
        assertThat(engine.forOwner("bob").runs().list(10)).isEmpty();
        assertThat(engine.operator().runs().list(10)).hasSize(1);
        engine.start();
        await().until(() -> ada.executions().get(id).status() == Status.SUCCESS);
        Execution row = ada.executions().get(id);
        assertThat(row.toValues().text("trigger_kind")).isEqualTo("manual");
        assertThat(row.cardId()).isPresent();
        assertThat(row.toValues().has("attempts")).isFalse();
        assertThat(ada.sources().get(source.id()).executionCount()).isEqualTo(1);
        await().until(() -> ada.runs().list(10).isEmpty());
    }

    @Test
    void a_delivery_can_be_asked_for_so_too() {
        ada.execute(source("java").id());
        var sink = ada.integrations().create("sink", "Sink", Credentials.none());
        var output =
                ada.outputs().create(sink.id(), "Digest", Settings.of("to", "team"), "{{#cards}}{{title}}{{/cards}}");

        String id = ada.deliverLater(output.id());
        engine.start();

        await().until(() -> ada.executions().get(id).status() == Status.SUCCESS);
        assertThat(ada.executions().get(id).cardsSent()).isEqualTo(1);
    }

    @Test
    void while_it_goes_on_it_is_shown_as_running() {
        var inside = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        work.set(run -> {
            inside.countDown();
            wait(release);
            return CardData.of("x");
        });
        String id = ada.executeLater(source("java").id());
        engine.start();
        wait(inside);

        assertThat(ada.executions().get(id).status()).isEqualTo(Status.RUNNING);
        assertThat(ada.runs().running(10)).singleElement().satisfies(queued -> {
            assertThat(queued.run().executionId()).isEqualTo(id);
            assertThat(queued.since()).isPresent();
        });
        assertThat(ada.runs().waiting(10)).isEmpty();
        release.countDown();
        await().until(() -> ada.executions().get(id).status() == Status.SUCCESS);
    }

    @Test
    void what_can_not_run_is_refused_at_once() {
        Source off = source("java");
        ada.sources().disable(off.id());

        assertThatThrownBy(() -> ada.executeLater(off.id())).isInstanceOf(InactiveException.class);
        assertThatThrownBy(() -> ada.executeLater("none")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> engine.forOwner("bob").executeLater(off.id())).isInstanceOf(NotFoundException.class);
        assertThat(engine.operator().runs().list(10)).isEmpty();
    }

    @Test
    void a_run_whose_source_is_deleted_before_it_begins_is_logged_as_cancelled() {
        Source source = source("java");
        String id = ada.executeLater(source.id());
        ada.sources().delete(source.id());

        engine.start();

        await().until(() -> ada.executions().get(id).status() == Status.CANCELLED);
        assertThat(ada.executions().get(id).errorMessage()).isPresent();
        assertThat(ran).isEmpty();
        await().until(() -> engine.operator().runs().list(10).isEmpty());
    }

    @Test
    void a_second_order_for_the_same_is_refused() {
        Source source = source("java");
        ada.executeLater(source.id());

        assertThatThrownBy(() -> ada.executeLater(source.id())).isInstanceOf(ConflictException.class);
    }

    @Test
    void or_joins_the_first_by_the_hosts_choice() {
        joining();
        Source source = source("java");

        String first = ada.executeLater(source.id());

        assertThat(ada.executeLater(source.id())).isEqualTo(first);
        assertThat(ada.executions().latest(10)).hasSize(1);
    }

    @Test
    void a_second_call_joins_the_run_that_goes_on_and_gets_its_result() throws Exception {
        joining();
        var inside = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        work.set(run -> {
            inside.countDown();
            wait(release);
            return CardData.of("joined");
        });
        Source source = source("java");
        var first = CompletableFuture.supplyAsync(() -> ada.execute(source.id()));
        wait(inside);
        var second = new CompletableFuture<RunResult>();
        var joining = new Thread(() -> second.complete(ada.execute(source.id())));
        joining.start();
        await().until(() -> joining.getState() == Thread.State.TIMED_WAITING); // it has joined

        await().until(() -> leases.refused() > 0);
        assertThat(second).isNotDone();
        release.countDown();

        RunResult result = second.get();
        assertThat(result.executionId()).isEqualTo(first.get().executionId());
        assertThat(result.card().map(Card::title)).contains("joined");
        assertThat(ran).hasSize(1);
        assertThat(ada.sources().get(source.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void a_call_that_joins_a_run_which_ends_without_a_result_runs_by_itself() throws Exception {
        joining();
        Source source = source("java");
        Lease dead = stores.leases()
                .acquire("source/ada/" + source.id(), Duration.ofMinutes(1))
                .orElseThrow();
        var call = CompletableFuture.supplyAsync(() -> ada.execute(source.id()));
        await().until(() -> leases.refused() > 0);
        assertThat(call).isNotDone();

        stores.leases().release(dead);

        assertThat(call.get().status()).isEqualTo(Status.SUCCESS);
        assertThat(ran).hasSize(1);
    }

    @Test
    void a_lease_that_can_not_be_given_back_spoils_no_run() {
        Source source = source("java");
        leases.failFromNowOn();

        assertThat(ada.execute(source.id()).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void what_somebody_asked_for_comes_before_what_is_scheduled() {
        for (String query : List.of("s1", "s2", "s3")) {
            scheduled(query);
        }
        engine.pause();
        engine.start();
        await().until(() ->
                engine.operator().runs().late(Duration.ofMillis(1), 10).size() == 3);
        ada.executeLater(source("asked for").id());

        engine.resume();

        await().until(() -> ran.size() == 4);
        assertThat(ran.get(0)).isEqualTo("asked for");
    }

    @Test
    void a_paused_engine_begins_nothing_but_what_is_called_for() {
        engine.start();
        engine.pause();
        String id = ada.executeLater(source("queued").id());

        assertThat(ada.execute(source("called").id()).status()).isEqualTo(Status.SUCCESS);
        await().during(Duration.ofMillis(300)).until(() -> ran.equals(List.of("called")));

        engine.resume();
        await().until(() -> ada.executions().get(id).status() == Status.SUCCESS);
    }

    @Test
    void what_is_late_is_listed_until_it_runs() {
        engine.pause();
        engine.start();
        ada.executeLater(source("java").id());

        await().until(() -> ada.runs().late(Duration.ofMillis(50), 10).size() == 1);
        assertThat(ada.runs().late(Duration.ofHours(1), 10)).isEmpty();
        assertThat(engine.forOwner("bob").runs().late(Duration.ZERO, 10)).isEmpty();
        engine.resume();
        await().until(() -> ada.runs().late(Duration.ZERO, 10).isEmpty());
    }

    @Test
    void an_entry_that_is_missing_is_put_back_at_the_start() {
        Source source = scheduled("java");
        assertThat(stores.runs().remove("source/ada/" + source.id())).isTrue();

        engine.start();

        await().until(() -> ada.sources().get(source.id()).executionCount() == 1);
    }

    @Test
    void what_waits_in_the_queue_is_left_as_it_is() {
        Source source = scheduled("java");
        QueuedRun before = stores.runs().find("source/ada/" + source.id()).orElseThrow();

        new Sweep(engine.parts(), engine.parts().entries()).run();

        assertThat(stores.runs().list("", 10))
                .extracting(queued -> queued.run().executionId())
                .containsExactly(before.run().executionId());
    }

    @Test
    void an_entry_that_waits_for_too_late_a_moment_is_moved() {
        Source source = scheduled("java");
        Run entry =
                stores.runs().find("source/ada/" + source.id()).orElseThrow().run();
        stores.runs().put(entry.with("due_at", entry.dueAt().plusSeconds(3_600)));
        Run retried = entry.again(2, entry.dueAt().plusSeconds(3_600));
        var sweep = new Sweep(engine.parts(), engine.parts().entries());

        sweep.run();
        assertThat(stores.runs().list("", 1).get(0).run().dueAt()).isEqualTo(entry.dueAt());
        stores.runs().put(retried);
        sweep.run();

        assertThat(stores.runs().list("", 1).get(0).run().toValues())
                .as("a further attempt has its own time")
                .isEqualTo(retried.toValues());
    }

    @Test
    void a_further_attempt_that_waits_outlives_an_edit() {
        Source source = scheduled("java");
        Run entry =
                stores.runs().find("source/ada/" + source.id()).orElseThrow().run();
        stores.runs().put(entry.again(2, entry.dueAt().plusSeconds(60)));

        ada.sources().update(source.id(), draft -> draft.name("Other"));

        assertThat(stores.runs().list("", 10))
                .extracting(queued -> queued.run().attempt())
                .containsExactly(2);
    }

    @Test
    void a_slot_runs_once_though_its_source_is_edited_meanwhile() {
        Source source = scheduled("java");
        work.set(run -> {
            ada.sources().update(source.id(), draft -> draft.name("Renamed"));
            return CardData.of("x");
        });

        engine.start();

        await().until(() -> stores.runs().list("", 10).isEmpty() && !ran.isEmpty());
        assertThat(ran).hasSize(1);
        assertThat(ada.sources().get(source.id()).nextRunAt()).isEmpty();
        assertThat(ada.sources().get(source.id()).name()).isEqualTo("Renamed");
        assertThat(ada.sources().get(source.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void an_integration_that_is_off_has_nothing_put_back_until_it_is_on_again() {
        Source source = scheduled("java");
        stores.runs().remove("source/ada/" + source.id());
        ada.integrations().disable(source.integrationId());
        var sweep = new Sweep(engine.parts(), engine.parts().entries());

        sweep.run();
        assertThat(stores.runs().list("", 10)).isEmpty();
        ada.integrations().enable(source.integrationId());
        sweep.run();

        assertThat(stores.runs().list("", 10)).hasSize(1);
    }

    @Test
    void one_node_at_a_time_looks_for_what_is_missing() {
        Source source = scheduled("java");
        stores.runs().remove("source/ada/" + source.id());
        assertThat(stores.leases().acquire("sweep", Duration.ofMinutes(1))).isPresent();

        new Sweep(engine.parts(), engine.parts().entries()).run();

        assertThat(stores.runs().list("", 10)).isEmpty();
    }

    @Test
    void what_is_run_while_the_sweep_looks_is_not_put_back() {
        Source source = scheduled("java");
        Run entry =
                stores.runs().find("source/ada/" + source.id()).orElseThrow().run();
        Instant next = entry.dueAt().plusSeconds(60);
        Run following = Run.of(entry.key(), "next", "ada", next);
        Stores meanwhile = aroundFind(() -> {
            Source row = ada.sources().get(source.id());
            Values gone = row.toValues().with("next_run_at", next);
            assertThat(stores.table(Source.KIND).replace(Source.of(gone), row.revision()))
                    .isTrue();
            stores.runs().put(following);
        });

        try (Engine looking = Engine.builder()
                .stores(meanwhile)
                .vault(AesGcmVault.ofBase64(KEY))
                .handler(Fakes.Source.echo())
                .build()) {
            new Sweep(looking.parts(), looking.parts().entries()).run();

            assertThat(stores.runs().list("", 10))
                    .extracting(queued -> queued.run().toValues())
                    .containsExactly(following.toValues());
        }
    }

    /** The stores, but whenever the queue is asked for an entry, this happens first. */
    private Stores aroundFind(Runnable first) {
        RunQueue queue = proxy(RunQueue.class, (proxy, method, arguments) -> {
            if (method.getName().equals("find")) {
                first.run();
            }
            return method.invoke(stores.runs(), arguments);
        });
        return proxy(
                Stores.class,
                (proxy, method, arguments) ->
                        method.getName().equals("runs") ? queue : method.invoke(stores, arguments));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void joining() {
        engine = engine(WhenRunning.JOIN);
        ada = engine.forOwner("ada");
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
