package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** When a query runs, for how long, how much of it at a time, and what comes after. */
@Timeout(60)
class QueryTimesTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private QueryTrial queries = new QueryTrial();
    private OwnerView ada = queries.ada();

    @AfterEach
    void close() {
        release.countDown();
        queries.close();
    }

    private void with(UnaryOperator<EngineBuilder> choices) {
        queries.close();
        queries = new QueryTrial(choices);
        ada = queries.ada();
    }

    /** Waits for the test, whatever its run wants. */
    private CardData stubborn(SourceRun run) {
        while (true) {
            try {
                release.await();
                return CardData.of("late");
            } catch (InterruptedException e) {
                // goes on
            }
        }
    }

    private CardData blocked(SourceRun run) {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            inside.decrementAndGet();
        }
        return QueryTrial.found(run);
    }

    private Query hourly(String... sources) {
        return ada.queries().create(queries.draft(sources).schedule(Schedule.cron("0 * * * *", ZoneOffset.UTC)));
    }

    private List<Card> cards(Query query) {
        return ada.cards().latestOf(query.id(), 10);
    }

    @Test
    void what_is_not_done_by_the_deadline_has_failed() {
        Query query = ada.queries().create(queries.draft("java", "slow").deadline(Duration.ofSeconds(1)));
        queries.says("slow", this::blocked);

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(result.duration()).isLessThan(Duration.ofSeconds(3));
        assertThat(result.notices())
                .containsExactly("slow: It was not done when the query's time was up, after 1 second.");
        assertThat(queries.trial.row(result.executionId()).errorDetails().list("sources"))
                .singleElement()
                .satisfies(error -> assertThat(error.text("error_kind")).isEqualTo("cancelled"));
    }

    @Test
    void a_handler_that_does_not_look_is_not_waited_for() {
        Query query = ada.queries().create(queries.draft("java", "slow").deadline(Duration.ofSeconds(1)));
        queries.says("slow", this::stubborn);

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(result.card().orElseThrow().content()).contains("About java").doesNotContain("late");
    }

    @Test
    void sources_are_fetched_side_by_side_but_not_all_at_once() {
        String[] names = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
        Query query = queries.query(names);
        for (String name : names) {
            queries.says(name, this::blocked);
        }

        CompletableFuture<RunResult> running = ada.queryAsync(query.id());

        await().until(() -> inside.get() == 8);
        release.countDown();
        assertThat(running.join().card().orElseThrow().data().list("sources"))
                .extracting(source -> source.text("name"))
                .containsExactly(names);
        assertThat(most.get()).isEqualTo(8);
    }

    @Test
    void its_sources_keep_to_the_limits_of_their_type() {
        with(builder -> builder.concurrency("echo", 1));
        Query query = queries.query("a", "b", "c");
        List.of("a", "b", "c")
                .forEach(name -> queries.says(name, run -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    return QueryTrial.found(run);
                }));

        assertThat(ada.query(query.id()).status()).isEqualTo(Status.SUCCESS);
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void a_query_on_the_only_thread_fetches_its_sources_itself() {
        ExecutorService only = Executors.newSingleThreadExecutor();
        try {
            with(builder -> builder.executor(only));
            Query query = queries.query("a", "b", "c");

            assertThat(ada.queryAsync(query.id()).join().status()).isEqualTo(Status.SUCCESS);
        } finally {
            only.shutdownNow();
        }
    }

    @Test
    void a_query_needs_no_thread_of_an_executor_that_has_none() {
        with(builder -> builder.executor(task -> {
            throw new RejectedExecutionException("full");
        }));
        Query query = queries.query("a", "b", "c");

        assertThat(ada.query(query.id()).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void more_queries_than_threads_do_not_wait_for_each_other() {
        with(builder -> builder.runThreads(1));
        List<String> ids = List.of(
                ada.queryLater(queries.query("a", "b").id()),
                ada.queryLater(queries.query("c", "d").id()),
                ada.queryLater(queries.query("e", "f").id()));

        queries.trial.engine.start();

        await().until(() -> ids.stream().allMatch(id -> queries.trial.row(id).status() == Status.SUCCESS));
    }

    @Test
    void a_source_that_is_running_is_waited_for() {
        Query query = queries.query("java");
        queries.says("java", this::blocked);
        CompletableFuture<RunResult> running =
                ada.executeAsync(queries.sourceNamed("java").id());
        await().until(() -> inside.get() == 1);

        CompletableFuture<RunResult> asked = ada.queryAsync(query.id());

        await().during(Duration.ofMillis(300)).until(() -> inside.get() == 1);
        release.countDown();
        assertThat(running.join().status()).isEqualTo(Status.SUCCESS);
        assertThat(asked.join().status()).isEqualTo(Status.SUCCESS);
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void a_query_runs_by_its_schedule() {
        Query query = hourly("java", "rust");
        queries.fails("rust", FailureKind.FORBIDDEN);
        queries.trial.engine.start();

        queries.trial.passTo(Trial.START.plus(Duration.ofHours(1)));

        await().until(() -> cards(query).size() == 1);
        Execution row = ada.executions().latest(1).get(0);
        assertThat(row.status()).isEqualTo(Status.PARTIAL);
        assertThat(row.triggerKind()).isEqualTo("scheduled");
        assertThat(row.slot()).contains(Trial.START.plus(Duration.ofHours(1)));
        assertThat(ada.queries().get(query.id()).progress().nextRunAt())
                .contains(Trial.START.plus(Duration.ofHours(2)));
        queries.trial.passTo(Trial.START.plus(Duration.ofHours(2)));
        await().until(() -> cards(query).size() == 2);
        assertThat(ada.queries().get(query.id()).progress().executionCount()).isEqualTo(2);
    }

    @Test
    void slots_that_were_missed_while_no_engine_ran_are_run_once() {
        Query query = hourly("java");
        queries.trial.passTo(Trial.START.plus(Duration.ofMinutes(330)));

        queries.trial.engine.start();

        await().until(() -> cards(query).size() == 1);
        await().until(() -> ada.queries()
                .get(query.id())
                .progress()
                .nextRunAt()
                .equals(Optional.of(Trial.START.plus(Duration.ofHours(6)))));
        assertThat(cards(query)).hasSize(1);
    }

    @Test
    void a_query_that_lost_its_place_in_the_queue_is_put_back() {
        Query query = hourly("java");
        queries.trial.stores.runs().remove(queries.trial.queue().get(0).key());
        assertThat(queries.trial.queue()).isEmpty();
        queries.trial.passTo(Trial.START.plus(Duration.ofHours(1)));

        queries.trial.engine.start();

        await().until(() -> cards(query).size() == 1);
    }

    @Test
    void a_query_whose_sources_may_all_succeed_later_is_tried_again() {
        Query query = queries.query("java", "rust");
        queries.fails("java", FailureKind.SERVER_ERROR);
        queries.fails("rust", FailureKind.NETWORK);

        RunResult failed = ada.query(query.id());

        Instant next = failed.nextTryAt().orElseThrow();
        assertThat(next).isBetween(Trial.START.plusSeconds(60), Trial.START.plusSeconds(72));
        assertThat(queries.trial.names()).containsExactly("attempt.failed");
        queries.says("java", QueryTrial::found);
        queries.trial.engine.start();
        queries.trial.passTo(next);
        await().until(() -> queries.trial.row(failed.executionId()).status() == Status.PARTIAL);
        Execution row = queries.trial.row(failed.executionId());
        assertThat(row.attempt()).isEqualTo(2);
        assertThat(row.attempts()).hasSize(1);
        assertThat(row.errorDetails().list("sources")).hasSize(1);
        assertThat(cards(query)).hasSize(1);
        assertThat(ada.queries().get(query.id()).progress().executionCount()).isEqualTo(1);
    }

    @Test
    void a_query_with_one_source_that_fails_for_good_is_not_tried_again() {
        Query query = queries.query("java", "rust");
        queries.fails("java", FailureKind.SERVER_ERROR);
        queries.fails("rust", FailureKind.INVALID_REQUEST);

        RunResult failed = ada.query(query.id());

        assertThat(failed.nextTryAt()).isEmpty();
        assertThat(queries.trial.queue()).isEmpty();
    }

    @Test
    void a_query_whose_sources_all_wait_for_a_limit_is_put_back_for_the_last_of_them() {
        Query query = queries.query("java", "rust");
        queries.fails("java", Verdict.failed(FailureKind.RATE_LIMITED, "Full.").retryAfter(Duration.ofMinutes(3)));
        queries.fails("rust", Verdict.failed(FailureKind.RATE_LIMITED, "Full.").retryAfter(Duration.ofMinutes(7)));

        RunResult delayed = ada.query(query.id());

        assertThat(delayed.status()).isEqualTo(Status.DELAYED);
        assertThat(delayed.nextTryAt()).contains(Trial.START.plus(Duration.ofMinutes(7)));
        queries.says("java", QueryTrial::found);
        queries.says("rust", QueryTrial::found);
        queries.trial.engine.start();
        queries.trial.pass(Duration.ofMinutes(7));
        await().until(() -> queries.trial.row(delayed.executionId()).status() == Status.SUCCESS);
        assertThat(queries.trial.row(delayed.executionId()).attempt()).isEqualTo(1);
    }

    @Test
    void a_source_that_waits_for_a_limit_counts_as_failed_and_says_when_to_come_back() {
        Query query = queries.query("java", "rust");
        queries.fails("rust", Verdict.failed(FailureKind.RATE_LIMITED, "Full.").retryAfter(Duration.ofMinutes(3)));

        RunResult result = ada.query(query.id());

        assertThat(result.status()).isEqualTo(Status.PARTIAL);
        assertThat(queries.trial.queue()).isEmpty();
    }

    @Test
    void a_query_that_fails_again_and_again_is_switched_off_and_its_sources_are_not() {
        with(builder -> builder.persistentFailure(2, 3));
        Query query = hourly("java");
        queries.fails("java", FailureKind.INVALID_RESPONSE);

        for (int time = 0; time < 3; time++) {
            ada.query(query.id());
        }

        Query off = ada.queries().get(query.id());
        assertThat(off.isActive()).isFalse();
        assertThat(off.disabledReason()).startsWith("Switched off after 3 runs in a row that failed");
        assertThat(off.progress().nextRunAt()).isEmpty();
        assertThat(queries.trial.queue()).isEmpty();
        assertThat(queries.trial.names()).contains("query.failing", "query.disabled");
        assertThat(queries.sourceNamed("java").isActive()).isTrue();
        assertThat(queries.sourceNamed("java").progress().consecutiveFailures()).isZero();
        assertThat(ada.queries().enable(query.id()).progress().consecutiveFailures())
                .isZero();
    }

    @Test
    void a_network_that_fails_does_not_count_against_a_query() {
        with(builder -> builder.persistentFailure(1, 2).retries(1, Duration.ofMinutes(1), Duration.ofMinutes(1)));
        Query query = queries.query("java");
        queries.fails("java", FailureKind.NETWORK);

        for (int time = 0; time < 3; time++) {
            ada.query(query.id());
        }

        assertThat(ada.queries().get(query.id()).progress().consecutiveFailures())
                .isZero();
        assertThat(queries.trial.names()).doesNotContain("query.failing", "query.disabled");
    }

    @Test
    void wrong_credentials_switch_their_integration_off_as_in_any_run() {
        Query query = queries.query("java");
        queries.fails("java", FailureKind.AUTHENTICATION);

        ada.query(query.id());

        String integration = queries.sourceNamed("java").integrationId();
        assertThat(ada.integrations().get(integration).isActive()).isFalse();
        assertThat(queries.trial.names()).contains("integration.disabled");
        assertThat(ada.queries().get(query.id()).isActive()).isTrue();
    }

    @Test
    void a_query_that_closing_interrupts_is_run_again_by_the_next_engine() {
        Query query = queries.query("java", "rust");
        queries.says("rust", this::blocked);
        String id = ada.queryLater(query.id());
        queries.trial.engine.start();
        await().until(() -> inside.get() == 1);

        queries.trial.engine.close();

        assertThat(queries.trial.stores.table(Execution.KIND).find("ada", id).map(Execution::status))
                .contains(Status.INTERRUPTED);
        assertThat(queries.trial.stores.cards().latest("ada", Map.of(), "", 10)).isEmpty();
        queries.says("rust", QueryTrial::found);
        queries.trial.restart();
        ada = queries.ada();
        queries.trial.engine.start();
        await().until(() -> queries.trial.row(id).status() == Status.SUCCESS);
        assertThat(cards(query)).hasSize(1);
        assertThat(queries.trial.row(id).attempt()).isEqualTo(2);
    }

    @Test
    void an_edit_of_the_schedule_moves_the_next_run() {
        Query query = hourly("java");

        Query changed =
                ada.queries().update(query.id(), draft -> draft.schedule(Schedule.cron("30 12 * * *", ZoneOffset.UTC)));

        assertThat(changed.progress().nextRunAt()).contains(Instant.parse("2026-01-31T12:30:00Z"));
        assertThat(queries.trial.queue())
                .singleElement()
                .satisfies(run -> assertThat(run.dueAt()).isEqualTo(Instant.parse("2026-01-31T12:30:00Z")));
        ada.queries().delete(query.id());
        assertThat(queries.trial.queue()).isEmpty();
    }

    @Test
    void a_revoked_integration_ends_what_a_query_does_with_it() {
        Query query = queries.query("java");
        queries.says("java", this::blocked);
        CompletableFuture<RunResult> running = ada.queryAsync(query.id());
        await().until(() -> inside.get() == 1);

        ada.integrations().revoke(queries.sourceNamed("java").integrationId());

        assertThat(running.join().status()).isEqualTo(Status.FAILURE);
        assertThat(running.join().card().map(Card::data).map(Values::names)).isEmpty();
    }
}
