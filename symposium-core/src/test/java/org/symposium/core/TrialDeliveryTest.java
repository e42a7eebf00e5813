package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Step;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.DeliveryView;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** A delivery to one recipient, on trial. */
class TrialDeliveryTest {
    private final List<String> sentTo = new CopyOnWriteArrayList<>();
    private final AtomicReference<FailureKind> failure = new AtomicReference<>();
    private final InMemoryStores stores = new InMemoryStores();
    private final Engine engine = Engine.builder()
            .stores(stores)
            .handler(new Fakes.Output(
                    IntegrationType.of(Fakes.Output.TYPE
                            .toValues()
                            .with("capabilities", Values.of("supports_test_delivery", true))),
                    delivery -> {
                        delivery.step(Step.of("mail", Effect.ONCE, Values.empty(), () -> {
                            if (failure.get() != null) {
                                throw new HandlerException(failure.get(), "It failed.");
                            }
                            sentTo.add(delivery.testRecipient().orElse("everybody"));
                            return Values.empty();
                        }));
                        return DeliveryResult.delivered("d");
                    }))
            .build();
    private final OwnerView ada = engine.forOwner("ada");
    private final Output output = output();

    @AfterEach
    void close() {
        engine.close();
    }

    private Output output() {
        ada.cards().create("One", "x", Values.empty(), List.of());
        var sink = ada.integrations().create("sink", "Sink", Credentials.of("api_key", "k3y-of-ada"));
        return ada.outputs().create(sink.id(), "Digest", Settings.of("to", "team"), "");
    }

    @Test
    void it_goes_to_its_recipient_and_its_cards_are_still_to_be_delivered() {
        RunResult result = ada.deliverTest(output.id(), " me@example.org ");

        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        assertThat(result.cardsSent()).isZero();
        assertThat(ada.executions().get(result.executionId()).triggerKind()).isEqualTo("test");
        DeliveryView kept = ada.deliveries().get(result.executionId());
        assertThat(kept.testRecipient()).contains("me@example.org");
        assertThat(kept.toValues().text("test_recipient")).isEqualTo("me@example.org");
        assertThat(ada.deliver(output.id()).cardsSent()).isEqualTo(1);
        assertThat(sentTo).containsExactly("me@example.org", "everybody");
    }

    @Test
    void a_failure_is_not_tried_again_and_counts_against_nobody() {
        for (FailureKind kind : List.of(FailureKind.SERVER_ERROR, FailureKind.TARGET_GONE)) {
            failure.set(kind);

            RunResult result = ada.deliverTest(output.id(), "me@example.org");

            assertThat(result.status()).isEqualTo(Status.FAILURE);
            assertThat(result.failure().orElseThrow().kind()).isEqualTo(kind);
            assertThat(result.nextTryAt()).isEmpty();
        }
        assertThat(ada.runs().list(10)).isEmpty();
        assertThat(ada.outputs().get(output.id()).isActive()).isTrue();
        assertThat(ada.outputs().get(output.id()).toValues().whole("consecutive_failures", 0))
                .isZero();
    }

    @Test
    void a_replay_of_one_goes_to_the_same_recipient() {
        failure.set(FailureKind.INVALID_REQUEST);
        RunResult failed = ada.deliverTest(output.id(), "me@example.org");
        failure.set(null);
        ada.deliver(output.id());

        RunResult result = ada.deliveries().replay(failed.executionId());

        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        assertThat(sentTo).containsExactly("everybody", "me@example.org");
    }

    @Test
    void nobody_is_no_recipient() {
        assertThatThrownBy(() -> ada.deliverTest(output.id(), " ")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ada.deliverTest(output.id(), "x".repeat(321)))
                .isInstanceOf(InvalidInputException.class);
        assertThat(sentTo).isEmpty();
    }

    @Test
    void a_delivery_that_was_cut_off_goes_on_also_after_trials() {
        failure.set(FailureKind.INVALID_REQUEST);
        String id = ada.deliver(output.id()).executionId();
        stores.table(Execution.KIND).remove("ada", id); // as if the process had died
        failure.set(null);
        ada.deliverTest(output.id(), "me@example.org");
        ada.deliverTest(output.id(), "you@example.org");

        RunResult next = ada.deliver(output.id());

        assertThat(next.executionId()).isEqualTo(id);
        assertThat(next.cardsSent()).isEqualTo(1);
        assertThat(sentTo).containsExactly("me@example.org", "you@example.org", "everybody");
    }
}
