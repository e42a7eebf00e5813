package org.symposium.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.core.SourceDraft;
import org.symposium.spi.EngineListener;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.Run;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Verdict;
import org.symposium.testkit.MutableClock;

/** Runs that go on later do so over restarts, and on whichever node. */
abstract class ContinuedRunsContract {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration WAIT = Duration.ofMinutes(7);
    private static final Instant START = Instant.parse("2026-01-31T09:00:00Z");

    private final String key = AesGcmVault.newKey();
    private final MutableClock clock = MutableClock.at(START);
    private final Buoys buoys = new Buoys();
    private final List<Engine> engines = new ArrayList<>();
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
        Engine engine = Engine.builder()
                .stores(JdbcStores.on(source, clock))
                .clock(clock)
                .vault(AesGcmVault.ofBase64(key))
                .grace(Duration.ofMillis(50))
                .runThreads(2)
                .handler(buoys)
                .listener(new EngineListener() {
                    @Override
                    public void on(Event event) {
                        heard.add(event.name());
                    }
                })
                .build();
        engines.add(engine);
        return engine;
    }

    private static String integration(OwnerView ada) {
        return ada.integrations().create("buoys", "Mine", Credentials.none()).id();
    }

    private static Source hourly(OwnerView ada) {
        return ada.sources()
                .create(SourceDraft.of(integration(ada), "Buoy", Settings.none())
                        .schedule(Schedule.cron("0 * * * *", ZoneOffset.UTC)));
    }

    private static HandlerException tooMany() {
        return new HandlerException(
                Verdict.failed(FailureKind.RATE_LIMITED, "Too many.").retryAfter(WAIT));
    }

    private static List<Run> queue(OwnerView ada) {
        return ada.runs().list(10).stream().map(QueuedRun::run).toList();
    }

    private void assertEnd(OwnerView ada, String id, Source made) {
        await().atMost(LONGEST).until(() -> ada.executions().get(id).status() == Status.SUCCESS);
        assertThat(buoys.ran()).containsExactly(id, id);
        assertThat(ada.executions().latest(10)).hasSize(1);
        assertThat(ada.cards().latest(10)).hasSize(1);
        assertThat(ada.sources().get(made.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void a_call_that_was_put_back_goes_on_after_a_restart_at_its_moment() {
        Engine first = engine();
        Source made =
                first.forOwner("ada").sources().create(integration(first.forOwner("ada")), "Buoy", Settings.none());
        buoys.failNext(tooMany());
        RunResult result = first.forOwner("ada").execute(made.id());
        assertThat(result.status()).isEqualTo(Status.DELAYED);
        first.close();
        Engine second = engine().start();
        OwnerView ada = second.forOwner("ada");
        clock.set(START.plus(WAIT).minusMillis(1));
        await().during(Duration.ofSeconds(2)).until(() -> buoys.ran().size() == 1);

        clock.set(START.plus(WAIT));

        assertEnd(ada, result.executionId(), made);
        assertThat(ada.executions().get(result.executionId()).toValues().whole("attempt"))
                .isEqualTo(1);
        await().atMost(LONGEST).until(() -> queue(ada).isEmpty());
    }

    @Test
    void a_slot_that_was_put_back_goes_on_on_another_node_and_its_schedule_too() {
        Engine first = engine();
        Source made = hourly(first.forOwner("ada"));
        buoys.failNext(tooMany());
        Instant slot = START.plus(Duration.ofHours(1));
        clock.set(slot);
        first.start();
        await().atMost(LONGEST)
                .until(() -> queue(first.forOwner("ada")).stream().anyMatch(Run::isDelayed));
        String id = buoys.ran().get(0);
        first.close();
        Engine second = engine();
        OwnerView ada = second.forOwner("ada");
        assertThat(ada.executions().get(id).nextTryAt()).contains(slot.plus(WAIT));

        clock.set(slot.plus(WAIT));
        second.start();

        assertEnd(ada, id, made);
        await().atMost(LONGEST)
                .until(() -> queue(ada).stream().anyMatch(run -> run.dueAt().equals(slot.plus(Duration.ofHours(1)))));
        assertThat(heard).containsExactly("run.delayed", "execution.finished");
    }

    @Test
    void a_failed_run_is_tried_again_after_a_restart() {
        Engine first = engine();
        Source made = hourly(first.forOwner("ada"));
        buoys.failNext(new HandlerException(FailureKind.SERVER_ERROR, "Not now."));
        clock.set(START.plus(Duration.ofHours(1)));
        first.start();
        await().atMost(LONGEST)
                .until(() -> queue(first.forOwner("ada")).stream().anyMatch(run -> run.attempt() == 2));
        String id = buoys.ran().get(0);
        first.close();
        Engine second = engine();
        OwnerView ada = second.forOwner("ada");
        Instant at = ada.executions().get(id).nextTryAt().orElseThrow();
        assertThat(queue(ada)).extracting(Run::dueAt).containsExactly(at);

        clock.set(at);
        second.start();

        assertEnd(ada, id, made);
        assertThat(ada.executions().get(id).toValues().list("attempts"))
                .extracting(attempt -> attempt.text("status"))
                .containsExactly("failure");
    }

    @Test
    void a_node_that_dies_between_its_failure_and_the_queue_loses_no_retry() {
        Engine first = engine();
        Source made = hourly(first.forOwner("ada"));
        Run entry = queue(first.forOwner("ada")).get(0);
        buoys.failNext(new HandlerException(FailureKind.SERVER_ERROR, "Not now."));
        clock.set(START.plus(Duration.ofHours(1)));
        first.start();
        await().atMost(LONGEST)
                .until(() -> queue(first.forOwner("ada")).stream().anyMatch(run -> run.attempt() == 2));
        first.close();
        JdbcStores stores = JdbcStores.on(source, clock);
        stores.runs().put(entry.interruptedSince(Optional.of(clock.instant())));
        stores.close();
        Engine second = engine().start();
        OwnerView ada = second.forOwner("ada");

        Instant at = ada.executions().get(entry.executionId()).nextTryAt().orElseThrow();
        await().atMost(LONGEST)
                .until(() -> queue(ada).stream()
                        .anyMatch(run -> run.attempt() == 2 && run.dueAt().equals(at)));
        clock.set(at);

        assertEnd(ada, entry.executionId(), made);
    }

    @Test
    void a_run_on_another_node_is_cancelled_there() throws InterruptedException {
        Engine first = engine();
        hourly(first.forOwner("ada"));
        buoys.holdUntilStopped();
        clock.set(START.plus(Duration.ofHours(1)));
        first.start();
        buoys.awaitInside();
        String id = buoys.ran().get(0);
        OwnerView elsewhere = engine().forOwner("ada");

        assertThat(elsewhere.cancel(id)).isTrue();

        await().atMost(LONGEST).until(() -> elsewhere.executions().get(id).status() == Status.CANCELLED);
        await().atMost(LONGEST)
                .until(() -> queue(elsewhere).stream()
                        .noneMatch(run -> run.executionId().equals(id)));
        assertThat(elsewhere.cancel(id)).isFalse();
    }

    @Test
    void failures_are_counted_over_nodes_and_switch_off_once() {
        Engine first = engine();
        Engine second = engine();
        Source made =
                first.forOwner("ada").sources().create(integration(first.forOwner("ada")), "Buoy", Settings.none());

        for (int time = 0; time < 10; time++) {
            buoys.failNext(new HandlerException(FailureKind.INVALID_RESPONSE, "Nonsense."));
            (time % 2 == 0 ? first : second).forOwner("ada").execute(made.id());
        }

        Source off = second.forOwner("ada").sources().get(made.id());
        assertThat(off.isActive()).isFalse();
        assertThat(off.disabledReason()).contains("Nonsense.");
        assertThat(heard).containsOnlyOnce("source.failing", "source.disabled");
    }
}
