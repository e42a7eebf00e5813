package org.symposium.core.internal.runs;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The engine's threads: virtual ones where the JVM has them, unless the host brings its own; and a timer. */
public final class Threads {
    /** One for each thing that may wait for a store that does not answer, and one more: time-outs are due all the same. */
    private static final int TIMER_THREADS = 4;

    private final Executor executor;
    private final Optional<ExecutorService> own;
    private final ScheduledThreadPoolExecutor timer;

    /** With the host's executor, which stays the host's, or with threads of its own. */
    public Threads(Optional<Executor> hosts) {
        this.own = hosts.isPresent() ? Optional.empty() : Optional.of(newThreads());
        this.executor = hosts.orElseGet(own::get);
        this.timer = new ScheduledThreadPoolExecutor(TIMER_THREADS, named("symposium-timer-"));
        this.timer.setRemoveOnCancelPolicy(true);
    }

    /** Runs what the host asked for without waiting. */
    public Executor executor() {
        return executor;
    }

    /** For what is due at a moment and quick: renewals, time-outs. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Does something again and again, beside the timer's thread; not a second time while it is still at it. */
    public void every(Duration period, Runnable work) {
        var atIt = new AtomicBoolean();
        Runnable once = () -> {
            try {
                work.run();
            } finally {
                atIt.set(false);
            }
        };
        Future<?> unused = timer.scheduleWithFixedDelay(
                () -> {
                    if (atIt.compareAndSet(false, true)) {
                        begin(once, atIt);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** A host's executor may have no room just now. */
    private void begin(Runnable work, AtomicBoolean atIt) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            atIt.set(false);
        }
    }

    /** Lets what runs finish for a while, then interrupts it. */
    public void close(Duration grace) {
        timer.shutdownNow();
        if (own.isEmpty()) {
            return;
        }
        own.get().shutdown();
        try {
            if (!own.get().awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                own.get().shutdownNow();
            }
        } catch (InterruptedException e) {
            own.get().shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService newThreads() {
        try {
            // Java 21 and later; this is compiled for 17
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Executors.newCachedThreadPool(named("symposium-run-"));
        }
    }

    private static ThreadFactory named(String prefix) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, prefix + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
