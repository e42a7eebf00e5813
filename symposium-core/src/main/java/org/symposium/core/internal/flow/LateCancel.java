package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Verdict;

/**
 * Hears whoever cancels a run after it was decided that it goes on, and before that was written: it does not go on. Who comes after that finds it in the log and
 * in the queue.
 */
final class LateCancel {
    private final ExecutionLog log;

    LateCancel(Parts parts) {
        this.log = new ExecutionLog(parts);
    }

    /** What the row counts before the decision; whoever marks the row from then on makes it one more. */
    long standing(Workplace workplace) {
        return row(workplace).map(Execution::revision).orElse(0L);
    }

    /**
     * What became of the run, now that it is written. From now on nobody can stop it any more who does not look into the log.
     *
     * @param standing what the row counted before the decision
     */
    Made of(Workplace workplace, Made written, long standing) {
        boolean isStopped = workplace.cancellation().settle();
        if (written.isOver()) {
            return written;
        }
        boolean isCancelled = isStopped && !workplace.cancellation().isInterrupted();
        Optional<String> why = isCancelled ? workplace.cancellation().reason() : marked(workplace, standing);
        return why.flatMap(reason -> log.cancelled(
                                workplace.target().owner(), workplace.order().executionId(), reason)
                        .map(row -> cancelled(written, reason)))
                .orElse(written);
    }

    /** An outcome is written over whatever stands there, so the mark itself may be gone. */
    private Optional<String> marked(Workplace workplace, long standing) {
        return row(workplace)
                .flatMap(row -> ExecutionLog.whyToCancel(row)
                        .or(() -> row.revision() > standing + 1
                                ? Optional.of("The run was cancelled.")
                                : Optional.empty()));
    }

    private Optional<Execution> row(Workplace workplace) {
        return log.find(workplace.target().owner(), workplace.order().executionId());
    }

    private static Made cancelled(Made written, String why) {
        return Made.failed(Status.CANCELLED, Verdict.failed(FailureKind.CANCELLED, why), written.trace());
    }
}
