package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Run;
import org.symposium.spi.RunQueue;

/** Runs that wait for their moment, and are handed out once. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface RunQueueContract extends StoresFixture {
    /** Whole, and then gone. */
    @Test
    default void a_due_run_is_handed_out_as_it_was_put_in() {
        Run run = due("k").with("attempt", 3).with("unknown", List.of(1, 2)).with("note", "👍 ünicode");
        assertThat(runs().put(run)).isTrue();
        assertThat(runs().list(ADA, 10))
                .extracting(queued -> queued.run().toValues())
                .containsExactly(run.toValues());
        var worker = new RecordingWorker();

        runs().start(worker, 2);

        assertThat(worker.next().toValues()).isEqualTo(run.toValues());
        worker.awaitEmpty(runs());
    }

    /** While the queue is working. */
    @Test
    default void a_run_put_in_later_is_handed_out_too() {
        var worker = new RecordingWorker();
        runs().start(worker, 2);

        runs().put(due("k"));

        assertThat(worker.next().key()).isEqualTo("k");
    }

    /** Not before its moment. */
    @Test
    default void a_run_waits_for_its_moment() {
        var worker = new RecordingWorker();
        runs().start(worker, 2);
        runs().put(run("later", time().now().plus(time().brief().multipliedBy(2))));
        runs().put(run("never", time().now().plus(StoreTime.LONG)));
        runs().put(due("now"));

        assertThat(worker.next().key()).isEqualTo("now");
        assertThat(worker.isIdle()).isTrue();
        time().letPass(time().brief().multipliedBy(2));

        assertThat(worker.next().key()).isEqualTo("later");
        assertThat(worker.isIdle()).isTrue();
        assertThat(runs().list(ADA, 10))
                .extracting(queued -> queued.run().key())
                .contains("never");
    }

    /** The later word counts. */
    @Test
    default void one_entry_for_each_key() {
        runs().put(run("k", time().now().plus(StoreTime.LONG)).with("note", "first"));
        Run second = due("k").with("note", "second");

        assertThat(runs().put(second)).isTrue();

        assertThat(runs().list(ADA, 10))
                .extracting(queued -> queued.run().toValues())
                .containsExactly(second.toValues());
        var worker = new RecordingWorker();
        runs().start(worker, 2);
        assertThat(worker.next().toValues().text("note")).isEqualTo("second");
        worker.awaitEmpty(runs());
        assertThat(worker.isIdle()).isTrue();
    }

    /** What stands there is not touched: it may be another attempt, or the next slot. */
    @Test
    default void a_run_is_added_only_where_none_is() {
        Run first = due("k").with("note", "first");

        assertThat(runs().add(first)).isTrue();
        assertThat(runs().add(due("k").with("note", "second"))).isFalse();
        assertThat(runs().find("k").map(queued -> queued.run().toValues())).contains(first.toValues());

        var worker = new RecordingWorker();
        var release = worker.holdNext();
        runs().start(worker, 2);
        assertThat(worker.next().toValues().text("note")).isEqualTo("first");
        assertThat(runs().add(due("k"))).as("while it is being run").isFalse();
        release.countDown();
        worker.awaitEmpty(runs());
        assertThat(runs().add(due("k"))).isTrue();
        assertThat(worker.next().toValues().has("note")).isFalse();
    }

    /** Eight threads, one key: one of them adds. */
    @Test
    default void of_many_who_add_one_key_one_does() {
        for (int round = 0; round < 10; round++) {
            String key = "k" + round;
            List<Boolean> added =
                    Together.run(8, thread -> runs().add(run(key, time().now().plus(StoreTime.LONG))));

            assertThat(added).containsOnlyOnce(true);
        }
    }

    /** Moved away as well as nearer. */
    @Test
    default void a_run_can_be_moved_to_a_later_moment() {
        runs().put(due("k"));
        runs().put(run("k", time().now().plus(StoreTime.LONG)));
        runs().put(due("other"));
        var worker = new RecordingWorker();

        runs().start(worker, 1);

        assertThat(worker.next().key()).isEqualTo("other");
        assertThat(worker.isIdle()).isTrue();
    }

    /** Its schedule was cleared. */
    @Test
    default void a_run_can_be_taken_out() {
        runs().put(due("k"));
        runs().put(due("other"));

        assertThat(runs().remove("k")).isTrue();
        assertThat(runs().remove("k")).isFalse();
        assertThat(runs().remove("none")).isFalse();

        var worker = new RecordingWorker();
        runs().start(worker, 1);
        assertThat(worker.next().key()).isEqualTo("other");
        assertThat(worker.isIdle()).isTrue();
    }

    /** What is being run is not run a second time beside it, nor taken out from under it. */
    @Test
    default void a_run_that_is_being_run_is_left_alone() {
        var worker = new RecordingWorker();
        var release = worker.holdNext();
        runs().put(due("k"));
        runs().start(worker, 2);
        worker.next();

        assertThat(runs().put(due("k").with("note", "meanwhile"))).isFalse();
        assertThat(runs().remove("k")).isFalse();
        release.countDown();
        worker.awaitEmpty(runs());

        assertThat(runs().put(due("k"))).isTrue();
        assertThat(worker.next().toValues().has("note")).isFalse();
    }

    /** Another attempt, or the next slot. */
    @Test
    default void what_the_worker_wants_again_comes_again() {
        var worker = new RecordingWorker();
        worker.thenAgain(run -> run.attempt() < 3
                ? Optional.of(run.with("attempt", run.attempt() + 1)
                        .with("due_at", time().now().plus(time().brief())))
                : Optional.empty());
        runs().put(due("k"));
        runs().start(worker, 2);

        assertThat(worker.next().attempt()).isEqualTo(1);
        worker.awaitListed(runs(), 2);
        time().letPass(time().brief());
        assertThat(worker.next().attempt()).isEqualTo(2);
        worker.awaitListed(runs(), 3);
        time().letPass(time().brief());
        Run third = worker.next();
        assertThat(third.attempt()).isEqualTo(3);
        assertThat(third.executionId()).isEqualTo("execution of k");
        worker.awaitEmpty(runs());
    }

    /** Of those that are due, the greater priority; of the same priority, the one that has waited longer. */
    @Test
    default void due_runs_come_by_priority_and_then_by_moment() {
        Instant now = time().now();
        runs().put(run("b", now.minusSeconds(10)));
        runs().put(run("a", now.minusSeconds(5)));
        runs().put(run("high", now.minusSeconds(1)).with("priority", 5));
        runs().put(run("c", now.minusSeconds(20)));
        runs().put(run("low", now.minusSeconds(60)).with("priority", -5));
        var worker = new RecordingWorker();

        runs().start(worker, 1);

        var order = new ArrayList<String>();
        for (int number = 0; number < 5; number++) {
            order.add(worker.next().key());
        }
        assertThat(order).containsExactly("high", "c", "b", "a", "low");
    }

    /** Many runs, several threads. */
    @Test
    default void every_run_is_handed_out_once() {
        var worker = new RecordingWorker();
        runs().start(worker, 4);
        Together.run(4, thread -> {
            for (int number = 0; number < 50; number++) {
                runs().put(due(thread + "/" + number));
            }
            return thread;
        });

        var keys = new HashSet<String>();
        for (int number = 0; number < 200; number++) {
            assertThat(keys.add(worker.next().key())).isTrue();
        }
        worker.awaitEmpty(runs());
        assertThat(worker.isIdle()).isTrue();
    }

    /** So many at a time, and no more. */
    @Test
    default void no_more_runs_at_once_than_threads() {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var bothAreIn = new CountDownLatch(2);
        var worker = new RecordingWorker();
        worker.thenAgain(run -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            bothAreIn.countDown();
            awaitQuietly(bothAreIn);
            inside.decrementAndGet();
            return Optional.empty();
        });
        for (int number = 0; number < 20; number++) {
            runs().put(due("k" + number));
        }

        runs().start(worker, 2);

        worker.awaitEmpty(runs());
        assertThat(most.get()).isEqualTo(2);
    }

    /** By due time; of all owners for the operator. */
    @Test
    default void runs_are_listed_by_owner_and_due_time() {
        Instant later = time().now().plus(StoreTime.LONG);
        runs().put(run("3", later.plusSeconds(3)));
        runs().put(run("1", later.plusSeconds(1)));
        runs().put(Run.of("2", "execution of 2", BOB, later.plusSeconds(2)));
        runs().put(Run.of("4", "execution of 4", "ADA", later.plusSeconds(4)));

        assertThat(runs().list(ADA, 10))
                .extracting(queued -> queued.run().key())
                .containsExactly("1", "3");
        assertThat(runs().list(ADA, 1)).extracting(queued -> queued.run().key()).containsExactly("1");
        assertThat(runs().list(BOB, 10))
                .extracting(queued -> queued.run().key())
                .containsExactly("2");
        assertThat(runs().list("carl", 10)).isEmpty();
        assertThat(runs().list("", 10)).extracting(queued -> queued.run().key()).containsExactly("1", "2", "3", "4");
        assertThat(runs().list("", 3)).hasSize(3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Run due(String key) {
        return run(key, time().now().minusSeconds(1));
    }

    private static Run run(String key, Instant dueAt) {
        return Run.of(key, "execution of " + key, ADA, dueAt);
    }

    private RunQueue runs() {
        return stores().runs();
    }
}
