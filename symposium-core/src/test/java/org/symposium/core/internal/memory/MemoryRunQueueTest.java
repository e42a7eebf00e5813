package org.symposium.core.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.Run;
import org.symposium.spi.Worker;
import org.symposium.spi.Worker.Next;

final class MemoryRunQueueTest {
    private static final Worker DOES_NOTHING = run -> new Next(Optional.empty());

    private final MemoryRunQueue queue = new MemoryRunQueue(Clock.systemUTC(), Duration.ofMillis(10));

    @AfterEach
    void stop() {
        queue.stop(Duration.ZERO);
    }

    @Test
    void its_threads_say_whose_they_are_and_do_not_keep_a_process_alive() {
        var seen = new CopyOnWriteArrayList<Thread>();
        queue.put(due("k"));

        queue.start(
                run -> {
                    seen.add(Thread.currentThread());
                    return new Next(Optional.empty());
                },
                1);

        await().until(() -> !seen.isEmpty());
        assertThat(seen.get(0).getName()).isEqualTo("symposium-run-1");
        assertThat(seen.get(0).isDaemon()).isTrue();
    }

    @Test
    void it_is_started_once_and_again_after_a_stop() {
        queue.start(DOES_NOTHING, 1);
        assertThatThrownBy(() -> queue.start(DOES_NOTHING, 1)).isInstanceOf(IllegalStateException.class);
        queue.stop(Duration.ofSeconds(1));
        queue.put(due("k"));

        queue.start(DOES_NOTHING, 1);

        await().until(() -> queue.list("", 1).isEmpty());
    }

    @Test
    void its_threads_end_when_it_is_stopped() {
        var seen = new CopyOnWriteArrayList<Thread>();
        queue.start(
                run -> {
                    seen.add(Thread.currentThread());
                    return new Next(Optional.empty());
                },
                3);
        queue.put(due("k"));
        await().until(() -> !seen.isEmpty());

        queue.stop(Duration.ofSeconds(1));

        await().until(() -> seen.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void a_worker_that_throws_loses_neither_the_entry_nor_the_thread() {
        var ran = new CopyOnWriteArrayList<String>();
        queue.put(due("bad"));
        queue.start(
                run -> {
                    ran.add(run.key());
                    if (run.key().equals("bad")) {
                        throw new StackOverflowError("on purpose");
                    }
                    return new Next(Optional.empty());
                },
                1);
        await().until(() -> ran.contains("bad"));
        queue.put(due("good"));

        await().until(() -> ran.contains("good"));
        List<Run> left = queue.list("", 10).stream().map(QueuedRun::run).toList();
        assertThat(left).extracting(Run::key).containsExactly("bad");
        assertThat(left.get(0).dueAt()).isAfter(Instant.now().plusSeconds(30));
    }

    @Test
    void a_run_that_was_given_up_and_ends_later_changes_nothing() {
        var first = new CopyOnWriteArrayList<Thread>();
        var goOn = new CountDownLatch(1);
        queue.put(due("k"));
        queue.start(
                run -> {
                    first.add(Thread.currentThread());
                    awaitStubbornly(goOn);
                    return new Next(Optional.of(run.with("note", "from the one that was given up")));
                },
                1);
        await().until(() -> !first.isEmpty());
        queue.stop(Duration.ofMillis(1));

        var second = new CopyOnWriteArrayList<Run>();
        var release = new CountDownLatch(1);
        queue.start(
                run -> {
                    second.add(run);
                    awaitStubbornly(release);
                    return new Next(Optional.empty());
                },
                1);
        await().until(() -> !second.isEmpty());
        assertThat(second.get(0).interrupted()).isEqualTo(1);
        assertThat(second.get(0).interruptedBeganAt()).isPresent();
        goOn.countDown();
        await().until(() -> !first.get(0).isAlive());

        assertThat(queue.put(due("k"))).as("still being run").isFalse();
        release.countDown();
        await().until(() -> queue.list("", 10).isEmpty());
    }

    @Test
    void a_sooner_run_overtakes_the_one_that_is_waited_for() {
        var ran = new CopyOnWriteArrayList<String>();
        queue.start(
                run -> {
                    ran.add(run.key());
                    return new Next(Optional.empty());
                },
                4);
        queue.put(Run.of("later", "e", "ada", Instant.now().plusSeconds(3_600)));
        queue.put(Run.of("soon", "e", "ada", Instant.now().plusMillis(20)));

        await().until(() -> ran.contains("soon"));
        assertThat(ran).containsExactly("soon");
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                open = latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                open = false; // as bad handlers do
            }
        }
    }

    private static Run due(String key) {
        return Run.of(key, "execution of " + key, "ada", Instant.now().minusSeconds(1));
    }
}
