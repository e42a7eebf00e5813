package org.symposium.core.internal.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.Run;
import org.symposium.spi.RunQueue;
import org.symposium.spi.Worker;

/** A queue in memory. Of the threads without work one waits for the next moment, the others for a signal. May be started again after it was stopped. */
public final class MemoryRunQueue implements RunQueue {
    /** Looks at the clock at least this often while something waits, since a clock may be set. */
    private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(50);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition finished = lock.newCondition();
    private final WaitingRuns runs = new WaitingRuns();
    private @Nullable RunThreads threads;
    private @Nullable Thread lookout;

    /** An empty queue. */
    public MemoryRunQueue(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean put(Run run) {
        return locked(() -> {
            boolean put = runs.put(run);
            wakeOne();
            return put;
        });
    }

    @Override
    public boolean remove(String key) {
        return locked(() -> runs.remove(key));
    }

    @Override
    public List<Run> list(String owner, int limit) {
        return locked(() -> runs.list(owner, limit));
    }

    @Override
    public void start(Worker worker, int count) {
        locked(() -> {
            if (threads != null) {
                throw new IllegalStateException("the queue was started already");
            }
            threads = new RunThreads(this, worker, clock);
            threads.start(count);
            return threads;
        });
    }

    @Override
    public void stop(Duration grace) {
        lock.lock();
        try {
            RunThreads stopping = threads;
            if (stopping == null) {
                return;
            }
            threads = null;
            changed.signalAll();
            waitForRuns(grace);
            if (runs.isRunning()) {
                runs.giveBack();
                stopping.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to do; empty when these threads are not the ones to do it any more. */
    Optional<WaitingRuns.Claim> take(RunThreads of) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (threads == of) {
                var claim = runs.claim(clock.instant());
                if (claim.isPresent()) {
                    wakeOne();
                    return claim;
                }
                waitForChange();
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    void finish(WaitingRuns.Claim claim, Optional<Run> again) {
        locked(() -> {
            runs.finish(claim, again);
            finished.signalAll();
            wakeOne();
            return claim;
        });
    }

    @SuppressWarnings("WaitNotInLoop") // the loop is in take
    private void waitForChange() throws InterruptedException {
        Instant next = runs.nextDueAt();
        if (next == null || lookout != null) {
            changed.await();
            return;
        }
        Thread me = Thread.currentThread();
        lookout = me;
        try {
            long left = Elapsed.nanos(Duration.between(clock.instant(), next));
            changed.awaitNanos(Math.min(left, LONGEST_NAP));
        } finally {
            lookout = lookout == me ? null : lookout;
        }
    }

    /** Whoever wakes looks out for the next moment, which may be sooner than the one that was looked out for. */
    private void wakeOne() {
        lookout = null;
        changed.signal();
    }

    private void waitForRuns(Duration grace) {
        long left = Elapsed.nanos(grace);
        try {
            while (runs.isRunning() && left > 0) {
                left = finished.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever stops us is in a hurry: no more grace
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
