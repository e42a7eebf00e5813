package org.symposium.core.internal.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Lease;
import org.symposium.spi.Leases;

class LeaseKeeperTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5 * SECOND); // it may overflow
    private final Store store = new Store();
    private final LeaseKeeper keeper = new LeaseKeeper(store, nanos::get);
    private final Cancellation run = Cancellation.unlimited();

    /** One second, as the timer counts it. */
    private void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            nanos.addAndGet(SECOND);
            keeper.lookForOverdue();
            keeper.giveUpStubborn();
        }
    }

    private void passRenewing(int seconds) {
        for (int passed = 0; passed < seconds; passed += 10) {
            pass(10);
            keeper.renewAll();
        }
    }

    @Test
    void a_lease_that_is_renewed_is_held_for_ever() {
        try (var kept = keeper.take("source/1", run).orElseThrow()) {
            passRenewing(600);

            assertThat(run.isCancelled()).isFalse();
            assertThat(store.released).isEmpty();
            assertThat(kept.lease().key()).isEqualTo("source/1");
        }
        assertThat(store.released).containsExactly("source/1");
    }

    @Test
    void a_run_is_interrupted_once_its_lease_could_not_be_renewed_for_as_long_as_it_lasts() {
        try (var kept = keeper.take("source/1", run).orElseThrow()) {
            passRenewing(20);
            store.renewing = () -> {
                throw new IllegalStateException("the store is out of reach");
            };

            passRenewing(30);
            assertThat(run.isCancelled()).isFalse();
            pass(1);

            assertThat(run.isInterrupted()).isTrue();
            assertThat(run.reason()).get().asString().contains("could not be reached");
            assertThat(kept.lease()).isNotNull();
        }
    }

    @Test
    void a_store_that_is_back_in_time_keeps_the_run_going() {
        try (var kept = keeper.take("source/1", run).orElseThrow()) {
            store.renewing = () -> {
                throw new IllegalStateException("the store is out of reach");
            };
            passRenewing(20);
            store.renewing = () -> true;
            passRenewing(100);

            assertThat(run.isCancelled()).isFalse();
            assertThat(kept.lease()).isNotNull();
        }
    }

    @Test
    void what_counts_is_when_the_store_was_asked() {
        store.acquiring = () -> nanos.addAndGet(25 * SECOND);
        try (var kept = keeper.take("source/1", run).orElseThrow()) {
            pass(6);
            assertThat(run.isInterrupted()).isTrue();
            assertThat(kept.lease()).isNotNull();
        }
    }

    @Test
    void a_run_whose_lease_is_anothers_is_interrupted_at_the_next_renewal() {
        try (var kept = keeper.take("source/1", run).orElseThrow()) {
            store.renewing = () -> false;

            passRenewing(10);

            assertThat(run.isInterrupted()).isTrue();
            assertThat(run.reason()).get().asString().contains("Another node");
            assertThat(kept.lease()).isNotNull();
        }
    }

    @Test
    void a_lease_is_given_up_30_seconds_after_its_run_was_stopped_and_did_not_end() {
        try (var kept = keeper.take("source/1", run).orElseThrow()) {
            run.cancel("The run took longer than it may.");
            pass(1);

            passRenewing(30);
            assertThat(store.released).isEmpty();
            pass(1);

            assertThat(store.released).containsExactly("source/1");
            assertThat(kept.lease()).isNotNull();
        }
        assertThat(store.released).as("not a second time").hasSize(1);
    }

    @Test
    void a_store_that_does_not_answer_keeps_nobody_from_looking() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(3);
        var timed = new LeaseKeeper(store, timer, nanos::get);
        Cancellation stubborn = Cancellation.unlimited();
        try (var one = timed.take("source/1", stubborn).orElseThrow()) {
            store.releasing = () -> {
                asked.countDown();
                awaitQuietly(answer);
            };
            stubborn.cancel("The run took longer than it may.");
            Awaitility.await().until(() -> {
                nanos.addAndGet(31 * SECOND);
                return asked.getCount() == 0;
            });
            try (var other = timed.take("source/2", run).orElseThrow()) {
                nanos.addAndGet(31 * SECOND);

                Awaitility.await().until(run::isInterrupted);
                assertThat(List.of(one, other)).hasSize(2);
                answer.countDown();
            }
        } finally {
            answer.countDown();
            timer.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leases that are always free. */
    private static final class Store implements Leases {
        private final List<String> released = new CopyOnWriteArrayList<>();
        private volatile BooleanSupplier renewing = () -> true;
        private Runnable acquiring = () -> {};
        private volatile Runnable releasing = () -> {};

        @Override
        public Optional<Lease> acquire(String key, Duration ttl) {
            acquiring.run();
            return Optional.of(new Lease(key, 1));
        }

        @Override
        public boolean renew(Lease lease, Duration ttl) {
            return renewing.getAsBoolean();
        }

        @Override
        public void release(Lease lease) {
            releasing.run();
            released.add(lease.key());
        }
    }
}
