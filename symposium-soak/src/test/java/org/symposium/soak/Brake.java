package org.symposium.soak;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds the thread that is the n-th to reach a point, and says so; all others pass. */
final class Brake {
    private final Point point;
    private final int passage;
    private final Runnable reached;
    private final AtomicInteger passages = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    /**
     * One brake.
     *
     * @param passage from 1; 0 to hold nobody
     * @param reached told just before the thread is held
     */
    Brake(Point point, int passage, Runnable reached) {
        this.point = point;
        this.passage = passage;
        this.reached = reached;
    }

    void at(Point here) {
        if (here == point && passages.incrementAndGet() == passage) {
            reached.run();
            awaitRelease();
        }
    }

    /** Lets the thread that is held go on. */
    void release() {
        released.countDown();
    }

    /** However it is interrupted: it stands for a thread that does not run. */
    private void awaitRelease() {
        boolean interrupted = false;
        while (true) {
            try {
                released.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
