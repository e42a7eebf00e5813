package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symposium.testkit.StoreTime.LONG;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;

/** At most one holder for each key, and fences that only grow. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface LeasesContract extends StoresFixture {
    /** While its time lasts. */
    @Test
    default void a_lease_is_held_by_one() {
        Lease lease = acquire("source/ada/1", LONG);

        assertThat(lease.key()).isEqualTo("source/ada/1");
        assertThat(leases().acquire("source/ada/1", LONG)).isEmpty();
        assertThat(leases().acquire("source/ADA/1", LONG)).as("another key").isPresent();
        assertThat(leases().acquire("source/ada/1 ", LONG)).as("another key").isPresent();
    }

    /** Its holder may have died. */
    @Test
    default void a_lease_that_ran_out_can_be_taken() {
        Lease first = acquire("k", time().brief());
        time().letPass(time().brief());

        Lease second = acquire("k", LONG);

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(leases().renew(first, LONG)).isFalse();
        assertThat(leases().renew(second, LONG)).isTrue();
    }

    /** Not a moment before, as far as the clock can tell. */
    @Test
    default void a_lease_lasts_to_the_end_of_its_time() {
        acquire("k", time().brief());
        if (time().standsStill()) {
            time().letPass(time().brief().minusNanos(1_000));
            assertThat(leases().acquire("k", LONG)).isEmpty();
            time().letPass(Duration.ofNanos(1_000));
        } else {
            time().letPass(time().brief());
        }

        assertThat(leases().acquire("k", LONG)).isPresent();
    }

    /** From now, not from the end it had. */
    @Test
    default void a_renewed_lease_lasts_from_now() {
        Lease lease = acquire("k", time().brief());
        assertThat(leases().renew(lease, LONG)).isTrue();
        time().letPass(time().brief());
        assertThat(leases().acquire("k", LONG)).as("held longer").isEmpty();

        assertThat(leases().renew(lease, time().brief())).isTrue();
        time().letPass(time().brief());
        assertThat(leases().acquire("k", LONG)).as("and then shorter").isPresent();
    }

    /** Late, but nobody was harmed. */
    @Test
    default void a_lease_that_ran_out_can_be_renewed_while_nobody_took_it() {
        Lease lease = acquire("k", time().brief());
        time().letPass(time().brief());

        assertThat(leases().renew(lease, LONG)).isTrue();
        assertThat(leases().acquire("k", LONG)).isEmpty();
    }

    /** At once. */
    @Test
    default void a_released_lease_can_be_taken() {
        Lease first = acquire("k", LONG);
        leases().release(first);

        assertThat(leases().renew(first, LONG)).isFalse();
        Lease second = acquire("k", LONG);

        assertThat(second.fence()).isGreaterThan(first.fence());
        leases().release(first);
        assertThat(leases().acquire("k", LONG)).as("the second is still held").isEmpty();
    }

    /** Twice, or never held: nothing happens. */
    @Test
    default void a_release_of_what_is_not_held_does_nothing() {
        Lease lease = acquire("k", LONG);
        leases().release(new Lease("k", lease.fence() + 1));
        leases().release(new Lease("none", 1));

        assertThat(leases().acquire("k", LONG)).isEmpty();
        leases().release(lease);
        leases().release(lease);
        assertThat(leases().acquire("k", LONG)).isPresent();
    }

    /** Eight threads at one key. */
    @Test
    default void of_many_who_ask_one_gets_it() {
        for (int round = 0; round < 10; round++) {
            String key = "k" + round;
            List<Optional<Lease>> answers = Together.run(8, thread -> leases().acquire(key, LONG));
            assertThat(answers.stream().filter(Optional::isPresent)).hasSize(1);
        }
    }

    /** Taken, released, taken: never two at once, and each fence above the one before. */
    @Test
    default void fences_grow_with_each_holder() {
        var inside = new AtomicInteger();
        var last = new long[1];

        Together.run(4, thread -> {
            for (int taken = 0; taken < 15; ) {
                Optional<Lease> lease = leases().acquire("k", LONG);
                if (lease.isEmpty()) {
                    Thread.onSpinWait();
                    continue;
                }
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                assertThat(lease.get().fence()).isGreaterThan(last[0]);
                last[0] = lease.get().fence();
                inside.decrementAndGet();
                leases().release(lease.get());
                taken++;
            }
            return thread;
        });
    }

    private Lease acquire(String key, Duration ttl) {
        return leases().acquire(key, ttl).orElseThrow();
    }

    private Leases leases() {
        return stores().leases();
    }
}
