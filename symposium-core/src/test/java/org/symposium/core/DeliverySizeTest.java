package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Delivery;
import org.symposium.spi.Step;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Preview;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** How much the ledger keeps of a delivery, and what it must not keep. */
class DeliverySizeTest {
    private static final String KEY = "c4nary-key-7f3b9e21d05a";

    private final AtomicReference<Function<Delivery, DeliveryResult>> output = new AtomicReference<>();
    private final InMemoryStores stores = new InMemoryStores();
    private final Engine engine = Engine.builder()
            .stores(stores)
            .handler(new Fakes.Output(delivery -> output.get().apply(delivery)))
            .build();
    private final OwnerView ada = engine.forOwner("ada");

    @AfterEach
    void close() {
        engine.close();
    }

    private Execution delivered(Function<Delivery, DeliveryResult> work) {
        output.set(work);
        var sink = ada.integrations().create("sink", "Sink", Credentials.of("api_key", KEY));
        var made = ada.outputs().create(sink.id(), "Digest", Settings.of("to", "team"), "");
        ada.cards().create("A card", "Text", Values.empty(), List.of());
        return ada.executions().get(ada.deliver(made.id()).executionId());
    }

    @Test
    void a_receipt_holds_no_credential_now_or_later_and_keeps_what_the_service_made() {
        Execution row = delivered(delivery -> {
            var receipt = delivery.step(Step.of(
                    "upload",
                    Effect.ONCE,
                    Values.of("to", KEY),
                    () -> Values.of("token", "upload-token-1").with("echo", "for " + KEY)));
            assertThat(receipt.text("token")).isEqualTo("upload-token-1");
            return DeliveryResult.delivered(receipt.text("echo"));
        });

        Values ledger = stores.ledger().find("ada", row.id()).orElseThrow();
        assertThat(row.deliveryConfirmation().text("delivery_id")).isEqualTo("for ••••");
        assertThat(ledger.text("steps.upload.receipt.echo")).isEqualTo("for ••••");
        assertThat(ledger.text("steps.upload.receipt.token")).isEqualTo("upload-token-1");
        assertThat(ledger.toJson()).doesNotContain("c4nary");
    }

    @Test
    void a_receipt_that_is_too_large_leaves_the_step_in_doubt_and_names_the_limit() {
        Execution row = delivered(delivery -> DeliveryResult.delivered(delivery.step(Step.of(
                        "greedy", Effect.ONCE, Values.empty(), () -> Values.of("all", "x".repeat(64 * 1024))))
                .text("all")));

        assertThat(row.errorKind()).contains(FailureKind.IN_DOUBT);
        assertThat(row.errorMessage().orElseThrow()).contains("Step 'greedy' was done", "at most 65536");
        Values step = stores.ledger().find("ada", row.id()).orElseThrow().object("steps.greedy");
        assertThat(step.has("receipt")).isFalse();
    }

    @Test
    void receipts_have_a_limit_together_and_steps_a_number() {
        Execution receipts = delivered(delivery -> {
            for (int number = 0; ; number++) {
                delivery.step(Step.of(
                        "s" + number, Effect.ONCE, Values.empty(), () -> Values.of("some", "x".repeat(60 * 1024))));
            }
        });
        assertThat(receipts.errorMessage().orElseThrow()).contains("at most 5.0 MiB");

        Execution steps = delivered(delivery -> {
            for (int number = 0; ; number++) {
                delivery.step(Step.of("s" + number, Effect.ONCE, Values.empty(), Values::empty));
            }
        });
        assertThat(steps.errorMessage().orElseThrow()).contains("more than 5000 steps");
        Values ledger = stores.ledger().find("ada", steps.id()).orElseThrow();
        assertThat(ledger.object("steps").names()).hasSize(5_000);
    }

    @Test
    void what_is_shown_of_a_step_is_cut() {
        Values large =
                Values.of("method", "MAIL").with("body", "y".repeat(100_000)).with("more", "z".repeat(100_000));
        Execution row = delivered(delivery -> {
            delivery.step(Step.of("post", Effect.ONCE, large, Values::empty));
            return DeliveryResult.delivered("d-1");
        });

        Values shown = stores.ledger().find("ada", row.id()).orElseThrow().object("steps.post.shown");
        assertThat(shown.names()).containsExactly("cut", "method", "body");
        assertThat(shown.text("method")).isEqualTo("MAIL");
        assertThat(shown.text("body")).hasSizeLessThanOrEqualTo(4 * 1024).endsWith("y…");
    }

