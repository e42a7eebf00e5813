package org.symposium.spi;

import java.time.Instant;
import java.util.Optional;
import org.symposium.spi.model.Values;

/** An entry of the run queue. Immutable. */
public final class Run {
    private static final String INTERRUPTED = "interrupted";
    private static final String BEGAN_AT = "interrupted_began_at";
    private static final String FIRST_DUE_AT = "first_due_at";
    private static final String DELAYED = "delayed";

    private final Values row;
    private final Instant dueAt;

    private Run(Values row) {
        this.row = row;
        this.dueAt = row.instant("due_at");
        row.text("key");
        row.text("execution_id");
        row.text("user_id");
    }

    /** Reads the stored form; names that it does not know are kept. */
    public static Run of(Values row) {
        return new Run(row);
    }

    /**
     * A first attempt.
     *
     * @param key what runs, such as {@code source/ada/0199…}: at most one entry each
     * @param executionId made when the run is put in, the same over all its delays and attempts
     */
    public static Run of(String key, String executionId, String owner, Instant dueAt) {
        return new Run(Values.of("key", key)
                .with("execution_id", executionId)
                .with("user_id", owner)
                .with("due_at", dueAt));
    }

    /** What runs. */
    public String key() {
        return row.text("key");
    }

    /** Id of the run in the execution log. */
    public String executionId() {
        return row.text("execution_id");
    }

    /** Whose run. */
    public String owner() {
        return row.text("user_id");
    }

    /** From 1. */
    public int attempt() {
        return (int) row.whole("attempt", 1);
    }

    /** How many attempts began since {@link #attempt} was put in, and never came back: 0, unless a process or a thread died. */
    public int interrupted() {
        return (int) row.whole(INTERRUPTED, 0);
    }

    /** When the last attempt of {@link #interrupted} began, if the queue knows. */
    public Optional<Instant> interruptedBeganAt() {
        return row.optionalInstant(BEGAN_AT);
    }

    /** Whether this attempt began, found no room within a rate limit, and was put back. */
    public boolean isDelayed() {
        return row.flag(DELAYED, false);
    }

    /** Whether it began before and goes on: with a further attempt, with one that was put back, or after its process died. */
    public boolean isBegun() {
        return attempt() > 1 || isDelayed() || interrupted() > 0;
    }

    /** When it is due. */
    public Instant dueAt() {
        return dueAt;
    }

    /** When it was due before it was {@link #postponed}. */
    public Instant firstDueAt() {
        return row.optionalInstant(FIRST_DUE_AT).orElse(dueAt);
    }

    /** Of runs that are due, the greater comes first; 0 unless said otherwise. */
    public int priority() {
        return (int) row.whole("priority", 0);
    }

    /** The same run with one more value. */
    public Run with(String name, Object value) {
        return new Run(row.with(name, value));
    }

    /** The same run, one more attempt of which began and never came back. For queues. */
    public Run interruptedSince(Optional<Instant> began) {
        return new Run(
                row.with(INTERRUPTED, interrupted() + 1).without(BEGAN_AT).withOptional(BEGAN_AT, began));
    }

    /** The same run, to be run as this attempt at this moment; marks of earlier attempts are gone. */
    public Run again(int attempt, Instant at) {
        return new Run(unmarked().with("attempt", attempt).with("due_at", at));
    }

    /** The same run and attempt, put back for this moment: it began, and a rate limit left it no room. */
    public Run delayed(Instant at) {
        return new Run(unmarked().with(DELAYED, true).with("due_at", at));
    }

    /** The same run and attempt, a little later: it could not begin. */
    public Run postponed(Instant at) {
        return new Run(row.with(FIRST_DUE_AT, firstDueAt()).with("due_at", at));
    }

    /** The stored form. */
    public Values toValues() {
        return row;
    }

    private Values unmarked() {
        return row.without(INTERRUPTED).without(BEGAN_AT).without(FIRST_DUE_AT).without(DELAYED);
    }

    @Override
    public String toString() {
        return "Run[" + key() + " at " + dueAt + "]";
    }
}
