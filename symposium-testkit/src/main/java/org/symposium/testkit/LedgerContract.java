package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.symposium.testkit.StoreTime.LONG;

import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Ledger;
import org.symposium.spi.model.Values;

/** Deliveries and their steps, written only by who holds the lease. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface LedgerContract extends StoresFixture {
    /** What the ledger's tests freeze. */
    Values FROZEN = Values.fromJson("{\"subject\": \"News\", \"number\": 1.0, \"a\": 0.10}");

    /** A retry must not choose or render again. */
    @Test
    default void a_delivery_stays_as_it_was_frozen() {
        Lease lease = lease("output/ada/1");
        assertThat(ledger().open(ADA, "d1", FROZEN, lease).object("frozen").toJson())
                .isEqualTo(FROZEN.toJson());

        Values again = ledger().open(ADA, "d1", Values.of("subject", "another"), lease);

        assertThat(again.object("frozen").toJson()).isEqualTo(FROZEN.toJson());
        assertThat(again.objectOrEmpty("steps").isEmpty()).isTrue();
    }

    /** Looking takes no lease, and opens nothing. */
    @Test
    default void a_delivery_can_be_looked_at() {
        Lease lease = lease("output/ada/1");
        assertThat(ledger().find(ADA, "d1")).isEmpty();
        ledger().open(ADA, "d1", FROZEN, lease);
        ledger().intend(ADA, "d1", "s", "digest", Values.empty(), lease);
        stores().leases().release(lease);

        Values found = ledger().find(ADA, "d1").orElseThrow();
        assertThat(found.object("frozen").toJson()).isEqualTo(FROZEN.toJson());
        assertThat(found.text("steps.s.digest")).isEqualTo("digest");
        assertThat(ledger().find(BOB, "d1")).isEmpty();
        assertThat(ledger().find(ADA, "D1")).isEmpty();
    }

    /** Intended, then answered. */
    @Test
    default void a_step_is_intended_and_gets_its_receipt() {
        Lease lease = open(ADA, "d1");
        assertThat(ledger().intend(ADA, "d1", "message-1", "digest-1", Values.of("to", "x"), lease))
                .isTrue();

        Values step = step(ADA, "d1", "message-1", lease);
        assertThat(step.text("digest")).isEqualTo("digest-1");
        assertThat(step.object("shown")).isEqualTo(Values.of("to", "x"));
        assertThat(step.has("receipt")).as("intended and never answered").isFalse();

        Values receipt = Values.fromJson("{\"z\": 1.50, \"id\": \"m-1\"}");
        assertThat(ledger().record(ADA, "d1", "message-1", receipt, lease)).isTrue();

        step = step(ADA, "d1", "message-1", lease);
        assertThat(step.object("receipt").toJson()).isEqualTo(receipt.toJson());
        assertThat(step.text("digest")).isEqualTo("digest-1");
    }

    /** A step with nothing to keep is done all the same. */
    @Test
    default void an_empty_receipt_is_a_receipt() {
        Lease lease = open(ADA, "d1");
        ledger().intend(ADA, "d1", "s", "digest", Values.empty(), lease);

        ledger().record(ADA, "d1", "s", Values.empty(), lease);

        assertThat(step(ADA, "d1", "s", lease).has("receipt")).isTrue();
    }

    /** A retry may send something else, if the first was certainly not done. */
    @Test
    default void an_intent_without_receipt_is_replaced() {
        Lease lease = open(ADA, "d1");
        ledger().intend(ADA, "d1", "s", "digest-1", Values.of("n", 1), lease);

        assertThat(ledger().intend(ADA, "d1", "s", "digest-2", Values.of("n", 2), lease))
                .isTrue();

        assertThat(step(ADA, "d1", "s", lease).without("intended_at"))
                .isEqualTo(Values.of("digest", "digest-2").with("shown", Values.of("n", 2)));
    }

    /** Names of steps are any text. */
    @Test
    default void steps_are_told_apart_by_name() {
        Lease lease = open(ADA, "d1");
        for (String name : new String[] {"a", "A", "a ", "a.b", "ä 👍", "m".repeat(200)}) {
            ledger().intend(ADA, "d1", name, "of " + name, Values.empty(), lease);
        }

        Values steps = ledger().open(ADA, "d1", FROZEN, lease).object("steps");

        assertThat(steps.names()).hasSize(6);
        steps.names()
                .forEach(name -> assertThat(steps.object(name).text("digest")).isEqualTo("of " + name));
    }

    /** Not sent after all: nothing is in doubt. */
    @Test
    default void an_intent_can_be_taken_back() {
        Lease lease = open(ADA, "d1");
        ledger().intend(ADA, "d1", "s", "digest", Values.empty(), lease);

        assertThat(ledger().withdraw(ADA, "d1", "s", lease)).isTrue();

        assertThat(ledger().open(ADA, "d1", FROZEN, lease)
                        .objectOrEmpty("steps")
                        .has("s"))
                .isFalse();
    }

    /** What was done is done: neither a new intent nor a second answer changes it. */
    @Test
    default void a_finished_step_stays_as_it_is() {
        Lease lease = open(ADA, "d1");
        ledger().intend(ADA, "d1", "s", "digest-1", Values.empty(), lease);
        ledger().record(ADA, "d1", "s", Values.of("id", "m-1"), lease);
        Values finished = step(ADA, "d1", "s", lease);

        ledger().intend(ADA, "d1", "s", "digest-2", Values.of("n", 2), lease);
        assertThat(step(ADA, "d1", "s", lease)).isEqualTo(finished);
        ledger().withdraw(ADA, "d1", "s", lease);
        assertThat(step(ADA, "d1", "s", lease)).isEqualTo(finished);
    }

    /** Whoever lost the lease must not do the step. */
    @Test
    default void nothing_is_written_without_the_lease() {
        Lease old = lease("output/ada/1", time().brief());
        ledger().open(ADA, "d1", FROZEN, old);
        ledger().intend(ADA, "d1", "sent", "digest", Values.empty(), old);
        time().letPass(time().brief());
        Lease now = lease("output/ada/1");

        assertThat(ledger().intend(ADA, "d1", "next", "digest", Values.empty(), old))
                .isFalse();
        assertThat(ledger().withdraw(ADA, "d1", "sent", old)).isFalse();
        assertThat(ledger().record(ADA, "d1", "sent", Values.of("id", 1), old)).isFalse();
        assertThatThrownBy(() -> ledger().open(ADA, "d1", FROZEN, old)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ledger().open(ADA, "d2", FROZEN, old)).isInstanceOf(IllegalStateException.class);

        Values steps = ledger().open(ADA, "d1", FROZEN, now).object("steps");
        assertThat(steps.names()).containsExactly("sent");
        assertThat(steps.object("sent").has("receipt")).isFalse();
        Values second = Values.of("subject", "of the second");
        assertThat(ledger().open(ADA, "d2", second, now).object("frozen")).isEqualTo(second);
    }

    /** Released is lost too. */
    @Test
    default void a_released_lease_writes_nothing() {
        Lease lease = open(ADA, "d1");
        stores().leases().release(lease);

        assertThat(ledger().intend(ADA, "d1", "s", "digest", Values.empty(), lease))
                .isFalse();
    }

    /** A finished step is finished: the next holder sees it. */
    @Test
    default void the_next_holder_goes_on_where_the_first_stopped() {
        Lease first = open(ADA, "d1");
        ledger().intend(ADA, "d1", "s", "digest", Values.empty(), first);
        ledger().record(ADA, "d1", "s", Values.of("id", "m-1"), first);
        stores().leases().release(first);

        Lease second = lease("output/" + ADA + "/d1");

        assertThat(step(ADA, "d1", "s", second).text("receipt.id")).isEqualTo("m-1");
    }

    /** Two owners, one id. */
    @Test
    default void deliveries_belong_to_their_owners() {
        Lease adas = open(ADA, "d1");
        Values bobsFrozen = Values.of("subject", "Bob's");
        Lease bobs = lease("output/bob/1");
        assertThat(ledger().open(BOB, "d1", bobsFrozen, bobs).object("frozen")).isEqualTo(bobsFrozen);

        ledger().intend(ADA, "d1", "s", "digest", Values.empty(), adas);

        assertThat(ledger().open(BOB, "d1", FROZEN, bobs).objectOrEmpty("steps").isEmpty())
                .isTrue();
        assertThat(ledger().open(ADA, "d1", FROZEN, adas).object("frozen")).isEqualTo(FROZEN);
    }

    /** Cards and content are frozen as a whole. */
    @Test
    default void a_large_delivery_survives() {
        Values large = Values.of("content", "0123456789abcdef ü".repeat(65_536));
        Lease lease = lease("output/ada/1");
        ledger().open(ADA, "d1", large, lease);

        assertThat(ledger().open(ADA, "d1", FROZEN, lease).object("frozen").equals(large))
                .isTrue();
    }

    private Values step(String owner, String deliveryId, String step, Lease lease) {
        return ledger().open(owner, deliveryId, FROZEN, lease).object("steps").object(step);
    }

    private Lease open(String owner, String deliveryId) {
        Lease lease = lease("output/" + owner + "/" + deliveryId);
        ledger().open(owner, deliveryId, FROZEN, lease);
        return lease;
    }

    private Lease lease(String key) {
        return lease(key, LONG);
    }

    private Lease lease(String key, java.time.Duration ttl) {
        return stores().leases().acquire(key, ttl).orElseThrow();
    }

    private Ledger ledger() {
        return stores().ledger();
    }
}
