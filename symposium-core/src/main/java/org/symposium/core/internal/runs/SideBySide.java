package org.symposium.core.internal.runs;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Does pieces of work side by side on threads of an executor. Where it has no thread free, since those who wait for pieces hold all of them, or refuses, the calling
 * thread does one after the other: who waits for pieces never waits for a thread. Thread-safe.
 */
public final class SideBySide {
    /** For a thread of the executor to come. */
    private static final long NAP_MILLIS = 50;

    private final Executor executor;
    private final int most;

    /**
     * On threads of this executor.
     *
     * @param most pieces at a time
     */
    public SideBySide(Executor executor, int most) {
        this.executor = executor;
        this.most = most;
    }

    /**
     * Does them all, and waits for them. A piece that is at work when no more is waited for goes on by itself.
     *
     * @param pieces throw nothing
     * @param waiting of who waits; stopped when the waiting thread is interrupted, which is told by its flag afterwards
     * @param isGivenUp asked every now and then whether no more is to be waited for
     */
    public void run(Collection<? extends Runnable> pieces, Cancellation waiting, BooleanSupplier isGivenUp) {
        var work = new Work(pieces);
        for (int helper = 0; helper < Math.min(most, pieces.size()) && help(work); helper++) {}
        boolean interrupted = false;
        boolean isAlone = false;
        while (!isGivenUp.getAsBoolean()) {
            try {
                if (work.left.await(isAlone ? 0 : NAP_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
                waiting.cancel("The thread of the run was interrupted.");
            }
            isAlone = work.atWork.get() == 0 && work.doOne(); // then nobody has come, and the next one need not wait
        }
        work.open.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean help(Work work) {
        try {
            executor.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** What is left to do. */
    private static final class Work implements Runnable {
        private final Queue<Runnable> open;
        private final CountDownLatch left;
        private final AtomicInteger atWork = new AtomicInteger();

        private Work(Collection<? extends Runnable> pieces) {
            this.open = new ConcurrentLinkedQueue<>(pieces);
            this.left = new CountDownLatch(pieces.size());
        }

        @Override
        public void run() {
            while (doOne()) {}
        }

        private boolean doOne() {
            atWork.incrementAndGet();
            try {
                Runnable piece = open.poll();
                if (piece == null) {
                    return false;
                }
                piece.run();
                left.countDown();
                return true;
            } finally {
                atWork.decrementAndGet();
            }
        }
    }
}
