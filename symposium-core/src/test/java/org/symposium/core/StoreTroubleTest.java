package org.symposium.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Delivery;
import org.symposium.spi.Run;
import org.symposium.spi.Step;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** The store is out of reach in the middle of a run, for a moment or for longer. */
class StoreTroubleTest {
    /** As often as it is asked. */
    private static final int EVERY_TRY = 7;

    private final HandSetClock clock = new HandSetClock("2026-01-31T09:00:00Z");
    private final ShakyStores stores = new ShakyStores(new InMemoryStores(clock));
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final Engine engine = Engine.builder()
            .stores(stores)
            .vault(AesGcmVault.ofBase64(AesGcmVault.newKey()))
            .grace(Duration.ofMillis(20))
            .handler(new Fakes.Source(run -> {
                ran.add(run.executionId());
                return CardData.of("News");
            }))
            .handler(new Fakes.Output(this::deliver))
            .build();
    private final OwnerView ada = engine.forOwner("ada");

    @AfterEach
    void close() {
        engine.close();
    }

    private DeliveryResult deliver(Delivery delivery) {
        delivery.step(Step.of("message", Effect.ONCE, Values.of("to", "team"), () -> {
            sent.add(delivery.id());
            return Values.empty();
        }));
        return DeliveryResult.delivered(delivery.id());
    }

    private String source() {
        String integration =
                ada.integrations().create("echo", "Mine", Credentials.none()).id();
        return ada.sources()
                .create(integration, "News", Settings.of("query", "java"))
                .id();
    }

    private String output() {
        ada.cards().create("Card", "content", Values.empty(), List.of());
        String integration =
                ada.integrations().create("sink", "Sink", Credentials.none()).id();
        return ada.outputs()
                .create(integration, "Digest", Settings.of("to", "team"), "{{#cards}}x{{/cards}}")
                .id();
    }

    private Execution awaitEnd(String id) {
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return stores.runs().list("", 1).isEmpty();
        });
        assertThat(stores.isWhole()).as("the trouble that was to be").isTrue();
        return ada.executions().get(id);
    }

    private void assertRanOnce(Execution row) {
        assertThat(row.status()).isEqualTo(Status.SUCCESS);
        assertThat(row.toValues().whole("attempt")).isEqualTo(1);
        assertThat(ran).hasSize(1);
        assertThat(ada.cards().latest(10)).hasSize(1);
        assertThat(ada.executions().latest(10)).hasSize(1);
    }

    @Test
    void an_outcome_is_written_by_another_try() {
        stores.breakBefore("save", 2);
        String id = ada.executeLater(source());
        engine.start();

        assertRanOnce(awaitEnd(id));
    }

    @Test
    void an_outcome_that_was_written_and_not_confirmed_is_known_as_ours() {
        stores.breakAfter("save", 1);
        String id = ada.executeLater(source());
        engine.start();

        assertRanOnce(awaitEnd(id));
    }

    @Test
    void so_it_is_for_a_caller_who_waits() {
        stores.breakAfter("save", 1);

        assertThat(ada.execute(source()).status()).isEqualTo(Status.SUCCESS);
        assertThat(ada.cards().latest(10)).hasSize(1);
    }

    @Test
    void an_outcome_that_nobody_ever_confirmed_is_found_in_the_log() {
        stores.breakAfter("save", EVERY_TRY);
        String id = ada.executeLater(source());
        engine.start();

        assertRanOnce(awaitEnd(id));
    }

    @Test
    void a_run_whose_outcome_could_not_be_written_is_run_again() {
        stores.breakBefore("save", EVERY_TRY);
        String id = ada.executeLater(source());
        engine.start();

        Execution row = awaitEnd(id);
        assertThat(row.status()).isEqualTo(Status.SUCCESS);
        assertThat(row.toValues().whole("attempt")).isEqualTo(2);
        assertThat(row.toValues().list("attempts"))
                .extracting(attempt -> attempt.text("status"))
                .containsExactly("interrupted");
        assertThat(ran).containsExactly(id, id);
        assertThat(ada.cards().latest(10)).hasSize(1);
    }

    @Test
    void a_receipt_is_written_by_another_try_so_that_no_step_is_in_doubt() {
        stores.breakAfter("record", 1);
        String id = ada.deliverLater(output());
        engine.start();

        assertThat(awaitEnd(id).status()).isEqualTo(Status.SUCCESS);
        assertThat(sent).hasSize(1);
    }

    @Test
    void an_intent_is_written_by_another_try() {
        stores.breakAfter("intend", 1);
        String id = ada.deliverLater(output());
        engine.start();

        assertThat(awaitEnd(id).status()).isEqualTo(Status.SUCCESS);
        assertThat(sent).hasSize(1);
    }

    @Test
    void a_delivery_whose_store_is_gone_for_longer_is_no_fault_of_its_handler_and_goes_on() {
        stores.breakBefore("open", EVERY_TRY);
        String id = ada.deliverLater(output());
        engine.start();

        Execution row = awaitEnd(id);
        assertThat(row.status()).isEqualTo(Status.SUCCESS);
        assertThat(row.toValues().list("attempts"))
                .extracting(attempt -> attempt.text("status"))
                .containsExactly("interrupted");
        assertThat(sent).containsExactly(id);
    }

    @Test
    void a_store_that_fails_time_and_again_ends_the_run() {
        String id = ada.deliverLater(output());
        Run run = stores.runs().list("", 1).get(0).run();
        Execution queued = ada.executions().get(id);
        Values before = Values.of("status", "interrupted");
        assertThat(stores.table(Execution.KIND)
                        .replace(
                                Execution.of(queued.toValues()
                                        .with("status", "interrupted")
                                        .with("attempt", 5)
                                        .with("attempts", List.of(before, before, before, before))),
                                queued.revision()))
                .isTrue();
        stores.runs().put(run.again(6, run.dueAt()));
        stores.breakBefore("open", EVERY_TRY);
        engine.start();

        Execution row = awaitEnd(id);
        assertThat(row.status()).isEqualTo(Status.FAILURE);
        assertThat(row.errorMessage()).get().asString().contains("The store could not be reached");
        assertThat(sent).isEmpty();
    }
}
