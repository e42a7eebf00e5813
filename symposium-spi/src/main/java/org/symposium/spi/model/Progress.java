package org.symposium.spi.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a source, output or query has come. Moved by runs only, together with what the run made.
 *
 * @param lastExecutedAt start of the last run
 * @param executionCount runs so far, whatever their outcome
 * @param nextRunAt the next slot of its schedule
 * @param consecutiveFailures since its last success
 */
public record Progress(
        Optional<Instant> lastExecutedAt, long executionCount, Optional<Instant> nextRunAt, long consecutiveFailures) {
    /** Before the first run, with no schedule. */
    public static final Progress NONE = new Progress(Optional.empty(), 0, Optional.empty(), 0);

    static final List<Column> COLUMNS = List.of(
            Column.instant("last_executed_at"),
            Column.whole("execution_count"),
            Column.instant("next_run_at"),
            Column.whole("consecutive_failures"));

    static Progress of(Values row) {
        return new Progress(
                row.optionalInstant("last_executed_at"),
                row.whole("execution_count", 0),
                row.optionalInstant("next_run_at"),
                row.whole("consecutive_failures", 0));
    }

    /** The same progress with another next slot. */
    public Progress withNextRunAt(Optional<Instant> slot) {
        return new Progress(lastExecutedAt, executionCount, slot, consecutiveFailures);
    }

    Values toValues() {
        return Values.empty()
                .withOptional("last_executed_at", lastExecutedAt)
                .with("execution_count", executionCount)
                .withOptional("next_run_at", nextRunAt)
                .with("consecutive_failures", consecutiveFailures);
    }
}
