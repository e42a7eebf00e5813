package org.symposium.core;

import java.time.Instant;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** Which runs are asked for: all of what is said must be so. Immutable. */
public final class ExecutionFilter {
    private static final Instant FAR_OFF = Instant.parse("9999-01-01T00:00:00Z");

    private final Values equal;
    private final Instant from;
    private final Instant until;

    private ExecutionFilter(Values equal, Instant from, Instant until) {
        this.equal = equal;
        this.from = from;
        this.until = until;
    }

    /** All runs. */
    public static ExecutionFilter all() {
        return new ExecutionFilter(Values.empty(), Instant.EPOCH, FAR_OFF);
    }

    /** Runs that failed. Those that are tried again are among them. */
    public static ExecutionFilter failures() {
        return all().with(Status.FAILURE);
    }

    /** Of this source, output or query. */
    public ExecutionFilter ofTarget(String id) {
        return and("target_id", id);
    }

    /** With this integration. */
    public ExecutionFilter ofIntegration(String id) {
        return and("integration_id", id);
    }

    /** That stand so. */
    public ExecutionFilter with(Status status) {
        return and("status", status.word());
    }

    /** That failed of this. */
    public ExecutionFilter with(FailureKind kind) {
        return and("error_kind", kind.word());
    }

    /** Asked for by {@code manual} or {@code scheduled}. */
    public ExecutionFilter triggeredBy(String triggerKind) {
        return and("trigger_kind", triggerKind);
    }

    /** That began at this moment or later. */
    public ExecutionFilter from(Instant moment) {
        return new ExecutionFilter(equal, moment, until);
    }

    /** That began before this moment. */
    public ExecutionFilter until(Instant moment) {
        return new ExecutionFilter(equal, from, moment);
    }

    Values equal() {
        return equal;
    }

    Instant from() {
        return from;
    }

    Instant until() {
        return until;
    }

    @Override
    public String toString() {
        return "ExecutionFilter[" + equal + " from " + from + " until " + until + "]";
    }

    private ExecutionFilter and(String column, String value) {
        return new ExecutionFilter(equal.with(column, value), from, until);
    }
}
