package org.symposium.core.internal.runs;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets work in until it is shut, then lets what is inside finish. Thread-safe. */
public final class Gate {
    private final Semaphore places = new Semaphore(Integer.MAX_VALUE, true);
    private volatile boolean shut;

    /**
     * Does the work inside, on this thread.
     *
     * @throws IllegalStateException when the gate is shut
     */
    public <T> T within(Supplier<T> work) {
        checkOpen();
        places.acquireUninterruptibly();
        try {
            checkOpen();
            return work.get();
        } finally {
            places.release();
        }
    }

    /**
     * Lets things in or not.
     *
     * @throws IllegalStateException when the gate is shut
     */
    public void checkOpen() {
        if (shut) {
            throw new IllegalStateException("The engine is closed; build another one.");
        }
    }

    /** Lets nothing in any more. */
    public void shut() {
        shut = true;
    }

    /** Waits for what is inside, for this long at most; less if the thread is interrupted, whose flag is set again then. */
    public void awaitEmpty(Duration most) {
        try {
            if (places.tryAcquire(Integer.MAX_VALUE, Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS)) {
                places.release(Integer.MAX_VALUE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
