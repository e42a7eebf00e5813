package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.symposium.spi.Table;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** The log of runs, as far as it is read and written beside the outcomes that are saved. */
final class ExecutionLog {
    /** One sentence: why somebody on another node wants the run stopped. */
    private static final String TO_BE_CANCELLED = "to_be_cancelled";

    private static final int MOST_TRIES = 10;

    private static final Set<Status> NOT_SAVED_YET = EnumSet.of(Status.QUEUED, Status.RUNNING, Status.DELAYED);

    private static final int FIRST_ATTEMPTS = 5;
    private static final int MOST_ATTEMPTS = 30;

    private final Table<Execution> table;
    private final HeldSteps heldSteps;

    ExecutionLog(Parts parts) {
        this.heldSteps = new HeldSteps(parts);
        this.table = parts.stores().table(Execution.KIND);
    }

    Optional<Execution> find(String owner, String executionId) {
        return table.find(owner, executionId);
    }

    /** A run that waits in the queue. Does nothing if it has begun already. */
    void queued(Target target, Order order, Instant at) {
        table.insert(Execution.of(LogRow.standing(target, order, Status.QUEUED, at, Optional.empty())));
    }

    /** What a run has left here before, when it is about to begin or to go on. What stands here already is shown as running. */
    Optional<Execution> beginning(Workplace workplace) {
        Order order = workplace.order();
        if (!order.mayBeKnown()) {
            return Optional.empty();
        }
        Optional<Execution> earlier = find(workplace.target().owner(), order.executionId());
        earlier.filter(row -> whyToCancel(row).isEmpty()).ifPresent(row -> running(workplace, row));
        return earlier;
    }

    /**
     * An attempt that is put back. It is not saved, since the same attempt goes on later. A mark that it is to be cancelled stays.
     *
     * @return false when another has gone on with the run
     */
    boolean delayed(Workplace workplace, Execution delayed) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Execution> standing = find(delayed.owner(), delayed.id());
            if (savedAttempt(standing) >= workplace.order().attempt()) {
                return false;
            }
            boolean written = standing.isEmpty()
                    ? table.insert(delayed)
                    : table.replace(
                            marked(delayed, whyToCancel(standing.get())),
                            standing.get().revision());
            if (written) {
                return true;
            }
        }
        return false;
    }

    private static Execution marked(Execution row, Optional<String> whyToCancel) {
        return whyToCancel
                .map(why -> Execution.of(row.toValues().with(TO_BE_CANCELLED, why)))
                .orElse(row);
    }

    /** A run that will not begin, or not go on: one that failed stays as it is, but is not tried again; others are cancelled. The row then; empty if it was over. */
    Optional<Execution> closed(String owner, String executionId, String why) {
        return ended(
                owner, executionId, row -> row.status() == Status.FAILURE ? failed(row, why) : cancelled(row, why));
    }

    private Values failed(Execution row, String why) {
        Values failed = row.toValues()
                .without("next_try_at")
                .with(
                        "result_summary",
                        "Failed: " + row.errorKind().map(FailureKind::word).orElse("") + "; not tried again: " + why);
        return heldSteps
                .first(row.owner(), row.id())
                .map(step ->
                        LogRow.held(failed, HeldSteps.told(row.errorMessage().orElse(""), step)))
                .orElse(failed);
    }

    /** A run that is stopped before it begins, or goes on. The row then; empty if it was over. */
    Optional<Execution> cancelled(String owner, String executionId, String why) {
        return ended(owner, executionId, row -> cancelled(row, why));
    }

    /** Tells whoever runs it, on whatever node, to stop. False when it is over. */
    boolean toBeCancelled(Execution ifUnknown, String why) {
        if (table.insert(Execution.of(ifUnknown.toValues().with(TO_BE_CANCELLED, why)))) {
            return true;
        }
        return ended(ifUnknown.owner(), ifUnknown.id(), row -> row.toValues().with(TO_BE_CANCELLED, why))
                .isPresent();
    }

    /** Why somebody wants the run stopped, if somebody does. */
    static Optional<String> whyToCancel(Execution row) {
        return row.toValues().optionalText(TO_BE_CANCELLED);
    }

    private Optional<Execution> ended(String owner, String executionId, Function<Execution, Values> change) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Execution> row = find(owner, executionId).filter(found -> !found.isOver());
            if (row.isEmpty()) {
                return Optional.empty();
            }
            Execution ended = Execution.of(change.apply(row.get()));
            if (table.replace(ended, row.get().revision())) {
                return Optional.of(ended);
            }
        }
        throw new ConflictException(
                "The run '" + executionId + "' is being changed by others all the time. Try again.");
    }

    private static Values cancelled(Execution row, String why) {
        return row.toValues()
                .without("next_try_at")
                .with("status", Status.CANCELLED)
                .with("result_summary", row.status() == Status.QUEUED ? "Did not begin" : "Did not go on")
                .with("error_kind", FailureKind.CANCELLED)
                .with("error_message", why);
    }

    /** Whether the row is what this attempt has written, and nobody after it. */
    boolean isOf(Workplace workplace) {
        return find(workplace.target().owner(), workplace.order().executionId())
                .filter(row ->
                        savedAttempt(Optional.of(row)) == workplace.order().attempt())
                .filter(row -> row.startedAt().equals(LogRow.cut(workplace.startedAt())))
                .isPresent();
    }

    /** Whether the row's own attempt has not come to its end yet. */
    static boolean isUnsaved(Execution row) {
        return NOT_SAVED_YET.contains(row.status());
    }

    /** The last attempt whose end is written; 0 if there is none. */
    static int savedAttempt(Optional<Execution> row) {
        return row.map(known -> {
                    int attempt = (int) known.toValues().whole("attempt", 1);
                    return isUnsaved(known) ? attempt - 1 : attempt;
                })
                .orElse(0);
    }

    /** How many attempts were cut off. */
    static int interruptions(Optional<Execution> row) {
        return (int) attempts(row).stream()
                .filter(attempt -> attempt.text("status").equals(Status.INTERRUPTED.word()))
                .count();
    }

    /** How all attempts up to and with the row's ended, for the row that comes next: of many the first and the last ones. */
    static List<Values> attempts(Optional<Execution> row) {
        if (row.isEmpty()) {
            return List.of();
        }
        var attempts = new ArrayList<>(row.get().toValues().list("attempts"));
        if (!isUnsaved(row.get())) {
            attempts.add(LogRow.inShort(row.get()));
        }
        if (attempts.size() > MOST_ATTEMPTS) {
            attempts.subList(FIRST_ATTEMPTS, attempts.size() - MOST_ATTEMPTS + FIRST_ATTEMPTS)
                    .clear();
        }
        return attempts;
    }

    private void running(Workplace workplace, Execution row) {
        Values running = LogRow.standing(
                workplace.target(), workplace.order(), Status.RUNNING, workplace.startedAt(), Optional.of(row));
        List<Values> attempts = attempts(Optional.of(row));
        table.replace(Execution.of(attempts.isEmpty() ? running : running.with("attempts", attempts)), row.revision());
    }
}
