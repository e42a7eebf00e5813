package org.symposium.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many trials, some at a time: each mostly waits for a lease or a heartbeat to be missed. */
final class Trials {
    private Trials() {}

    /** Runs them all, and fails with all that went wrong. */
    static <T> List<T> run(int atATime, List<? extends Callable<T>> trials) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(atATime);
        try {
            var results = new ArrayList<T>();
            AssertionError failed = null;
            int failures = 0;
            for (Future<T> trial : pool.invokeAll(trials)) {
                try {
                    results.add(trial.get());
                } catch (ExecutionException e) {
                    failures++;
                    if (failed == null) {
                        failed = new AssertionError("trials failed");
                    }
                    failed.addSuppressed(e.getCause());
                }
            }
            if (failed != null) {
                throw new AssertionError(
                        failures + " of " + trials.size() + " trials failed: "
                                + List.of(failed.getSuppressed()).stream()
                                        .map(Throwable::getMessage)
                                        .toList(),
                        failed);
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
