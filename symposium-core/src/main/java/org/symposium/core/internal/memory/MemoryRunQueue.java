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
import org.symposium.spi.QueuedRun;
import org.symposium.spi.Run;
import org.symposium.spi.RunQueue;
import org.symposium.spi.Worker;

/** A queue in memory. Of the threads without work one waits for the next moment, the others for a signal. May be started again after it was stopped. */
public final class MemoryRunQueue implements RunQueue {
    /** Looks at the clock at least this often while something waits, since a clock may be set. */
    private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(50);

    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

    private final Clock clock;
    private final Duration afterInterrupt;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition finished = lock.newCondition();
    private final WaitingRuns runs = new WaitingRuns();
    private @Nullable RunThreads threads;
    private @Nullable Thread lookout;
    private boolean paused;

    /** An empty queue. */
    public MemoryRunQueue(Clock clock) {
        this(clock, AFTER_INTERRUPT);
    }

    /**
     * An empty queue.
     *
     * @param afterInterrupt how long a stop waits for workers that it has interrupted
     */
    MemoryRunQueue(Clock clock, Duration afterInterrupt) {
        this.clock = clock;
        this.afterInterrupt = afterInterrupt;
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
    public boolean add(Run run) {
        return locked(() -> {
            boolean added = runs.add(run);
            wakeOne();
            return added;
        });
    }

    @Override
    public boolean remove(String key) {
        return locked(() -> runs.remove(key));
    }

    @Override
    public Optional<QueuedRun> find(String key) {
        return locked(() -> runs.find(key));
    }

    @Override
    public List<QueuedRun> list(String owner, int limit) {
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
    public void pause() {
        pause(true);
    }

    @Override
    public void resume() {
        pause(false);
    }

    @Override
    public void stop(Duration grace) {
        lock.lock();
        try {
            RunThreads stopping = threads;
            paused = false;
            if (stopping == null) {
                return;
            }
            threads = null;
            changed.signalAll();
            waitForRuns(grace);
            if (runs.isRunning()) {
                stopping.interrupt();
                waitForRuns(afterInterrupt);
                runs.giveUp();
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
                var claim = paused ? Optional.<WaitingRuns.Claim>empty() : runs.claim(clock.instant());
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
        if (next == null || lookout != null || paused) {
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

    private void pause(boolean whether) {
        locked(() -> {
            paused = whether;
            wakeOne();
            return whether;
        });
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
