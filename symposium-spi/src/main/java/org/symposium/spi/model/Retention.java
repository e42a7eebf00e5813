package org.symposium.spi.model;

import java.time.Duration;

/**
 * How long the traces of runs, and of who used which credentials, are kept; {@link #standard} and what is changed about it. Immutable.
 *
 * <p>Cards are their users' and are never pruned, nor is what an output has delivered: else it would deliver a card twice.
 */
public final class Retention {
    private static final Duration EXECUTIONS_FOR = Duration.ofDays(30);
    private static final long EXECUTIONS_PER_TARGET = 1_000;
    private static final Duration DELIVERIES_FOR = Duration.ofDays(7);
    private static final Duration UNFINISHED_FOR = Duration.ofDays(365);
    private static final Duration AUDIT_FOR = Duration.ofDays(400);

    private final Duration executionsFor;
    private final long executionsPerTarget;
    private final Duration deliveriesFor;
    private final Duration unfinishedFor;
    private final Duration auditFor;

    private Retention(
            Duration executionsFor,
            long executionsPerTarget,
            Duration deliveriesFor,
            Duration unfinishedFor,
            Duration auditFor) {
        this.executionsFor = executionsFor;
        this.executionsPerTarget = executionsPerTarget;
        this.deliveriesFor = deliveriesFor;
        this.unfinishedFor = unfinishedFor;
        this.auditFor = auditFor;
    }

    /**
     * Log rows for 30 days and 1,000 of each source, output or query; deliveries that are done for 7 days; what is not finished for 365 days; the audit log for 400
     * days.
     */
    public static Retention standard() {
        return new Retention(EXECUTIONS_FOR, EXECUTIONS_PER_TARGET, DELIVERIES_FOR, UNFINISHED_FOR, AUDIT_FOR);
    }

    /** Keeps log rows of finished runs for so long, and with them, at most, what was delivered. */
    public Retention executionsFor(Duration age) {
        return new Retention(
                atLeast(Duration.ofMinutes(1), "executions_for", age),
                executionsPerTarget,
                deliveriesFor,
                unfinishedFor,
                auditFor);
    }

    /** Keeps the newest so many log rows of each source, output and query. */
    public Retention executionsPerTarget(long count) {
        if (count < 1) {
            throw new InvalidInputException("executions_per_target", "min", "must be at least 1");
        }
        return new Retention(executionsFor, count, deliveriesFor, unfinishedFor, auditFor);
    }

    /**
     * Keeps what was delivered, cards and content as they were sent, for so long after it is done: nobody needs it any more, but to look at. What failed can be
     * replayed, and is kept as long as its log row.
     */
    public Retention deliveriesFor(Duration age) {
        return new Retention(
                executionsFor,
                executionsPerTarget,
                atLeast(Duration.ofMinutes(1), "deliveries_for", age),
                unfinishedFor,
                auditFor);
    }

    /**
     * Keeps runs that are not over, and deliveries of which a step is in doubt, for so long; at least 7 days. A run that still waits after it, because no engine
     * was started in all that time, would choose its cards anew.
     */
    public Retention unfinishedFor(Duration age) {
        return new Retention(
                executionsFor,
                executionsPerTarget,
                deliveriesFor,
                atLeast(Duration.ofDays(7), "unfinished_for", age),
                auditFor);
    }

    /** Keeps rows of the audit log for so long, whatever became of the integration or the run they tell of; at least a day. */
    public Retention auditFor(Duration age) {
        return new Retention(
                executionsFor,
                executionsPerTarget,
                deliveriesFor,
                unfinishedFor,
                atLeast(Duration.ofDays(1), "audit_for", age));
    }

    /** How long log rows of finished runs are kept. */
    public Duration executionsFor() {
        return executionsFor;
    }

    /** How many log rows are kept of each source, output and query. */
    public long executionsPerTarget() {
        return executionsPerTarget;
    }

    /** How long deliveries that are done are kept. */
    public Duration deliveriesFor() {
        return deliveriesFor;
    }

    /** How long runs are kept that are not over, or in doubt. */
    public Duration unfinishedFor() {
        return unfinishedFor;
    }

    /** How long rows of the audit log are kept. */
    public Duration auditFor() {
        return auditFor;
    }

    @Override
    public String toString() {
        return "Retention[executions " + executionsFor + " and " + executionsPerTarget + " per target, deliveries "
                + deliveriesFor + ", unfinished " + unfinishedFor + ", audit " + auditFor + "]";
    }

    private static Duration atLeast(Duration least, String field, Duration age) {
        if (age.compareTo(least) < 0) {
            throw new InvalidInputException(field, "min", "must be at least " + least);
        }
        return age;
    }
}
