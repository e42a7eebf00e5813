package org.symposium.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.QueuedRun;
import org.symposium.spi.Run;
import org.symposium.spi.RunQueue;
import org.symposium.spi.Worker;

/** Notes what it is given to run. */
final class RecordingWorker implements Worker {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofMillis(150);

    private final BlockingQueue<Run> given = new LinkedBlockingQueue<>();
    private final BlockingQueue<CountDownLatch> holds = new LinkedBlockingQueue<>();
    private final AtomicInteger interrupted = new AtomicInteger();
    private volatile @Nullable Run last;
    private volatile Function<Run, Optional<Run>> again = run -> Optional.empty();

    @Override
    public Next run(Run run) {
        CountDownLatch hold = holds.poll();
        last = run;
        given.add(run);
        if (hold != null) {
            await(hold);
        }
        return new Next(again.apply(run));
    }

    /** The next run does not end before the latch is counted down, or its thread is interrupted. */
    CountDownLatch holdNext() {
        var hold = new CountDownLatch(1);
        holds.add(hold);
        return hold;
    }

    /** What comes of each run. */
    void thenAgain(Function<Run, Optional<Run>> next) {
        again = next;
    }

    /** What it is given next. */
    Run next() {
        try {
            Run run = given.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
            assertThat(run).as("a run within " + LONGEST).isNotNull();
            return run;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Whether nothing more is given for a while. */
    boolean isIdle() {
        LockSupport.parkNanos(IDLE.toNanos());
        return given.isEmpty();
    }

    /** What it was given last. */
    Run last() {
        return requireNonNull(last);
    }

    /** How many it was given that {@link #next} has not told of. */
    int waitingGiven() {
        return given.size();
    }

    int interrupted() {
        return interrupted.get();
    }

    /** Until all entries are done with. */
    void awaitEmpty(RunQueue runs) {
        until("the queue is empty", () -> runs.list("", 1).isEmpty());
    }

    /** Until the only entry is back in the queue, to be run as this attempt. */
    void awaitListed(RunQueue runs, int attempt) {
        until("attempt " + attempt + " waits", () -> {
            List<QueuedRun> listed = runs.list("", 2);
            return listed.size() == 1 && listed.get(0).run().attempt() == attempt;
        });
    }

    /** Waits for something to become true. */
    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as(what + " within " + LONGEST).isNegative();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void await(CountDownLatch hold) {
        try {
            hold.await();
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
        }
    }
}
