package org.symposium.core.internal.flow;

/**
 * That something is to run.
 *
 * @param executionId the run's id in the log, the same over all its delays and attempts
 * @param attempt from 1
 * @param trigger {@code manual} or {@code scheduled}
 */
public record Order(String executionId, int attempt, String trigger) {
    /** The first attempt, asked for by a person or a host. */
    public static Order manual(String executionId) {
        return new Order(executionId, 1, "manual");
    }

    /** An attempt that the run queue handed out. */
    public static Order scheduled(String executionId, int attempt) {
        return new Order(executionId, attempt, "scheduled");
    }
}
