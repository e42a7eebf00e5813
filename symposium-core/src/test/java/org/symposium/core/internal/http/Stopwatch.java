package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what a promise of time is about, on machines that are busy with other things too: a thread beside it sees how much later than it wished it is woken each
 * time, and that is taken off, since nobody here was run meanwhile. What merely waits has all its time counted.
 */
public final class Stopwatch implements AutoCloseable {
    private static final long NAP = Duration.ofMillis(5).toNanos();

    private final AtomicBoolean isStopped = new AtomicBoolean();
    private final AtomicLong late = new AtomicLong();
    private final long began;

    private Stopwatch() {
        var thread = new Thread(this::watch, "stopwatch");
        thread.setDaemon(true);
        thread.start();
        this.began = System.nanoTime();
    }

    /** Begins now. */
    public static Stopwatch start() {
        return new Stopwatch();
    }

    /** The time until now in which something could be done. */
    public Duration time() {
        close();
        return Duration.ofNanos(Math.max(0, System.nanoTime() - began - late.get()));
    }

    private void watch() {
        while (!isStopped.get()) {
            long slept = System.nanoTime();
            LockSupport.parkNanos(NAP);
            late.addAndGet(Math.max(0, System.nanoTime() - slept - 2 * NAP));
        }
    }

    @Override
    public void close() {
        isStopped.set(true);
    }
}
