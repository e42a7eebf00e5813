package org.symposium.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does something on several threads that begin at one moment. */
final class Together {
    private static final long LONGEST_SECONDS = 120;

    private Together() {}

    /** What each thread does; its number counts from 0. */
    @FunctionalInterface
    interface Task<T> {
        T run(int thread) throws InterruptedException;
    }

    /** Runs the task on all threads and gives their answers by number. What one of them throws is thrown here. */
    static <T> List<T> run(int threads, Task<T> task) {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var start = new CyclicBarrier(threads);
            var running = new ArrayList<Future<T>>();
            for (int number = 0; number < threads; number++) {
                int thread = number;
                running.add(pool.submit(() -> startedTogether(start, task, thread)));
            }
            var answers = new ArrayList<T>();
            for (Future<T> future : running) {
                answers.add(future.get(LONGEST_SECONDS, TimeUnit.SECONDS));
            }
            return answers;
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a thread did not end within " + LONGEST_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> T startedTogether(CyclicBarrier start, Task<T> task, int thread)
            throws InterruptedException, BrokenBarrierException {
        start.await();
        return task.run(thread);
    }
}
