package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.internal.flow.Pruning;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.core.internal.runs.Threads;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Retention;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;

/** The log as its owner and the operator read it, and how it stays bounded. */
class ExecutionsTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");

    private Instant now = NOW;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
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
    private final InMemoryStores stores = new InMemoryStores(clock);
    private final Engine engine = Engine.builder()
            .stores(stores)
            .handler(new Fakes.Source(run -> {
                if (run.settings().text("query").equals("fail")) {
                    throw new HandlerException(FailureKind.TARGET_GONE, "It is gone.");
                }
                return Fakes.Source.echo().execute(run);
            }))
            .build();
    private final OwnerView ada = engine.forOwner("ada");
    private final OwnerView bob = engine.forOwner("bob");

    @AfterEach
    void close() {
        engine.close();
    }

    private static Source source(OwnerView owner, String query) {
        var integration = owner.integrations().create("echo", "Mine", Credentials.none());
        return owner.sources().create(integration.id(), "News", Settings.of("query", query));
    }

    /** One a minute. */
    private void run(OwnerView owner, Source source, int times) {
        for (int time = 0; time < times; time++) {
            now = now.plus(Duration.ofMinutes(1));
            owner.execute(source.id());
        }
    }

    @Test
    void runs_are_found_by_target_status_kind_integration_and_time() {
        Source good = source(ada, "java");
        Source bad = source(ada, "fail");
        run(ada, good, 2);
        run(ada, bad, 1);
        run(ada, good, 1);
        run(bob, source(bob, "fail"), 1);
        Executions log = ada.executions();

        assertThat(log.list(ExecutionFilter.all(), 10))
                .extracting(Execution::startedAt)
                .containsExactly(minute(4), minute(3), minute(2), minute(1));
        assertThat(log.list(ExecutionFilter.failures(), 10))
                .extracting(Execution::targetId)
                .containsExactly(bad.id());
        assertThat(log.list(ExecutionFilter.all().ofTarget(good.id()).with(Status.SUCCESS), 10))
                .hasSize(3);
        assertThat(log.list(ExecutionFilter.all().with(FailureKind.TARGET_GONE), 10))
                .hasSize(1);
        assertThat(log.list(ExecutionFilter.all().with(FailureKind.NETWORK), 10))
                .isEmpty();
        assertThat(log.list(ExecutionFilter.all().ofIntegration(bad.integrationId()), 10))
                .hasSize(1);
        assertThat(log.list(ExecutionFilter.all().triggeredBy("scheduled"), 10)).isEmpty();
        assertThat(log.list(ExecutionFilter.all().from(minute(2)).until(minute(4)), 10))
                .extracting(Execution::startedAt)
                .containsExactly(minute(3), minute(2));
        assertThat(engine.operator().executions(ExecutionFilter.failures(), 10))
                .extracting(Execution::owner)
                .containsExactly("bob", "ada");
    }

    @Test
    void pages_follow_one_another() {
        run(ada, source(ada, "java"), 5);

        List<Execution> first = ada.executions().list(ExecutionFilter.all(), 2);
        List<Execution> second = ada.executions().list(ExecutionFilter.all(), first.get(1), 2);
        List<Execution> everybodys = engine.operator().executions(ExecutionFilter.all(), second.get(1), 2);

        assertThat(second).extracting(Execution::startedAt).containsExactly(minute(3), minute(2));
        assertThat(everybodys).extracting(Execution::startedAt).containsExactly(minute(1));
    }

    @Test
    void a_row_tells_all_of_it() {
        Source bad = source(ada, "fail");
        run(ada, bad, 1);

        Execution row = ada.executions().list(ExecutionFilter.all(), 1).get(0);

        assertThat(row.integrationId()).contains(bad.integrationId());
        assertThat(row.triggerKind()).isEqualTo("manual");
        assertThat(row.attempt()).isEqualTo(1);
        assertThat(row.attempts()).isEmpty();
        assertThat(row.requests()).isEmpty();
        assertThat(row.requestCount()).isZero();
        assertThat(row.responseExcerpt()).isEmpty();
        assertThat(row.isOver()).isTrue();
        assertThat(row.nextTryAt()).isEmpty();
        assertThat(row.toValues().names())
                .contains(
                        "execution_id",
                        "user_id",
                        "target_kind",
                        "target_id",
                        "integration_id",
                        "trigger_kind",
                        "status",
                        "started_at",
                        "duration_ms",
                        "result_summary",
                        "error_kind",
                        "error_message",
                        "error_details");
    }

    @Test
    void the_log_is_pruned_on_one_node_at_a_time_and_to_its_end() {
        Source source = source(ada, "java");
        run(ada, source, 2_500);
        var threads = new Threads(java.util.Optional.of(Runnable::run));
        var leases = new LeaseKeeper(stores.leases(), threads.timer());
        var pruning = new Pruning(stores, leases, clock, Retention.standard().executionsPerTarget(100));
        var other = stores.leases().acquire("prune", Duration.ofMinutes(1)).orElseThrow();

        pruning.run();
        assertThat(ada.executions().latest(10_000)).as("another node is at it").hasSize(2_500);

        stores.leases().release(other);
        pruning.run();
        assertThat(ada.executions().list(ExecutionFilter.all(), 10_000)).hasSize(100);
        assertThat(ada.cards().latest(10_000)).as("cards are their users'").hasSize(2_500);

        now = now.plus(Duration.ofDays(31));
        pruning.run();
        assertThat(ada.executions().latest(10)).isEmpty();
        threads.close(Duration.ZERO);
    }

    @Test
    void pruning_throws_nothing() {
        var threads = new Threads(java.util.Optional.of(Runnable::run));
        var leases = new LeaseKeeper(stores.leases(), threads.timer());
        Clock broken = new Clock() {
            @Override
            public Instant instant() {
                throw new IllegalStateException("out of reach");
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

        new Pruning(stores, leases, broken, Retention.standard()).run();

        assertThat(stores.leases().acquire("prune", Duration.ofMinutes(1)))
                .as("the lease is given back")
                .isPresent();
        threads.close(Duration.ZERO);
    }

    private static Instant minute(int number) {
        return NOW.plus(Duration.ofMinutes(number));
    }
}
