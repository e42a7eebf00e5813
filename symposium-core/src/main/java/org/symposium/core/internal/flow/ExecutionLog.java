package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.Table;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** The log of runs, as far as it is read and written beside the outcomes that are saved. */
final class ExecutionLog {
    private static final Set<Status> NOT_SAVED_YET = EnumSet.of(Status.QUEUED, Status.RUNNING);

    private static final int FIRST_ATTEMPTS = 5;
    private static final int MOST_ATTEMPTS = 30;

    private final Table<Execution> table;

    ExecutionLog(Parts parts) {
        this.table = parts.stores().table(Execution.KIND);
    }

    Optional<Execution> find(String owner, String executionId) {
        return table.find(owner, executionId);
    }

    /** A run that waits in the queue. Does nothing if it has begun already. */
    void queued(Target target, Order order, Instant at) {
        table.insert(Execution.of(LogRow.standing(target, order, Status.QUEUED, at, Optional.empty())));
    }

    /**
     * What earlier attempts of a run have left here, when it is about to begin. A run that somebody asked for and does not wait for is shown as running.
     */
    Optional<Execution> beginning(Workplace workplace) {
        Order order = workplace.order();
        boolean isAwaited = order.isManual() && order.isQueued();
        if (order.attempt() == 1 && !isAwaited) {
            return Optional.empty();
        }
        Optional<Execution> earlier = find(workplace.target().owner(), order.executionId());
        if (isAwaited) {
            earlier.ifPresent(row -> running(workplace, row));
        }
        return earlier;
    }

    /** A run that will not begin any more. */
    void cancelled(String owner, String executionId, String why) {
        find(owner, executionId)
                .filter(row -> NOT_SAVED_YET.contains(row.status()))
                .ifPresent(row -> {
                    Values ended = row.toValues()
                            .with("status", Status.CANCELLED)
                            .with("result_summary", "Did not begin")
                            .with("error_message", why);
                    table.replace(Execution.of(ended), row.revision());
                });
    }

    /** Whether the row is what this attempt has written, and nobody after it. */
    boolean isOf(Workplace workplace) {
        return find(workplace.target().owner(), workplace.order().executionId())
                .filter(row ->
                        savedAttempt(Optional.of(row)) == workplace.order().attempt())
                .filter(row -> row.startedAt().equals(LogRow.cut(workplace.startedAt())))
                .isPresent();
    }

    /** The last attempt whose end is written; 0 if there is none. */
    static int savedAttempt(Optional<Execution> row) {
        return row.map(known -> {
                    int attempt = (int) known.toValues().whole("attempt", 1);
                    return NOT_SAVED_YET.contains(known.status()) ? attempt - 1 : attempt;
                })
                .orElse(0);
    }

    /** How all attempts up to and with the row's ended, for the row that comes next: of many the first and the last ones. */
    static List<Values> attempts(Optional<Execution> row) {
        if (row.isEmpty()) {
            return List.of();
        }
        var attempts = new ArrayList<>(row.get().toValues().list("attempts"));
        if (!NOT_SAVED_YET.contains(row.get().status())) {
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