    private Output output(String template) {
        var sink = ada.integrations().create("sink", "Sink", Credentials.none());
        return ada.outputs().create(sink.id(), "Digest", Settings.of("to", "team"), template);
    }

    private static DeliveryResult arrive(Delivery delivery) {
        delivery.step(Step.of("post", Effect.ONCE, Values.empty(), Values::empty));
        return DeliveryResult.delivered("d-1");
    }

    @Test
    void of_more_cards_than_a_delivery_may_have_the_rest_goes_with_the_next_one() {
        for (int number = 0; number < 6; number++) {
            ada.cards().create("Large " + number, "x".repeat(1024 * 1024), Values.empty(), List.of());
        }
        output.set(DeliverySizeTest::arrive);
        Output made = output("{{count}}");

        RunResult first = ada.deliver(made.id());
        RunResult second = ada.deliver(made.id());

        assertThat(first.cardsSent()).as("%s", first).isEqualTo(4);
        assertThat(first.notices())
                .containsExactly("Of 6 cards the first 4 fit into one delivery; the others are left for the next one.");
        assertThat(second.cardsSent()).isEqualTo(2);
        assertThat(second.notices()).isEmpty();
    }

    @Test
    void of_more_cards_than_a_template_may_give_the_rest_goes_with_the_next_one() {
        for (int number = 0; number < 10; number++) {
            ada.cards().create("Long " + number, "word ".repeat(20_000), Values.empty(), List.of());
        }
        output.set(DeliverySizeTest::arrive);
        Output made = output("");
        Preview preview = ada.preview(made.id());

        List<Long> sent = new ArrayList<>();
        for (int delivery = 0; delivery < 5; delivery++) {
            sent.add(ada.deliver(made.id()).cardsSent());
        }

        assertThat(preview.cards()).hasSize(2);
        assertThat(preview.notices()).singleElement().asString().startsWith("Of 10 cards the first 2 fit");
        assertThat(sent).containsOnly(2L);
        assertThat(ada.deliver(made.id()).status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void a_card_that_is_too_long_alone_is_cut_and_its_user_is_told() {
        String code = "```\n" + "some code\n".repeat(40_000);
        Card card = ada.cards().create("Long", code, Values.empty(), List.of());
        AtomicReference<Delivery> seen = new AtomicReference<>();
        output.set(delivery -> {
            seen.set(delivery);
            return arrive(delivery);
        });
        Output made = output("{{#cards}}{{{content}}}{{/cards}}\n\nThe end");

        RunResult result = ada.deliver(made.id());

        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        assertThat(result.notices())
                .containsExactly("The card 'Long' is too long for one delivery: of its 400004 characters the first"
                        + " 131072 at most were taken.");
        assertThat(seen.get().content().markdown()).contains("…\n```\n").endsWith("The end");
        assertThat(seen.get().cards().get(0).content()).hasSizeBetween(120_000, 131_100);
        assertThat(ada.cards().get(card.id()).content()).as("the card itself").isEqualTo(code);
    }

    @Test
    void a_card_that_a_handler_renders_alone_is_cut_too() {
        ada.cards().create("Long", "*".repeat(200_000), Values.empty(), List.of());
        AtomicReference<String> rendered = new AtomicReference<>("");
        output.set(delivery -> {
            rendered.set(delivery.render("{{content}}", delivery.cards().get(0)).markdown());
            return arrive(delivery);
        });

        RunResult result = ada.deliver(output("{{count}}").id());

        assertThat(result.notices()).singleElement().asString().startsWith("The card 'Long' is too long");
        assertThat(rendered.get()).hasSizeBetween(100_000, 256 * 1024).startsWith("\\*\\*");
    }

    @Test
    void a_card_whose_data_alone_is_too_long_is_named_with_the_limit() {
        Card card = ada.cards().create("Wide", "x", Values.of("all", "y".repeat(300 * 1024)), List.of());
        output.set(delivery -> {
            throw new AssertionError("nothing is to be sent");
        });

        RunResult result =
                ada.deliver(output("{{#cards}}{{data.all}}{{/cards}}").id());

        assertThat(result.failure().orElseThrow().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(result.failure().orElseThrow().message())
                .contains("The card 'Wide' (" + card.id() + ") alone is too long", "more than 256 KiB");
        assertThat(result.failure().orElseThrow().suggestion()).contains("Show less of each card");
        assertThat(stores.ledger().find("ada", result.executionId())).isEmpty();
    }
}
