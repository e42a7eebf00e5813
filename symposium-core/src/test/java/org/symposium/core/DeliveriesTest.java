package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Delivery;
import org.symposium.spi.EngineListener;
import org.symposium.spi.Step;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.DeliveryStatus;
import org.symposium.spi.model.DeliveryView;
import org.symposium.spi.model.DeliveryView.StepState;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InDoubt;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** What becomes of a delivery that failed, or of which nobody knows: it is kept, told of, and can go on; nothing is sent twice, and nothing is lost. */
class DeliveriesTest {
    private final Trial trial = new Trial();

    /** What arrived at the target, in order. */
    private final List<String> arrived = new CopyOnWriteArrayList<>();

    /** What the step {@code second} does: nothing if all is well. */
    private final AtomicReference<Optional<Verdict>> second = new AtomicReference<>(Optional.empty());

    /** Whether {@code second} is found at the target by who looks. */
    private final AtomicReference<Optional<Values>> found = new AtomicReference<>(Optional.empty());

    private final AtomicReference<Effect> effect = new AtomicReference<>(Effect.ONCE);
    private final Output output = trial.output();

    DeliveriesTest() {
        trial.delivering.set(this::threeSteps);
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private DeliveryResult threeSteps(Delivery delivery) {
        String text = delivery.content().markdown().strip();
        step(delivery, "first", text, Optional.empty());
        step(delivery, "second", text, second.get());
        step(delivery, "third", text, Optional.empty());
        return DeliveryResult.delivered("d");
    }

    private void step(Delivery delivery, String name, String text, Optional<Verdict> failure) {
        delivery.step(Step.of(name, effect.get(), Values.of("text", text), () -> {
                    if (failure.isEmpty() || failure.get().isPerhapsDone()) {
                        arrived.add(name + " of " + delivery.id() + " with " + text + to(delivery));
                    }
                    failure.ifPresent(verdict -> {
                        throw new HandlerException(verdict);
                    });
                    return Values.of("id", "m-" + name);
                })
                .ifInDoubt(found::get));
    }

    private static String to(Delivery delivery) {
        return delivery.testRecipient().map(recipient -> " to " + recipient).orElse("");
    }

    private void fails() {
        second.set(
                Optional.of(Verdict.failed(FailureKind.INVALID_REQUEST, "No.").suggest("Say please.")));
    }

    private void isInDoubt() {
        second.set(Optional.of(Verdict.failed(FailureKind.INVALID_RESPONSE, "The answer broke off.")
                .perhapsDone()));
    }

    private void works() {
        second.set(Optional.empty());
    }

    private RunResult deliver() {
        return trial.ada.deliver(output.id());
    }

    /** Fails, in doubt; the next attempt looks, and holds it. */
    private String held() {
        isInDoubt();
        String id = deliver().executionId();
        works();
        RunResult result = trial.ada.deliveries().replay(id);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.IN_DOUBT);
        return id;
    }

    private List<String> steps() {
        return arrived.stream()
                .map(what -> what.substring(0, what.indexOf(' ')))
                .toList();
    }

