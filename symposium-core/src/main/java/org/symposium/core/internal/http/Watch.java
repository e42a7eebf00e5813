package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.symposium.core.internal.runs.Cancellation;

/** The thread that ends exchanges at their time: time-outs of single reads do not help against a server that drips. */
final class Watch implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(task, "symposium-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    private final AtomicInteger sweeps = new AtomicInteger();

    Watch() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Until closed, has this done when the limit is reached or its run is stopped. It must not block. */
    Guard at(TimeLimit limit, Runnable end) {
        ScheduledFuture<?> timed = timer.schedule(end, limit.remaining().toNanos(), TimeUnit.NANOSECONDS);
        return new Guard(timed, limit.cancellation().onCancel(end));
    }

    /** Has this done now and then, as long as the watch stands. */
    void sweep(Runnable sweep) {
        sweeps.incrementAndGet();
        var unused = timer.scheduleWithFixedDelay(sweep, SWEEP.toSeconds(), SWEEP.toSeconds(), TimeUnit.SECONDS);
    }

    /** How many wait for their time. */
    int waiting() {
        return timer.getQueue().size() - sweeps.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    record Guard(ScheduledFuture<?> timed, Cancellation.Registration onCancel) implements AutoCloseable {
        @Override
        public void close() {
            timed.cancel(false);
            onCancel.close();
        }
    }
}
