package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.EngineListener;
import org.symposium.spi.Run;
import org.symposium.spi.Step;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

class RetriedRunsTest {
    private Trial trial = new Trial();

    @AfterEach
    void close() {
        trial.close();
    }

    /** Waits for the moment of the next try, and for its end. */
    private Execution next(String id) {
        Execution before = trial.row(id);
        trial.passTo(before.nextTryAt().orElseThrow());
        await().until(() -> {
            Execution row = trial.row(id);
            boolean moved = row.toValues().whole("attempt") > before.toValues().whole("attempt");
            return moved && row.status() != Status.RUNNING;
        });
        return trial.row(id);
    }

    private static Duration delay(RunResult result) {
        return Duration.between(Trial.START, result.nextTryAt().orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "NETWORK", "RATE_LIMITED"})
    void what_may_pass_is_tried_again_in_about_a_minute(FailureKind kind) {
        Source source = trial.source();
        trial.fetchingFails(kind);

        RunResult result = trial.ada.execute(source.id());

        assertThat(result.status()).isEqualTo(Status.FAILURE);
        assertThat(delay(result)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
        Execution row = trial.row(result.executionId());
        assertThat(row.status()).isEqualTo(Status.FAILURE);
        assertThat(row.nextTryAt()).isEqualTo(result.nextTryAt());
        assertThat(trial.names()).containsExactly("attempt.failed");
        assertThat(trial.events.get(0).details().optionalInstant("next_try_at")).isEqualTo(result.nextTryAt());
        trial.fetching.set(run -> CardData.of("at last"));
        trial.engine.start();
        row = next(result.executionId());
        assertThat(row.status()).isEqualTo(Status.SUCCESS);
        assertThat(row.nextTryAt()).isEmpty();
        assertThat(row.cardId()).isPresent();
        assertThat(row.toValues().list("attempts")).singleElement().satisfies(attempt -> {
            assertThat(attempt.text("status")).isEqualTo("failure");
            assertThat(attempt.text("error_kind")).isEqualTo(kind.word());
            assertThat(attempt.instant("started_at")).isEqualTo(Trial.START);
        });
        assertThat(trial.ada.sources().get(source.id()).executionCount()).isEqualTo(1);
        assertThat(trial.ada.executions().latest(10)).hasSize(1);
        await().until(() -> trial.queue().isEmpty());
        assertThat(trial.names()).containsExactly("attempt.failed", "execution.finished");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"RATE_LIMITED", "SERVER_ERROR", "NETWORK"},
            mode = EnumSource.Mode.EXCLUDE)
    void what_does_not_pass_by_itself_is_not_tried_again(FailureKind kind) {
        Source source = trial.source();
        trial.fetchingFails(kind);

        RunResult result = trial.ada.execute(source.id());

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.nextTryAt()).isEmpty();
        assertThat(trial.queue()).isEmpty();
        assertThat(trial.names()).contains("execution.finished");
    }

    @Test
    void six_attempts_are_made_each_after_twice_the_time() {
        Source source = trial.source();
        trial.fetchingFails(FailureKind.SERVER_ERROR);
        String id = trial.ada.execute(source.id()).executionId();
        trial.engine.start();
        var delays = new ArrayList<Duration>();

        Execution row = trial.row(id);
        while (row.nextTryAt().isPresent()) {
            delays.add(Duration.between(trial.now(), row.nextTryAt().get()));
            row = next(id);
        }

        assertThat(delays).hasSize(5);
        for (int at = 0; at < delays.size(); at++) {
            Duration least = Duration.ofMinutes(1L << at);
            assertThat(delays.get(at)).isBetween(least, least.plus(least.dividedBy(5)));
        }
        assertThat(row.status()).isEqualTo(Status.FAILURE);
        assertThat(row.resultSummary()).contains("6 attempts failed");
        assertThat(row.toValues().list("attempts")).hasSize(5);
        assertThat(trial.ada.sources().get(source.id()).progress().consecutiveFailures())
                .as("six attempts are one failure")
                .isEqualTo(1);
        assertThat(trial.ada.sources().get(source.id()).executionCount()).isEqualTo(1);
        await().until(() -> trial.queue().isEmpty());
        assertThat(trial.began).hasSize(6).containsOnly(id);
    }

    @Test
    void a_host_may_want_no_retry() {
        trial.close();
        trial = new Trial(builder -> builder.retries(1, Duration.ofMinutes(1), Duration.ofMinutes(1)), Values.empty());
        trial.fetchingFails(FailureKind.SERVER_ERROR);

        assertThat(trial.ada.execute(trial.source().id()).nextTryAt()).isEmpty();
        assertThat(trial.queue()).isEmpty();
    }

    @Test
    void a_type_brings_its_own_delays() {
        trial.close();
        trial = new Trial(
                builder -> builder, Values.fromJson("{\"retry_policy\": {\"delays\": [\"PT5S\", \"PT5M\"]}}"));
        trial.fetchingFails(FailureKind.NETWORK);
        RunResult first = trial.ada.execute(trial.source().id());
        trial.engine.start();

        assertThat(delay(first)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        Execution second = next(first.executionId());
        assertThat(Duration.between(trial.now(), second.nextTryAt().orElseThrow()))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        assertThat(next(first.executionId()).nextTryAt()).isEmpty();
    }

    @Test
    void a_service_that_says_when_is_not_asked_sooner() {
        trial.fetchingIsPutOff(FailureKind.SERVER_ERROR, Duration.ofMinutes(40));

        assertThat(delay(trial.ada.execute(trial.source().id()))).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void a_retry_outlives_its_process() {
        Source source = trial.source();
        trial.fetchingFails(FailureKind.NETWORK);
        RunResult result = trial.ada.execute(source.id());
        trial.fetching.set(run -> CardData.of("done"));

        trial.restart();
        trial.engine.start();

        assertThat(next(result.executionId()).status()).isEqualTo(Status.SUCCESS);
        assertThat(trial.ada.sources().get(source.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void a_process_that_dies_after_it_saved_a_failure_loses_no_retry() {
        Source source = trial.everyFullHour();
        trial.fetchingFails(FailureKind.NETWORK);
        Run entry = trial.queue().get(0);
        trial.pass(Duration.ofHours(1));
        trial.engine.start();
        await().until(() -> trial.queue().stream().anyMatch(run -> run.attempt() == 2));
        Execution row = trial.row(entry.executionId());
        trial.restart();

        trial.stores.runs().put(entry.interruptedSince(Optional.of(trial.now())));
        trial.engine.start();

        await().until(() -> trial.queue().stream().anyMatch(run -> run.attempt() == 2));
        assertThat(trial.queue()).singleElement().satisfies(run -> {
            assertThat(run.dueAt()).isEqualTo(row.nextTryAt().orElseThrow());
            assertThat(run.executionId()).isEqualTo(entry.executionId());
        });
        assertThat(trial.began).hasSize(1);
        assertThat(trial.ada.sources().get(source.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void called_again_meanwhile_the_same_run_goes_on_at_once() {
        Source source = trial.source();
        trial.fetchingFails(FailureKind.NETWORK);
        RunResult first = trial.ada.execute(source.id());

        RunResult second = trial.ada.execute(source.id());
        trial.fetching.set(run -> CardData.of("done"));
        RunResult third = trial.ada.execute(source.id());

        assertThat(second.nextTryAt()).isPresent();
        assertThat(third.status()).isEqualTo(Status.SUCCESS);
        assertThat(List.of(second.executionId(), third.executionId())).containsOnly(first.executionId());
        assertThat(trial.row(first.executionId()).toValues().whole("attempt")).isEqualTo(3);
        assertThat(trial.queue()).isEmpty();
        assertThat(trial.ada.sources().get(source.id()).executionCount()).isEqualTo(1);
        assertThat(trial.ada.execute(source.id()).executionId()).isNotEqualTo(first.executionId());
    }

    @Test
    void a_scheduled_run_brought_forward_leaves_the_next_slot_in_the_queue() {
        Source source = trial.everyFullHour();
        trial.fetchingFails(FailureKind.NETWORK);
        trial.pass(Duration.ofHours(1));
        trial.engine.start();
        await().until(() -> trial.queue().stream().anyMatch(run -> run.attempt() == 2));
        String id = trial.queue().get(0).executionId();
        trial.fetching.set(run -> CardData.of("done"));

        RunResult result = trial.ada.execute(source.id());

        assertThat(result.executionId()).isEqualTo(id);
        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(trial.queue()).singleElement().satisfies(run -> {
            assertThat(run.executionId()).isNotEqualTo(id);
            assertThat(run.dueAt()).isEqualTo(Trial.START.plus(Duration.ofHours(2)));
        });
    }

    @Test
    void a_scheduled_run_is_tried_again_before_its_next_slot() {
        Source source = trial.everyFullHour();
        trial.fetchingFails(FailureKind.NETWORK);
        trial.pass(Duration.ofHours(1));
        trial.engine.start();
        await().until(() -> trial.queue().stream().anyMatch(run -> run.attempt() == 2));
        String id = trial.queue().get(0).executionId();
        trial.fetching.set(run -> CardData.of("done"));

        Execution row = next(id);

        assertThat(row.status()).isEqualTo(Status.SUCCESS);
        Instant slot = Trial.START.plus(Duration.ofHours(2));
        await().until(() -> trial.queue().stream().anyMatch(run -> run.dueAt().equals(slot)));
        assertThat(trial.ada.sources().get(source.id()).nextRunAt()).contains(slot);
        assertThat(trial.ada.sources().get(source.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void a_slot_that_comes_before_the_next_try_takes_its_place() {
        Source source = trial.scheduled(Schedule.every(Duration.ofMinutes(1)));
        trial.fetchingFails(FailureKind.NETWORK);
        trial.pass(Duration.ofMinutes(1));
        trial.engine.start();

        await().until(() -> trial.ada.executions().latest(10).size() == 1);
        Execution row = trial.ada.executions().latest(1).get(0);
        assertThat(row.nextTryAt()).isEmpty();
        assertThat(row.resultSummary()).contains("next slot");
        await().until(() ->
                trial.queue().stream().anyMatch(run -> run.dueAt().equals(Trial.START.plus(Duration.ofMinutes(2)))));
        trial.pass(Duration.ofMinutes(1));
        await().until(() -> trial.ada.executions().latest(10).size() == 2);
        assertThat(trial.ada.sources().get(source.id()).progress().consecutiveFailures())
                .isEqualTo(2);
    }

    @Test
    void a_schedule_that_is_changed_to_an_earlier_slot_ends_the_retry() {
        Source source = trial.everyFullHour();
        trial.fetchingFails(FailureKind.NETWORK);
        trial.pass(Duration.ofHours(1));
        trial.engine.start();
        await().until(() -> trial.queue().stream().anyMatch(run -> run.attempt() == 2));
        String id = trial.queue().get(0).executionId();

        trial.ada
                .sources()
                .update(
                        source.id(),
                        draft -> draft.schedule(Schedule.at(trial.now().plusSeconds(10))));

        assertThat(trial.queue()).singleElement().satisfies(run -> {
            assertThat(run.executionId()).isNotEqualTo(id);
            assertThat(run.dueAt()).isEqualTo(trial.now().plusSeconds(10));
        });
        assertThat(trial.row(id).nextTryAt()).isEmpty();
        assertThat(trial.row(id).resultSummary()).contains("was changed");
    }

    @Test
    void what_is_deleted_or_switched_off_is_not_tried_again() {
        Source deleted = trial.source();
        Source off = trial.source();
        trial.fetchingFails(FailureKind.NETWORK);
        String first = trial.ada.execute(deleted.id()).executionId();
        String second = trial.ada.execute(off.id()).executionId();

        trial.ada.sources().delete(deleted.id());
        trial.ada.sources().disable(off.id());

        assertThat(trial.queue()).isEmpty();
        for (String id : List.of(first, second)) {
            assertThat(trial.row(id).status()).isEqualTo(Status.FAILURE);
            assertThat(trial.row(id).nextTryAt()).isEmpty();
            assertThat(trial.row(id).errorKind()).contains(FailureKind.NETWORK);
        }
        assertThat(trial.names())
                .containsExactly("attempt.failed", "attempt.failed", "execution.finished", "execution.finished");
    }

    @Test
    void what_is_switched_off_while_it_fails_is_not_tried_again_either() {
        Source source = trial.source();
        trial.fetching.set(run -> {
            trial.ada.sources().disable(source.id());
            throw new HandlerException(FailureKind.NETWORK, "It failed.");
        });

        assertThat(trial.ada.execute(source.id()).nextTryAt()).isEmpty();
        assertThat(trial.queue()).isEmpty();
    }

    @Test
    void a_retry_of_a_switched_off_integration_ends_in_the_log() {
        Source source = trial.source();
        trial.fetchingFails(FailureKind.NETWORK);
        String id = trial.ada.execute(source.id()).executionId();
        trial.ada.integrations().disable(source.integrationId());
        trial.pass(Duration.ofHours(1));

        trial.engine.start();

        await().until(() -> trial.queue().isEmpty());
        assertThat(trial.row(id).nextTryAt()).isEmpty();
        assertThat(trial.row(id).status()).isEqualTo(Status.FAILURE);
        assertThat(trial.began).hasSize(1);
        assertThat(trial.ada.sources().get(source.id()).progress().consecutiveFailures())
                .isZero();
    }

    @Test
    void a_delivery_repeats_no_step_when_it_is_tried_again() {
        var sent = new ArrayList<String>();
        Output output = trial.output();
        trial.delivering.set(delivery -> {
            for (String name : List.of("first", "second")) {
                delivery.step(Step.of(name, Effect.ONCE, Values.of("what", name), () -> {
                    if (name.equals("second") && trial.began.size() == 1) {
                        throw new HandlerException(FailureKind.SERVER_ERROR, "Not now.");
                    }
                    sent.add(name);
                    return Values.empty();
                }));
            }
            return DeliveryResult.delivered("d-1");
        });
        RunResult first = trial.ada.deliver(output.id());
        assertThat(first.nextTryAt()).isPresent();
        trial.ada.cards().create("Two", "came later", Values.empty(), List.of());
        trial.engine.start();

        Execution row = next(first.executionId());

        assertThat(row.status()).isEqualTo(Status.SUCCESS);
        assertThat(row.cardsSent()).as("cards as they were chosen first").isEqualTo(1);
        assertThat(sent).containsExactly("first", "second");
        assertThat(trial.ada.outputs().get(output.id()).executionCount()).isEqualTo(1);
    }

    @Test
    void a_delivery_of_which_a_part_was_sent_is_finished_before_the_next_slot() {
        Output made = trial.output();
        Output output =
                trial.ada.outputs().update(made.id(), draft -> draft.schedule(Schedule.every(Duration.ofMinutes(1))));
        trial.delivering.set(delivery -> {
            delivery.step(Step.of("first", Effect.ONCE, Values.empty(), Values::empty));
            throw new HandlerException(FailureKind.SERVER_ERROR, "Not now.");
        });
        trial.pass(Duration.ofMinutes(1));
        trial.engine.start();
        await().until(() -> trial.queue().stream().anyMatch(run -> run.attempt() == 2));
        String id = trial.queue().get(0).executionId();
        trial.delivering.set(delivery -> {
            delivery.step(Step.of("first", Effect.ONCE, Values.empty(), () -> {
                throw new IllegalStateException("sent already");
            }));
            return DeliveryResult.delivered("d-1");
        });

        assertThat(next(id).status()).isEqualTo(Status.SUCCESS);
        assertThat(trial.ada.outputs().get(output.id()).isActive()).isTrue();
    }

    @Test
    void a_delivery_of_which_nothing_was_sent_for_certain_gives_way_to_the_next_slot() {
        scheduledEachMinute(Verdict.failed(FailureKind.SERVER_ERROR, "Not now."));

        await().until(() -> trial.ada.executions().latest(1).size() == 1);
        assertThat(trial.ada.executions().latest(1).get(0).nextTryAt()).isEmpty();
        assertThat(trial.ada.executions().latest(1).get(0).resultSummary()).contains("next slot");
    }

    @Test
    void a_delivery_that_may_have_arrived_holds_its_cards_and_is_finished_before_the_next_slot() {
        scheduledEachMinute(Verdict.failed(FailureKind.SERVER_ERROR, "Not now.").perhapsDone());
        await().until(() -> trial.queue().stream().anyMatch(run -> run.attempt() == 2));
        String id = trial.queue().get(0).executionId();
        trial.delivering.set(delivery -> DeliveryResult.delivered("d-1"));

        assertThat(next(id).status()).isEqualTo(Status.SUCCESS);
    }

    private void scheduledEachMinute(Verdict verdict) {
        Output made = trial.output();
        trial.ada.outputs().update(made.id(), draft -> draft.schedule(Schedule.every(Duration.ofMinutes(1))));
        onlyStep(verdict);
        trial.pass(Duration.ofMinutes(1));
        trial.engine.start();
    }

    private void onlyStep(Verdict verdict) {
        trial.delivering.set(delivery -> {
            delivery.step(Step.of("only", Effect.REPEATABLE, Values.empty(), () -> {
                throw new HandlerException(verdict);
            }));
            return DeliveryResult.delivered("never");
        });
    }

    @Test
    void what_an_earlier_attempt_left_in_doubt_stays_so_when_a_later_one_is_refused_for_certain() {
        Output output = trial.output();
        onlyStep(Verdict.failed(FailureKind.SERVER_ERROR, "Not now.").perhapsDone());
        String id = trial.ada.deliver(output.id()).executionId();
        onlyStep(Verdict.failed(FailureKind.INVALID_REQUEST, "No."));
        assertThat(trial.ada.deliver(output.id()).executionId()).isEqualTo(id);

        assertThat(trial.ada.deliveries().get(id).steps()).hasSize(1);
        assertThat(trial.ada.deliver(output.id()).status())
                .as("its cards are this delivery's")
                .isEqualTo(Status.SKIPPED);
    }

    @Test
    void a_delivery_whose_cards_went_with_another_while_it_waited_sends_nothing() {
        Output output = trial.output();
        trial.deliveringFails(FailureKind.INVALID_REQUEST);
        String refused = trial.ada.deliver(output.id()).executionId();
        trial.deliveringFails(FailureKind.SERVER_ERROR);
        String waiting = trial.ada.deliver(output.id()).executionId();
        trial.delivering.set(delivery -> DeliveryResult.delivered("d-1"));

        assertThat(trial.ada.deliveries().replay(refused).status()).isEqualTo(Status.SUCCESS);
        RunResult forward = trial.ada.deliver(output.id());

        assertThat(forward.executionId()).isEqualTo(waiting);
        assertThat(forward.status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void a_new_delivery_waits_for_the_one_that_has_not_finished() {
        Output made = trial.output();
        trial.deliveringFails(FailureKind.NETWORK);
        RunResult asked = trial.ada.deliver(made.id());
        trial.ada
                .outputs()
                .update(
                        made.id(),
                        draft -> draft.schedule(Schedule.at(trial.now().plusSeconds(30))));
        trial.pass(Duration.ofSeconds(30));
        trial.engine.start();

        await().until(() -> trial.queue().stream()
                .anyMatch(run -> run.attempt() == 1
                        && run.dueAt().isAfter(asked.nextTryAt().orElseThrow())));
        assertThat(trial.began).containsExactly(asked.executionId());
        trial.delivering.set(delivery -> DeliveryResult.delivered("d-1"));
        assertThat(next(asked.executionId()).cardsSent()).isEqualTo(1);
        trial.pass(Duration.ofSeconds(2));
        await().until(() -> trial.ada.executions().latest(1).get(0).status() == Status.SKIPPED);
    }

    @Test
    void a_delivery_whose_output_is_changed_is_not_tried_again_as_it_was() {
        Output output = trial.output();
        trial.deliveringFails(FailureKind.NETWORK);
        String first = trial.ada.deliver(output.id()).executionId();
        trial.ada.outputs().update(output.id(), draft -> draft.name("Other name"));
        assertThat(trial.queue()).hasSize(1);

        trial.ada.outputs().update(output.id(), draft -> draft.settings(Settings.of("to", "others")));

        assertThat(trial.queue()).isEmpty();
        assertThat(trial.row(first).nextTryAt()).isEmpty();
        trial.delivering.set(
                delivery -> DeliveryResult.delivered(delivery.settings().text("to")));
        assertThat(trial.ada
                        .deliver(output.id())
                        .delivery()
                        .orElseThrow()
                        .confirmation()
                        .toJson())
                .contains("others");
    }

    @Test
    void a_delivery_that_has_not_begun_is_made_as_its_output_is_by_then() {
        Output output = trial.output();
        String id = trial.ada.deliverLater(output.id());

        trial.ada.outputs().update(output.id(), draft -> draft.settings(Settings.of("to", "others")));

        assertThat(trial.queue()).extracting(Run::executionId).containsExactly(id);
        assertThat(trial.row(id).status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void a_run_that_waits_keeps_another_order_from_being_queued_twice() {
        Source source = trial.source();
        String queued = trial.ada.executeLater(source.id());
        trial.fetchingFails(FailureKind.NETWORK);

        RunResult called = trial.ada.execute(source.id());

        assertThat(called.nextTryAt())
                .as("the one that was asked for comes anyway")
                .isEmpty();
        assertThat(trial.queue())
                .singleElement()
                .satisfies(run -> assertThat(run.executionId()).isEqualTo(queued));
    }

    @Test
    void while_it_is_tried_again_it_is_shown_as_running() {
        Source source = trial.source();
        trial.fetchingFails(FailureKind.NETWORK);
        String id = trial.ada.execute(source.id()).executionId();
        var seen = new ArrayList<Execution>();
        trial.fetching.set(run -> {
            seen.add(trial.row(id));
            return CardData.of("done");
        });

        trial.ada.execute(source.id());

        assertThat(seen).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo(Status.RUNNING);
            assertThat(row.toValues().list("attempts")).hasSize(1);
        });
    }

    @Test
    void events_tell_each_attempt_that_failed_and_the_end_once() {
        Source source = trial.source();
        trial.fetchingFails(FailureKind.NETWORK);
        for (int attempt = 1; attempt <= 6; attempt++) {
            trial.ada.execute(source.id());
        }

        assertThat(trial.names()).hasSize(6).endsWith("attempt.failed", "execution.finished");
        assertThat(trial.events)
                .extracting(EngineListener.Event::details)
                .extracting(details -> details.whole("attempt"))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_node_that_stood_still_leaves_no_retry_and_no_delay(boolean isLimit) throws Exception {
        Source source = trial.source();
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        trial.fetching.set(run -> {
            inside.countDown();
            awaitQuietly(goOn);
            Verdict verdict = Verdict.failed(isLimit ? FailureKind.RATE_LIMITED : FailureKind.NETWORK, "Not now.");
            throw new HandlerException(isLimit ? verdict.retryAfter(Duration.ofMinutes(7)) : verdict);
        });
        String id = trial.ada.executeLater(source.id());
        trial.engine.start();
        inside.await();
        trial.pass(Duration.ofSeconds(31));
        trial.fetching.set(run -> CardData.of("of the other"));
        trial.stores
                .table(Execution.KIND)
                .replace(
                        Execution.of(trial.row(id).toValues().with("status", Status.SUCCESS)),
                        trial.row(id).revision());
        RunResult taken = trial.another().forOwner("ada").execute(source.id());

        goOn.countDown();

        await().until(() -> trial.names().size() >= 3);
        assertThat(taken.status()).isEqualTo(Status.SUCCESS);
        assertThat(trial.row(id).status()).isEqualTo(Status.SUCCESS);
        assertThat(trial.names()).doesNotContain("attempt.failed", "run.delayed");
    }

    @Test
    void a_call_whose_lease_was_lost_leaves_nothing_in_the_queue() throws Exception {
        Source source = trial.source();
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        trial.fetching.set(run -> {
            inside.countDown();
            awaitQuietly(goOn);
            throw new HandlerException(FailureKind.NETWORK, "Not now.");
        });
        var frozen = CompletableFuture.supplyAsync(() -> trial.ada.execute(source.id()));
        inside.await();
        trial.pass(Duration.ofSeconds(31));
        trial.fetching.set(run -> CardData.of("of the other"));
        trial.another().forOwner("ada").execute(source.id());

        goOn.countDown();

        assertThat(frozen.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.INTERRUPTED);
        assertThat(trial.queue()).isEmpty();
    }

    @Test
    void a_run_brought_forward_that_closing_interrupts_goes_on_later() throws Exception {
        Source source = trial.source();
        trial.fetchingFails(FailureKind.NETWORK);
        String id = trial.ada.execute(source.id()).executionId();
        var inside = new CountDownLatch(1);
        trial.fetching.set(run -> {
            inside.countDown();
            while (true) {
                run.stopIfCancelled();
                Thread.onSpinWait();
            }
        });
        var call = CompletableFuture.supplyAsync(() -> trial.ada.execute(source.id()));
        inside.await();

        trial.restart();

        assertThat(call.get(10, TimeUnit.SECONDS).status()).isEqualTo(Status.INTERRUPTED);
        assertThat(trial.queue()).singleElement().satisfies(run -> {
            assertThat(run.executionId()).isEqualTo(id);
            assertThat(run.attempt()).isEqualTo(3);
        });
        trial.fetching.set(run -> CardData.of("done"));
        trial.engine.start();
        await().until(() -> trial.row(id).status() == Status.SUCCESS);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