    @Test
    void a_delivery_that_failed_is_kept_with_its_cause_and_what_it_is_made_of() {
        fails();
        String id = deliver().executionId();

        DeliveryView kept = trial.ada.deliveries().get(id);

        assertThat(kept.status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(kept.failure().orElseThrow().message()).isEqualTo("No.");
        assertThat(kept.outputId()).isEqualTo(output.id());
        assertThat(kept.openedAt()).isEqualTo(Trial.START);
        assertThat(kept.cards()).hasSize(1);
        assertThat(kept.content().text("subject")).isEqualTo("One");
        assertThat(kept.content().text("settings.to")).isEqualTo("team");
        assertThat(kept.steps()).singleElement().satisfies(step -> {
            assertThat(step.name()).isEqualTo("first");
            assertThat(step.state()).isEqualTo(StepState.DONE);
            assertThat(step.receipt()).isEqualTo(Values.of("id", "m-first"));
            assertThat(step.shown()).isEqualTo(Values.of("text", "x"));
            assertThat(step.intendedAt()).contains(Trial.START);
            assertThat(step.recordedAt()).contains(Trial.START);
        });
        assertThat(kept.toValues().toJson())
                .contains(
                        "\"delivery_id\":\"" + id,
                        "\"status\":\"failed\"",
                        "\"state\":\"done\"",
                        "\"suggestion\":\"Say please.\"");
    }

    @Test
    void a_replay_goes_on_where_it_was_with_the_same_id_and_the_same_cards() {
        fails();
        String id = deliver().executionId();
        trial.ada.cards().create("Two", "y", Values.empty(), List.of());
        works();

        RunResult result = trial.ada.deliveries().replay(id);

        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        assertThat(result.executionId()).isEqualTo(id);
        assertThat(result.cardsSent()).isEqualTo(1);
        assertThat(arrived)
                .containsExactly(
                        "first of " + id + " with x", "second of " + id + " with x", "third of " + id + " with x");
        assertThat(trial.ada.deliveries().get(id).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(trial.row(id).attempt()).isEqualTo(2);
        assertThat(trial.ada.outputs().get(output.id()).executionCount())
                .as("one run")
                .isEqualTo(1);
        assertThatThrownBy(() -> trial.ada.deliveries().replay(id))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("has arrived");
        assertThat(deliver().cardsSent()).as("the other card").isEqualTo(1);
    }

    @Test
    void a_later_delivery_leaves_out_the_cards_of_one_that_was_half_done() {
        fails();
        deliver();
        works();

        assertThat(deliver().status()).isEqualTo(Status.SKIPPED);
        assertThat(steps()).containsExactly("first");
    }

    @Test
    void a_later_delivery_takes_the_cards_of_one_that_had_done_nothing_which_can_not_be_replayed_then() {
        trial.deliveringFails(FailureKind.INVALID_REQUEST);
        String first = deliver().executionId();
        trial.delivering.set(this::threeSteps);

        RunResult later = deliver();

        assertThat(later.cardsSent()).isEqualTo(1);
        assertThatThrownBy(() -> trial.ada.deliveries().replay(first))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("1 of the delivery's 1 cards");
        assertThat(steps()).containsExactly("first", "second", "third");
    }

    @Test
    void cards_that_are_given_back_go_with_the_next_delivery() {
        fails();
        String id = deliver().executionId();
        works();

        trial.ada.deliveries().giveBack(id);

        assertThatThrownBy(() -> trial.ada.deliveries().replay(id))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("given back");
        assertThat(deliver().cardsSent()).isEqualTo(1);
        assertThat(steps()).containsExactly("first", "first", "second", "third");
        assertThatThrownBy(() -> trial.ada.deliveries().giveBack(id)).isInstanceOf(ConflictException.class);
    }

    @Test
    void a_replay_goes_by_what_was_frozen_and_anew_by_what_the_output_says_now() {
        fails();
        String id = deliver().executionId();
        trial.ada.outputs().update(output.id(), draft -> draft.template("{{#cards}}new{{/cards}}"));
        trial.ada.deliveries().replay(id);
        works();

        trial.ada.deliveries().replayAnew(id);

        assertThat(arrived)
                .containsExactly(
                        "first of " + id + " with x", "second of " + id + " with new", "third of " + id + " with new");
        assertThat(trial.ada.deliveries().get(id).content().text("markdown")).contains("new");
    }

    @Test
    void a_step_in_doubt_is_held_and_its_user_is_told() {
        String id = held();

        DeliveryView kept = trial.ada.deliveries().get(id);
        assertThat(kept.status()).isEqualTo(DeliveryStatus.HELD);
        assertThat(kept.failure().orElseThrow().message()).contains("not known whether step 'second' was done");
        assertThat(kept.steps())
                .extracting(DeliveryView.StepView::state)
                .containsExactly(StepState.DONE, StepState.IN_DOUBT);
        assertThat(trial.events)
                .filteredOn(event -> event.name().equals("delivery.held"))
                .as("each attempt that leaves it so")
                .hasSize(2)
                .extracting(EngineListener.Event::details)
                .allSatisfy(details -> {
                    assertThat(details.text("execution_id")).isEqualTo(id);
                    assertThat(details.text("suggestion")).contains("mark the delivery as done");
                });
        assertThat(steps()).containsExactly("first", "second");
        assertThat(trial.ada.outputs().get(output.id()).toValues().whole("consecutive_failures", 0))
                .as("counts against nobody")
                .isLessThanOrEqualTo(1);
    }

    private List<String> toldAsHeld() {
        return trial.events.stream()
                .filter(event -> event.name().equals("delivery.held"))
                .map(event -> event.details().text("execution_id") + ": "
                        + event.details().text("error_message"))
                .toList();
    }

    @Test
    void a_step_that_the_last_attempt_leaves_in_doubt_is_held_at_once() {
        isInDoubt();

        RunResult result = deliver();

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.IN_DOUBT);
        assertThat(result.failure().orElseThrow().message())
                .isEqualTo("The answer broke off. It is not known whether step 'second' was done.");
        assertThat(result.failure().orElseThrow().suggestion()).contains("mark the delivery as done");
        assertThat(trial.ada.deliveries().get(result.executionId()).status()).isEqualTo(DeliveryStatus.HELD);
        assertThat(toldAsHeld())
                .containsExactly(result.executionId()
                        + ": The answer broke off. It is not known whether step 'second' was done.");
        assertThat(trial.ada.outputs().get(output.id()).toValues().whole("consecutive_failures", 0))
                .as("what made it fail counts")
                .isEqualTo(1);
        works();
        assertThat(trial.ada.deliveries().markDone(result.executionId()).status())
                .isEqualTo(Status.SUCCESS);
        assertThat(steps()).containsExactly("first", "second", "third");
    }

    @Test
    void a_step_in_doubt_that_is_sent_again_by_itself_is_not_held() {
        effect.set(Effect.REPEATABLE);
        isInDoubt();

        String id = deliver().executionId();

        assertThat(trial.ada.deliveries().get(id).status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(toldAsHeld()).isEmpty();
    }

    @Test
    void a_delivery_that_fails_before_it_comes_to_its_step_in_doubt_is_held_all_the_same() {
        isInDoubt();
        String id = deliver().executionId();
        trial.deliveringFails(FailureKind.AUTHENTICATION);

        RunResult result = trial.ada.deliveries().replay(id);

        assertThat(result.failure().orElseThrow().message()).startsWith("It failed.");
        assertThat(trial.ada.deliveries().get(id).status()).isEqualTo(DeliveryStatus.HELD);
        assertThat(trial.ada
                        .integrations()
                        .find(output.integrationId())
                        .orElseThrow()
                        .isActive())
                .as("refused credentials switch off all the same")
                .isFalse();
    }

    @Test
    void a_delivery_that_was_to_be_tried_again_and_is_not_is_held() {
        second.set(Optional.of(
                Verdict.failed(FailureKind.SERVER_ERROR, "It is down.").perhapsDone()));
        String id = deliver().executionId();
        assertThat(trial.ada.deliveries().get(id).status()).isEqualTo(DeliveryStatus.WAITING);

        trial.ada.outputs().disable(output.id());

        assertThat(trial.ada.deliveries().get(id).status()).isEqualTo(DeliveryStatus.HELD);
        assertThat(toldAsHeld()).containsExactly(id + ": It is down. It is not known whether step 'second' was done.");
    }

    @Test
    void what_is_held_is_resent_when_its_user_says_so() {
        String id = held();

        assertThat(trial.ada.deliveries().resend(id).status()).isEqualTo(Status.SUCCESS);

        assertThat(steps()).containsExactly("first", "second", "second", "third");
    }

    @Test
    void what_is_held_is_done_when_its_user_says_so_and_the_rest_is_sent() {
        String id = held();

        RunResult result = trial.ada.deliveries().markDone(id);

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(result.cardsSent()).isEqualTo(1);
        assertThat(steps()).containsExactly("first", "second", "third");
        assertThat(trial.ada.deliveries().get(id).steps().get(1).receipt()).isEqualTo(Values.of("marked_done", true));
    }

    @Test
    void a_handler_that_finds_a_step_done_needs_nobody() {
        isInDoubt();
        String id = deliver().executionId();
        works();
        found.set(Optional.of(Values.of("id", "m-found")));

        assertThat(trial.ada.deliveries().replay(id).status()).isEqualTo(Status.SUCCESS);

        assertThat(steps()).containsExactly("first", "second", "third");
        assertThat(trial.ada.deliveries().get(id).steps().get(1).receipt()).isEqualTo(Values.of("id", "m-found"));
    }

    @Test
    void the_outputs_policy_decides_else_what_the_step_does() {
        trial.ada.outputs().update(output.id(), draft -> draft.inDoubt(InDoubt.RESEND));
        isInDoubt();
        String resent = deliver().executionId();
        works();
        assertThat(trial.ada.deliveries().replay(resent).status()).isEqualTo(Status.SUCCESS);
        assertThat(steps()).containsExactly("first", "second", "second", "third");

        arrived.clear();
        effect.set(Effect.REPEATABLE);
        trial.ada.outputs().update(output.id(), draft -> draft.inDoubt(InDoubt.HOLD));
        trial.ada.cards().create("Two", "y", Values.empty(), List.of());
        String held = held();
        assertThat(steps()).containsExactly("first", "second");

        Output by = trial.ada.outputs().update(output.id(), OutputDraft::inDoubtByType);
        assertThat(by.inDoubt()).isEmpty();
        assertThat(trial.ada.deliveries().replay(held).status())
                .as("repeatable")
                .isEqualTo(Status.SUCCESS);
        assertThat(by.toValues().has("in_doubt")).isFalse();
    }

    @Test
    void a_step_in_doubt_that_would_be_another_one_now_is_held_whatever_the_policy() {
        trial.ada.outputs().update(output.id(), draft -> draft.inDoubt(InDoubt.RESEND));
        isInDoubt();
        String id = deliver().executionId();
        works();
        trial.ada.outputs().update(output.id(), draft -> draft.template("{{#cards}}other{{/cards}}"));

        RunResult anew = trial.ada.deliveries().replayAnew(id);

        assertThat(anew.failure().orElseThrow().kind()).isEqualTo(FailureKind.IN_DOUBT);
        assertThat(anew.failure().orElseThrow().message()).contains("not what was sent then");
        assertThat(steps()).containsExactly("first", "second");
        assertThat(trial.ada.deliveries().resend(id).status()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void many_are_replayed_the_oldest_first() {
        fails();
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            ids.add(deliver().executionId());
            trial.ada.cards().create("More", "y", Values.empty(), List.of());
        }
        works();
        arrived.clear();

        List<Deliveries.Replayed> replayed =
                trial.ada.deliveries().replay(DeliveryFilter.all().ofOutput(output.id()), 10);

        assertThat(replayed).extracting(Deliveries.Replayed::deliveryId).containsExactlyElementsOf(ids);
        assertThat(replayed)
                .allSatisfy(
                        one -> assertThat(one.result().orElseThrow().status()).isEqualTo(Status.SUCCESS));
        assertThat(arrived).hasSize(6);
        assertThat(trial.ada.deliveries().replay(DeliveryFilter.all(), 10)).isEmpty();
    }

    @Test
    void what_can_not_be_replayed_is_said_for_each() {
        fails();
        String id = deliver().executionId();
        trial.ada.outputs().disable(output.id());

        List<Deliveries.Replayed> replayed = trial.ada.deliveries().replay(DeliveryFilter.all(), 10);

        assertThat(replayed).singleElement().satisfies(one -> {
            assertThat(one.result()).isEmpty();
            assertThat(one.refused()).contains("switched off");
        });
        assertThatThrownBy(() -> trial.ada.deliveries().replay(id)).isInstanceOf(InactiveException.class);
        assertThatThrownBy(() -> trial.ada.deliveries().replay("unknown")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> trial.engine.forOwner("bob").deliveries().replay(id))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void deliveries_are_listed_by_output_card_and_status_newest_first_and_page_by_page() {
        fails();
        String failed = deliver().executionId();
        works();
        var card = trial.ada.cards().create("Two", "y", Values.empty(), List.of());
        String arrivedOne = deliver().executionId();
        Deliveries deliveries = trial.ada.deliveries();

        assertThat(deliveries.list(DeliveryFilter.all(), 10))
                .extracting(DeliveryView::id)
                .containsExactly(arrivedOne, failed);
        assertThat(deliveries.list(DeliveryFilter.all().ofCard(card.id()), 10))
                .extracting(DeliveryView::id)
                .containsExactly(arrivedOne);
        assertThat(deliveries.list(DeliveryFilter.all().with(DeliveryStatus.FAILED), 10))
                .extracting(DeliveryView::id)
                .containsExactly(failed);
        assertThat(deliveries.list(DeliveryFilter.all().with(DeliveryStatus.HELD), 10))
                .isEmpty();
        assertThat(deliveries.list(DeliveryFilter.all().with(DeliveryStatus.WAITING), 10))
                .isEmpty();
        assertThat(deliveries.list(DeliveryFilter.all().ofOutput("another"), 10))
                .isEmpty();
        List<DeliveryView> page = deliveries.list(DeliveryFilter.all(), 1);
        assertThat(page).extracting(DeliveryView::id).containsExactly(arrivedOne);
        assertThat(deliveries.list(DeliveryFilter.all(), page.get(0), 1))
                .extracting(DeliveryView::id)
                .containsExactly(failed);
        assertThat(trial.engine.forOwner("bob").deliveries().list(DeliveryFilter.all(), 10))
                .isEmpty();
        assertThatThrownBy(() -> deliveries.list(DeliveryFilter.all(), 0)).isInstanceOf(InvalidInputException.class);
    }

    /** As if the process had died: the log knows nothing of it. */
    private String diedAfterTheFirstStep() {
        fails();
        String id = deliver().executionId();
        trial.stores.table(Execution.KIND).remove("ada", id);
        works();
        return id;
    }

    @Test
    void a_delivery_whose_process_died_goes_on_with_the_next_call() {
        String id = diedAfterTheFirstStep();
        assertThat(trial.ada.deliveries().get(id).status()).isEqualTo(DeliveryStatus.RUNNING);

        RunResult result = deliver();

        assertThat(result.executionId()).isEqualTo(id);
        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(steps()).containsExactly("first", "second", "third");
    }

    @Test
    void a_delivery_whose_process_died_goes_on_before_the_next_slot() {
        String id = diedAfterTheFirstStep();
        trial.ada.cards().create("Two", "y", Values.empty(), List.of());
        trial.ada.outputs().update(output.id(), draft -> draft.schedule(Schedule.at(Trial.START.plusSeconds(60))));

        trial.engine.start();

        Awaitility.await().untilAsserted(() -> {
            trial.pass(Duration.ofSeconds(5));
            assertThat(trial.ada.executions().latest(10))
                    .extracting(Execution::status)
                    .containsOnly(Status.SUCCESS)
                    .hasSize(2);
        });
        assertThat(steps()).containsExactly("first", "second", "third", "first", "second", "third");
        assertThat(arrived.subList(0, 3)).allMatch(what -> what.contains(id));
    }

    @Test
    void a_type_without_trials_says_so() {
        assertThatThrownBy(() -> trial.ada.deliverTest(output.id(), "me@example.org"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'sink' has no test delivery");
        assertThat(arrived).isEmpty();
    }
}
