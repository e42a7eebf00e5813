package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.spi.Run;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Status;

/** What the log says of a run that the queue would let go on: the entry may be older, where a process died before it wrote a newer one. */
final class Resumption {
    private Resumption() {}

    /** The run as it goes on, maybe later than the entry says; empty when it is over. */
    static Optional<Run> of(Optional<Execution> row, Run run) {
        if (row.isEmpty()) {
            return Optional.of(run);
        }
        Execution standing = row.get();
        if (standing.status() == Status.DELAYED && standing.toValues().whole("attempt", 1) == run.attempt()) {
            return standing.nextTryAt().map(run::delayed);
        }
        int saved = ExecutionLog.savedAttempt(row);
        if (saved < run.attempt()) {
            return Optional.of(run);
        }
        return standing.status() == Status.INTERRUPTED
                ? Optional.of(run.again(saved + 1, run.dueAt()))
                : standing.nextTryAt().map(at -> run.again(saved + 1, at));
    }
}
