package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

class RunLimitsTest {
    private final Map<String, Integer> inside = new ConcurrentHashMap<>();
    private final Map<String, Integer> most = new ConcurrentHashMap<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final InMemoryStores stores = new InMemoryStores();
    private Engine engine;
    private OwnerView ada;

    @AfterEach
    void close() {
        release.countDown();
        engine.close();
    }

    private void build(String capabilities, UnaryOperator<EngineBuilder> choices) {
        IntegrationType type = IntegrationType.of(Fakes.newType("echo", "source", Fakes.Source.SCHEMA)
                .toValues()
                .with("capabilities", Values.fromJson(capabilities)));
        engine = choices.apply(Engine.builder().stores(stores).handler(new Fakes.Source(type, this::work)))
                .build();
        ada = engine.forOwner("ada");
    }

    private CardData work(SourceRun run) {
        entered("all");
        entered(run.integration().id());
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            inside.merge("all", -1, Integer::sum);
            inside.merge(run.integration().id(), -1, Integer::sum);
        }
        return CardData.of("x");
    }

    private void entered(String where) {
        most.merge(where, inside.merge(where, 1, Integer::sum), Math::max);
    }

    private String integration() {
        return ada.integrations().create("echo", "Mine", Credentials.none()).id();
    }

    private String source(String integrationId) {
        return ada.sources()
                .create(integrationId, "News", Settings.of("query", "java"))
                .id();
    }

    private List<String> ordered(int count) {
        String integrationId = integration();
        var ids = new ArrayList<String>();
        for (int number = 0; number < count; number++) {
            ids.add(ada.executeLater(source(integrationId)));
        }
        return ids;
    }

    private void assertAllDone(List<String> ids) {
        release.countDown();
        await().until(() -> ids.stream().allMatch(id -> ada.executions().get(id).status() == Status.SUCCESS));
        assertThat(ids)
                .extracting(id -> ada.executions().get(id).toValues().whole("attempt"))
                .containsOnly(1L);
    }

    @Test
    void no_more_runs_of_a_type_go_on_than_the_host_allows() {
        build("{}", builder -> builder.concurrency("echo", 2));
        List<String> ids = ordered(5);

        engine.start();

        await().until(() -> inside.getOrDefault("all", 0) == 2);
        await().during(Duration.ofMillis(300)).until(() -> most.get("all") == 2);
        assertThat(ada.runs().running(10)).hasSizeLessThanOrEqualTo(5);
        assertAllDone(ids);
        assertThat(most.get("all")).isEqualTo(2);
    }

    @Test
    void what_the_type_itself_says_counts_where_the_host_says_nothing() {
        build("{\"max_concurrent_runs\": 1}", builder -> builder);
        List<String> ids = ordered(3);

        engine.start();
        await().until(() -> inside.getOrDefault("all", 0) == 1);

        assertAllDone(ids);
        assertThat(most.get("all")).isEqualTo(1);
    }

    @Test
    void each_integration_can_be_limited_by_itself() {
        build("{\"max_concurrent_runs_per_integration\": 1}", builder -> builder);
        List<String> ids = new ArrayList<>(ordered(2));
        ids.addAll(ordered(2));

        engine.start();

        await().until(() -> inside.getOrDefault("all", 0) == 2);
        assertAllDone(ids);
        assertThat(most.get("all")).isEqualTo(2);
        assertThat(most.values().stream().filter(count -> count == 1)).hasSize(2);
    }

    @Test
    void slots_are_counted_over_all_nodes() {
        build("{}", builder -> builder.concurrency("echo", 1));
        assertThat(stores.leases().acquire("slot/type/echo/0", Duration.ofSeconds(2)))
                .isPresent();
        List<String> ids = ordered(1);

        engine.start();

        await().during(Duration.ofMillis(500)).until(() -> most.isEmpty());
        assertAllDone(ids);
    }

    @Test
    void whoever_calls_for_a_run_waits_for_a_slot_on_their_own_thread() throws Exception {
        build("{}", builder -> builder.concurrency("echo", 1));
        String integrationId = integration();
        String first = source(integrationId);
        String second = source(integrationId);
        CompletableFuture<RunResult> one = ada.executeAsync(first);
        await().until(() -> inside.getOrDefault("all", 0) == 1);
        CompletableFuture<RunResult> other = ada.executeAsync(second);

        await().during(Duration.ofMillis(300)).until(() -> !other.isDone());
        release.countDown();

        assertThat(one.get().status()).isEqualTo(Status.SUCCESS);
        assertThat(other.get().status()).isEqualTo(Status.SUCCESS);
        assertThat(most.get("all")).isEqualTo(1);
        assertThat(ada.executions().latest(10)).extracting(Execution::status).containsOnly(Status.SUCCESS);
    }

    @Test
    void a_limit_is_at_least_one() {
        assertThatThrownBy(() -> Engine.builder().concurrency("echo", 0)).isInstanceOf(InvalidInputException.class);
        build("{}", builder -> builder);
    }
}
