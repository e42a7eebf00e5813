package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symposium.testkit.StoreTime.LONG;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Ledger;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Values;

/** Which deliveries a card went by, and which of them holds it: no two deliveries of an output send the same. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface DeliveryCardsContract extends StoresFixture {
    /** A process that dies in the middle of a step must not let another delivery send the same. */
    @Test
    default void the_first_step_takes_the_cards() {
        Lease lease = opened("d1", "d2");
        assertThat(ledger().taken(ADA, "d2")).isEmpty();

        ledger().intend(ADA, "d1", "s", "digest", Values.empty(), lease);

        assertThat(ledger().taken(ADA, "d2")).containsExactlyInAnyOrder("c1", "c2");
        assertThat(ledger().taken(ADA, "d1")).as("it holds them itself").isEmpty();
        ledger().record(ADA, "d1", "s", Values.empty(), lease);
        assertThat(ledger().taken(ADA, "d2")).hasSize(2);
        assertThat(ledger().taken(BOB, "d2")).isEmpty();
    }

    /** Certainly not sent: another delivery may have them. */
    @Test
    default void the_last_intent_that_is_taken_back_frees_them() {
        Lease lease = opened("d1", "d2");
        ledger().intend(ADA, "d1", "s1", "digest", Values.empty(), lease);
        ledger().intend(ADA, "d1", "s2", "digest", Values.empty(), lease);

        ledger().withdraw(ADA, "d1", "s1", lease);
        assertThat(ledger().taken(ADA, "d2")).hasSize(2);
        ledger().withdraw(ADA, "d1", "s2", lease);
        assertThat(ledger().taken(ADA, "d2")).isEmpty();
    }

    /** What is done stays done. */
    @Test
    default void a_step_that_is_done_keeps_them() {
        Lease lease = opened("d1", "d2");
        ledger().intend(ADA, "d1", "s1", "digest", Values.empty(), lease);
        ledger().record(ADA, "d1", "s1", Values.empty(), lease);

        ledger().withdraw(ADA, "d1", "s1", lease);

        assertThat(ledger().taken(ADA, "d2")).hasSize(2);
    }

    /** The second delivery has none of what the first has taken, and gives none of it back. */
    @Test
    default void who_comes_second_takes_nothing() {
        Lease lease = opened("d1", "d2");
        ledger().intend(ADA, "d1", "s", "digest", Values.empty(), lease);
        ledger().intend(ADA, "d2", "s", "digest", Values.empty(), lease);

        assertThat(ledger().giveBack(ADA, "d2", lease)).isTrue();

        assertThat(ledger().taken(ADA, "d2")).hasSize(2);
        assertThat(ledger().giveBack(ADA, "d1", lease)).isTrue();
        assertThat(ledger().taken(ADA, "d2")).isEmpty();
    }

    /** A trial is not what the output is for. */
    @Test
    default void a_trial_takes_none() {
        Lease lease = opened("d1");
        ledger().open(ADA, "d2", frozen().with("test_recipient", "me@example.org"), lease);

        ledger().intend(ADA, "d2", "s", "digest", Values.empty(), lease);

        assertThat(ledger().taken(ADA, "d1")).isEmpty();
    }

    /** By output, by card, newest first, page by page, and nobody else's. */
    @Test
    default void deliveries_are_found() {
        Lease lease = opened("d1", "d2", "d3");
        ledger().open(
                        ADA,
                        "d4",
                        Values.of("output_id", "another").with("cards", List.of(Values.of("id", "c3"))),
                        lease);
        ledger().open(
                        BOB,
                        "d5",
                        frozen(),
                        stores().leases().acquire("output/bob/1", LONG).orElseThrow());

        assertThat(ledger().latest(ADA, "", "", "", 10)).containsExactly("d4", "d3", "d2", "d1");
        assertThat(ledger().latest(ADA, "output-1", "", "", 2)).containsExactly("d3", "d2");
        assertThat(ledger().latest(ADA, "output-1", "", "d2", 2)).containsExactly("d1");
        assertThat(ledger().latest(ADA, "", "c3", "", 10)).containsExactly("d4");
        assertThat(ledger().latest(ADA, "output-1", "c2", "", 10)).containsExactly("d3", "d2", "d1");
        assertThat(ledger().latest(ADA, "output-1", "c3", "", 10)).isEmpty();
        assertThat(ledger().latest(ADA, "", "", "", 10)).as("nobody else's").doesNotContain("d5");
    }

    /** Rendered anew: what was done is done. */
    @Test
    default void what_is_frozen_can_be_replaced_and_steps_stay() {
        Lease lease = opened("d1");
        ledger().intend(ADA, "d1", "s", "digest", Values.empty(), lease);
        ledger().record(ADA, "d1", "s", Values.of("id", "m-1"), lease);

        assertThat(ledger().refreeze(ADA, "d1", frozen().with("subject", "new"), lease))
                .isTrue();

        Values delivery = ledger().find(ADA, "d1").orElseThrow();
        assertThat(delivery.text("frozen.subject")).isEqualTo("new");
        assertThat(delivery.text("steps.s.receipt.id")).isEqualTo("m-1");
        assertThat(ledger().latest(ADA, "", "c1", "", 10)).containsExactly("d1");
    }

    /** When it was opened, and when each step was intended and answered. */
    @Test
    default void moments_are_kept() {
        Lease lease = opened("d1");
        ledger().intend(ADA, "d1", "s", "digest", Values.empty(), lease);
        Values intended = ledger().find(ADA, "d1").orElseThrow();
        assertThat(intended.instant("steps.s.intended_at")).isAfterOrEqualTo(intended.instant("opened_at"));
        assertThat(intended.has("steps.s.recorded_at")).isFalse();

        ledger().record(ADA, "d1", "s", Values.empty(), lease);

        Values step = ledger().find(ADA, "d1").orElseThrow().object("steps.s");
        assertThat(step.instant("recorded_at")).isAfterOrEqualTo(step.instant("intended_at"));
    }

    /** Nothing without the lease. */
    @Test
    default void cards_are_neither_given_back_nor_rendered_anew_without_the_lease() {
        Lease lease = opened("d1", "d2");
        ledger().intend(ADA, "d1", "s", "digest", Values.empty(), lease);
        stores().leases().release(lease);

        assertThat(ledger().giveBack(ADA, "d1", lease)).isFalse();
        assertThat(ledger().refreeze(ADA, "d1", Values.empty(), lease)).isFalse();

        assertThat(ledger().taken(ADA, "d2")).hasSize(2);
        assertThat(ledger().find(ADA, "d1").orElseThrow().object("frozen")).isEqualTo(frozen());
    }

    private Lease opened(String... deliveryIds) {
        stores().table(Output.KIND).insert(Samples.output(ADA, "output-1"));
        Stream.of("c1", "c2", "c3").forEach(card -> stores().cards().insert(Samples.card(ADA, card)));
        Lease lease = stores().leases().acquire("output/ada/1", LONG).orElseThrow();
        Stream.of(deliveryIds).forEach(id -> ledger().open(ADA, id, frozen(), lease));
        return lease;
    }

    private static Values frozen() {
        return Values.of("output_id", "output-1").with("cards", List.of(Values.of("id", "c1"), Values.of("id", "c2")));
    }

    private Ledger ledger() {
        return stores().ledger();
    }
}
