package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.Run;
import org.symposium.spi.RunQueue;

/** A queue that is looked at, paused and stopped while it works. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface RunQueueLifeContract extends StoresFixture {
    /** For whoever wants to know what goes on. */
    @Test
    default void what_waits_and_what_is_being_run_can_be_told_apart() {
        Instant before = time().now().minusSeconds(60);
        var worker = new RecordingWorker();
        var release = worker.holdNext();
        runs().put(due("k"));
        runs().put(run("later", time().now().plus(StoreTime.LONG)));
        runs().start(worker, 1);
        worker.next();

        QueuedRun running = runs().find("k").orElseThrow();
        assertThat(running.isRunning()).isTrue();
        assertThat(running.since().orElseThrow()).isBetween(before, time().now().plusSeconds(60));
        assertThat(running.run().executionId()).isEqualTo("execution of k");
        assertThat(running.isLate(time().now(), Duration.ZERO)).isFalse();
        QueuedRun waiting = runs().find("later").orElseThrow();
        assertThat(waiting.isRunning()).isFalse();
        assertThat(waiting.since()).isEmpty();
        assertThat(runs().find("none")).isEmpty();
        assertThat(runs().list(ADA, 10)).extracting(QueuedRun::isRunning).containsExactly(true, false);

        release.countDown();
        RecordingWorker.until("it is done", () -> runs().find("k").isEmpty());
    }

    /** What runs goes on; what is due waits. */
    @Test
    default void a_paused_queue_hands_nothing_out_until_it_goes_on() {
        var worker = new RecordingWorker();
        var release = worker.holdNext();
        runs().put(due("before"));
        runs().start(worker, 2);
        worker.next();

        runs().pause();
        runs().put(due("meanwhile"));

        assertThat(worker.isIdle()).isTrue();
        release.countDown();
        RecordingWorker.until("what ran is done", () -> runs().find("before").isEmpty());
        assertThat(worker.isIdle()).isTrue();
        runs().resume();
        assertThat(worker.next().key()).isEqualTo("meanwhile");
        worker.awaitEmpty(runs());
    }

    /** A host may want to look around first. */
    @Test
    default void a_queue_can_be_started_paused() {
        var worker = new RecordingWorker();
        runs().put(due("k"));
        runs().pause();

        runs().start(worker, 1);

        assertThat(worker.isIdle()).isTrue();
        assertThat(runs().find("k").map(QueuedRun::isRunning)).contains(false);
        runs().resume();
        assertThat(worker.next().toValues()).isEqualTo(worker.last().toValues());
        assertThat(worker.last().interrupted()).isZero();
    }

    /** In peace. */
    @Test
    default void a_stop_lets_runs_finish() {
        var worker = new RecordingWorker();
        var release = worker.holdNext();
        runs().put(due("k"));
        runs().start(worker, 1);
        worker.next();
        runs().put(due("next"));

        release.countDown();
        runs().stop(Duration.ofSeconds(30));

        assertThat(worker.interrupted()).isZero();
        assertThat(runs().list("", 10)).extracting(queued -> queued.run().key()).doesNotContain("k");
    }

    /** Before it was ever started, too. */
    @Test
    default void a_queue_that_was_not_started_can_be_stopped() {
        runs().put(due("k"));

        runs().stop(Duration.ZERO);

        assertThat(runs().list(ADA, 10)).hasSize(1);
    }

    /** The worker knows what came of it, and what is to be done about it. */
    @Test
    default void what_an_interrupted_worker_wants_again_is_kept() {
        var worker = new RecordingWorker();
        worker.holdNext();
        worker.thenAgain(run -> Optional.of(run.again(2, run.dueAt())));
        runs().put(due("k"));
        runs().start(worker, 1);
        worker.next();

        runs().stop(Duration.ofMillis(10));

        assertThat(worker.interrupted()).isEqualTo(1);
        Run kept = runs().find("k").orElseThrow().run();
        assertThat(kept.attempt()).isEqualTo(2);
        assertThat(kept.interrupted()).isZero();
        assertThat(runs().find("k").map(QueuedRun::isRunning)).contains(false);
    }

    /** It never began, so it is the same attempt. */
    @Test
    default void what_had_not_begun_when_the_queue_stopped_stays_as_it_is() {
        var worker = new RecordingWorker();
        var release = worker.holdNext();
        runs().put(due("k"));
        runs().start(worker, 1);
        worker.next();
        Run waits = due("waits").with("note", "mine");
        runs().put(waits);
        release.countDown();

        runs().stop(Duration.ofSeconds(30));

        runs().find("waits").ifPresent(queued -> {
            assertThat(queued.isRunning()).isFalse();
            assertThat(queued.run().toValues()).isEqualTo(waits.toValues());
        });
        assertThat(worker.interrupted()).isZero();
    }

    /** A stop in the middle of many: each is done once, or still there. */
    @Test
    default void a_stop_loses_none_and_repeats_none() {
        int count = 60;
        var worker = new RecordingWorker();
        for (int number = 0; number < count; number++) {
            runs().put(due("k" + number));
        }
        runs().start(worker, 3);
        worker.next();

        runs().stop(Duration.ofSeconds(30));

        int given = 1 + worker.waitingGiven();
        assertThat(runs().list("", count)).hasSize(count - given).noneMatch(QueuedRun::isRunning);
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
