package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Delivery;
import org.symposium.spi.EngineListener;
import org.symposium.spi.Lease;
import org.symposium.spi.Run;
import org.symposium.spi.SourceRun;
import org.symposium.spi.Step;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

class InterruptedRunsTest {
    private final AtomicReference<Function<SourceRun, CardData>> work =
            new AtomicReference<>(run -> CardData.of("done").cursor(Values.of("seen", 1)));
    private final CountDownLatch inside = new CountDownLatch(1);
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final AtomicBoolean hold = new AtomicBoolean();
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final List<EngineListener.Event> events = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T09:00:00Z"));
    private final InMemoryStores stores = new InMemoryStores(new Hand());
    private final Engine engine = engine();
    private final OwnerView ada = engine.forOwner("ada");

    private Engine engine() {
        return builder().build();
    }

    private EngineBuilder builder() {
        return Engine.builder()
                .stores(stores)
                .clock(new Hand())
                .vault(AesGcmVault.ofBase64("3q2+7wD/EjRWeJq83vAZaK8ck0VW5w0hXmFzqUvPLys="))
                .grace(Duration.ofMillis(20))
                .handler(new Fakes.Source(run -> {
                    ran.add(run.executionId());
                    return work.get().apply(run);
                }))
                .handler(new Fakes.Output(this::deliver))
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        events.add(event);
                    }
                });
    }

    private DeliveryResult deliver(Delivery delivery) {
        delivery.step(step("first"));
        while (hold.get()) {
            inside.countDown();
            delivery.stopIfCancelled();
        }
        delivery.step(step("second"));
        return DeliveryResult.delivered("d-1");
    }

    private Step step(String name) {
        return Step.of(name, Effect.ONCE, Values.of("what", name), () -> {
            steps.add(name);
            return Values.empty();
        });
    }

    private Run run(String key) {
        return stores.runs().find(key).orElseThrow().run();
    }

    private Source source(Optional<Schedule> schedule) {
        var integration = ada.integrations().create("echo", "Mine", Credentials.none());
        SourceDraft draft = SourceDraft.of(integration.id(), "News", Settings.of("query", "java"));
        return ada.sources().create(schedule.map(draft::schedule).orElse(draft));
    }

    private Source hourly() {
        Source source = source(Optional.of(Schedule.cron("0 * * * *", ZoneOffset.UTC)));
        now.updateAndGet(before -> before.plusSeconds(3_600));
        return source;
    }

    /** Until it is stopped. */
    private CardData blocked(SourceRun run) {
        inside.countDown();
        while (true) {
            run.stopIfCancelled();
            Thread.onSpinWait();
        }
    }

    @Test
    void a_run_that_closing_interrupts_is_logged_so_and_done_by_the_next_engine() throws InterruptedException {
        Source source = hourly();
        work.set(this::blocked);
        engine.start();
        inside.await();

        engine.close();

        try (Engine next = engine()) {
            OwnerView after = next.forOwner("ada");
            Execution first = after.executions().latest(10).get(0);
            assertThat(first.status()).isEqualTo(Status.INTERRUPTED);
            assertThat(first.errorMessage()).contains("The engine was closed while it ran.");
            assertThat(names()).containsExactly("run.interrupted");
            Run waits = stores.runs()
                    .find("source/ada/" + source.id())
                    .orElseThrow()
                    .run();
            assertThat(waits.executionId()).isEqualTo(first.id());
            assertThat(waits.attempt()).isEqualTo(2);

            work.set(run -> CardData.of("done"));
            next.start();

            await().until(() -> after.executions().get(first.id()).status() == Status.SUCCESS);
            Execution row = after.executions().get(first.id());
            assertThat(row.slot()).isEqualTo(first.slot()).contains(Instant.parse("2026-01-31T10:00:00Z"));
            assertThat(row.toValues().whole("attempt")).isEqualTo(2);
            assertThat(row.toValues().list("attempts")).singleElement().satisfies(attempt -> {
                assertThat(attempt.text("status")).isEqualTo("interrupted");
                assertThat(attempt.whole("attempt")).isEqualTo(1);
                assertThat(attempt.instant("started_at")).isEqualTo(now.get());
                assertThat(attempt.text("error_kind")).isEqualTo("cancelled");
            });
            assertThat(ran).containsExactly(first.id(), first.id());
            assertThat(after.sources().get(source.id()).executionCount()).isEqualTo(1);
            assertThat(after.executions().latest(10)).hasSize(1);
            assertThat(cards(after)).hasSize(1);
            await().until(() -> stores.runs()
                    .find("source/ada/" + source.id())
                    .filter(queued -> queued.run().dueAt().equals(Instant.parse("2026-01-31T11:00:00Z")))
                    .isPresent());
        }
    }

    @Test
    void a_handler_that_does_not_look_is_interrupted_by_its_thread() throws InterruptedException {
        Source source = hourly();
        work.set(run -> {
            inside.countDown();
            try {
                TimeUnit.HOURS.sleep(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException("as handlers do", e);
            }
            return CardData.of("never");
        });
        engine.start();
        inside.await();

        engine.close();

        Run waits =
                stores.runs().find("source/ada/" + source.id()).orElseThrow().run();
        assertThat(waits.attempt()).isEqualTo(2);
        try (Engine next = engine()) {
            assertThat(next.forOwner("ada").executions().latest(10))
                    .extracting(Execution::status)
                    .containsExactly(Status.INTERRUPTED);
        }
    }

    @Test
    void a_run_on_a_callers_thread_ends_as_cancelled_when_the_engine_is_closed() throws Exception {
        Source source = source(Optional.empty());
        work.set(this::blocked);
        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> ada.execute(source.id()));
        inside.await();

        engine.close();

        assertThat(run.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.CANCELLED);
        assertThat(stores.runs().list("", 10)).isEmpty();
    }

    @Test
    void a_run_whose_process_died_is_logged_and_goes_on_with_the_next_attempt() {
        Source source = hourly();
        Run died = stores.runs().find("source/ada/" + source.id()).orElseThrow().run();
        Instant began = now.get().minusSeconds(40);
        stores.runs().put(died.interruptedSince(Optional.of(began)));

        engine.start();

        await().until(() -> ada.sources().get(source.id()).executionCount() == 1 && !ran.isEmpty());
        await().until(() -> ada.executions().get(died.executionId()).status() == Status.SUCCESS);
        assertThat(ada.executions().get(died.executionId()).slot()).contains(Instant.parse("2026-01-31T10:00:00Z"));
        Values row = ada.executions().get(died.executionId()).toValues();
        assertThat(row.whole("attempt")).isEqualTo(2);
        assertThat(row.list("attempts")).singleElement().satisfies(attempt -> {
            assertThat(attempt.text("status")).isEqualTo("interrupted");
            assertThat(attempt.instant("started_at")).isEqualTo(began);
        });
        assertThat(names()).containsExactly("run.interrupted", "execution.finished");
        assertThat(ran).containsExactly(died.executionId());
        assertThat(ada.sources().get(source.id()).executionCount()).isEqualTo(1);
        assertThat(ada.sources().get(source.id()).nextRunAt()).contains(Instant.parse("2026-01-31T11:00:00Z"));
    }

    @Test
    void a_run_whose_process_may_still_live_waits_for_its_lease_to_end() {
        Source source = hourly();
        String key = "source/ada/" + source.id();
        Run died = stores.runs().find(key).orElseThrow().run().interruptedSince(Optional.empty());
        stores.runs().put(died);
        Lease lease = stores.leases().acquire(key, Duration.ofSeconds(30)).orElseThrow();

        engine.start();

        await().until(() -> !run(key).dueAt().equals(died.dueAt()));
        assertThat(run(key).interrupted()).isEqualTo(1);
        assertThat(run(key).firstDueAt()).isEqualTo(died.dueAt());
        assertThat(ran).isEmpty();
        stores.leases().release(lease);
        now.updateAndGet(before -> before.plusSeconds(10));
        await().until(() ->
                ada.executions().find(died.executionId()).stream().anyMatch(row -> row.status() == Status.SUCCESS));
    }

    @Test
    void an_interrupted_run_is_no_failure_and_no_success() throws InterruptedException {
        Source source = hourly();
        work.set(run -> {
            throw new HandlerException(FailureKind.INVALID_RESPONSE, "Not now.");
        });
        ada.execute(source.id());
        work.set(this::blocked);
        engine.start();
        inside.await();

        engine.close();

        try (Engine next = engine()) {
            Source after = next.forOwner("ada").sources().get(source.id());
            assertThat(after.progress().consecutiveFailures()).isEqualTo(1);
            assertThat(after.executionCount()).isEqualTo(2);
        }
    }

    @Test
    void a_delivery_that_was_interrupted_repeats_no_step() throws InterruptedException {
        work.set(run -> CardData.of("card"));
        ada.execute(source(Optional.empty()).id());
        var sink = ada.integrations().create("sink", "Sink", Credentials.none());
        var output = ada.outputs().create(sink.id(), "Digest", Settings.of("to", "team"), "{{#cards}}x{{/cards}}");
        String id = ada.deliverLater(output.id());
        hold.set(true);
        engine.start();
        inside.await();

        engine.close();
        hold.set(false);

        try (Engine next = engine()) {
            next.start();
            OwnerView after = next.forOwner("ada");
            await().until(() -> after.executions().get(id).status() == Status.SUCCESS);
            assertThat(steps).containsExactly("first", "second");
            assertThat(after.executions().get(id).cardsSent()).isEqualTo(1);
            assertThat(after.outputs().get(output.id()).executionCount()).isEqualTo(1);
        }
    }

    @Test
    void where_our_clock_is_behind_the_queues_a_slot_waits_and_does_not_spin() {
        Source source = hourly();
        String key = "source/ada/" + source.id();
        Instant slot = run(key).dueAt();
        var evaluations = new CopyOnWriteArrayList<Instant>();
        Clock behind = new Clock() {
            @Override
            public Instant instant() {
                evaluations.add(now.get());
                return slot.minusSeconds(2);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };

        try (Engine late = builder().clock(behind).build().start()) {
            await().until(() -> run(key).dueAt().equals(slot.plusSeconds(1)));
            await().during(Duration.ofMillis(200)).until(() -> ran.isEmpty());
            assertThat(evaluations).hasSizeLessThan(50);
            assertThat(late.operator().runs().list(10)).hasSize(1);
        }
    }

    @Test
    void where_our_clock_is_ahead_of_the_queues_what_is_due_now_or_soon_does_not_wait_for_it() {
        Source source = source(Optional.empty());
        Clock ahead = Clock.offset(new Hand(), Duration.ofHours(1));
        var lease = stores.leases()
                .acquire("source/ada/" + source.id(), Duration.ofMinutes(1))
                .orElseThrow();
        try (Engine early = builder().clock(ahead).build().start()) {
            String id = early.forOwner("ada").executeLater(source.id());
            await().until(() -> !run("manual/source/ada/" + source.id()).dueAt().equals(now.get()));
            assertThat(run("manual/source/ada/" + source.id()).dueAt())
                    .as("postponed, since it runs elsewhere")
                    .isBetween(now.get(), now.get().plusSeconds(2));
            stores.leases().release(lease);
            now.updateAndGet(before -> before.plusSeconds(2));

            await().until(() -> ada.executions().get(id).status() == Status.SUCCESS);
        }
    }

    @Test
    void a_run_whose_process_died_after_it_was_saved_is_not_run_again() {
        Source source = source(Optional.empty());
        String id = ada.executeLater(source.id());
        Run run = stores.runs().list("", 1).get(0).run();
        engine.start();
        await().until(() -> ada.executions().get(id).status() == Status.SUCCESS);
        await().until(() -> stores.runs().list("", 1).isEmpty());

        stores.runs().put(run.interruptedSince(Optional.empty()));

        await().until(() -> stores.runs().list("", 1).isEmpty());
        assertThat(ran).hasSize(1);
        assertThat(ada.executions().get(id).status()).isEqualTo(Status.SUCCESS);
        assertThat(cards(ada)).hasSize(1);
    }

    @Test
    void a_run_that_was_saved_as_interrupted_before_its_process_died_goes_on_once() {
        Source source = hourly();
        Run died = stores.runs().find("source/ada/" + source.id()).orElseThrow().run();
        stores.runs().put(died.interruptedSince(Optional.empty()).interruptedSince(Optional.empty()));

        engine.start();

        await().until(() -> !cards(ada).isEmpty());
        assertThat(ran).hasSize(1);
        assertThat(ada.executions().get(died.executionId()).toValues().whole("attempt"))
                .isEqualTo(3);
        assertThat(ada.sources().get(source.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void a_run_that_kills_its_process_again_and_again_is_left() {
        Source source = hourly();
        String key = "source/ada/" + source.id();
        Run run = stores.runs().find(key).orElseThrow().run();
        Values before = Values.of("status", "interrupted");
        stores.table(Execution.KIND)
                .insert(Execution.of(Values.of("execution_id", run.executionId())
                        .with("user_id", "ada")
                        .with("started_at", now.get())
                        .with("attempt", 5)
                        .with("status", "interrupted")
                        .with("attempts", List.of(before, before, before, before))));
        stores.runs().put(run.again(6, run.dueAt()).interruptedSince(Optional.empty()));

        engine.start();

        await().until(() -> stores.runs()
                .find(key)
                .filter(queued -> queued.run().executionId().equals(run.executionId()))
                .isEmpty());
        assertThat(ran).doesNotContain(run.executionId());
        Execution row = ada.executions().get(run.executionId());
        assertThat(row.status()).isEqualTo(Status.INTERRUPTED);
        assertThat(row.toValues().whole("attempt")).isEqualTo(6);
    }

    @Test
    void a_node_that_stood_still_past_its_lease_writes_nothing() throws Exception {
        Source source = source(Optional.empty());
        var goOn = new CountDownLatch(1);
        work.set(run -> {
            inside.countDown();
            awaitQuietly(goOn);
            return CardData.of("of the one that stood still").cursor(Values.of("seen", "stale"));
        });
        CompletableFuture<RunResult> frozen = CompletableFuture.supplyAsync(() -> ada.execute(source.id()));
        inside.await();
        now.updateAndGet(before -> before.plusSeconds(31));
        work.set(run -> CardData.of("of the other").cursor(Values.of("seen", "fresh")));

        try (Engine other = engine()) {
            OwnerView there = other.forOwner("ada");
            RunResult taken = there.execute(source.id());
            goOn.countDown();

            assertThat(frozen.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.INTERRUPTED);
            assertThat(taken.status()).isEqualTo(Status.SUCCESS);
            assertThat(cards(there)).extracting(Card::title).containsExactly("of the other");
            assertThat(there.executions().latest(10)).extracting(Execution::id).containsExactly(taken.executionId());
            Source after = there.sources().get(source.id());
            assertThat(after.executionCount()).isEqualTo(1);
            assertThat(after.cursor().toJson()).contains("fresh").doesNotContain("stale");
        }
    }

    private List<String> names() {
        return events.stream().map(EngineListener.Event::name).toList();
    }

    private static List<Card> cards(OwnerView owner) {
        return owner.cards().latest(10);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Set by the test. */
    private final class Hand extends Clock {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
