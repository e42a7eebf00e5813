package org.symposium.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An entry of the run queue as it stands at one moment: it waits, or it is being run. Made by stores. Immutable. */
public final class QueuedRun {
    private final Run run;
    private final boolean isRunning;
    private final Optional<Instant> since;
    private final Optional<String> node;

    private QueuedRun(Run run, boolean isRunning, Optional<Instant> since, Optional<String> node) {
        this.run = run;
        this.isRunning = isRunning;
        this.since = since;
        this.node = node;
    }

    /** One that waits, for its moment or for a free thread. */
    public static QueuedRun waiting(Run run) {
        return new QueuedRun(run, false, Optional.empty(), Optional.empty());
    }

    /**
     * One that is being run.
     *
     * @param since when it began; empty if it is claimed and about to begin
     * @param node who runs it, if the store knows several
     */
    public static QueuedRun running(Run run, Optional<Instant> since, Optional<String> node) {
        return new QueuedRun(run, true, since, node);
    }

    /** The entry. */
    public Run run() {
        return run;
    }

    /** Whether it is being run. */
    public boolean isRunning() {
        return isRunning;
    }

    /** Since when it is being run. */
    public Optional<Instant> since() {
        return since;
    }

    /** Which node runs it: a name that tells the nodes of one database apart. */
    public Optional<String> node() {
        return node;
    }

    /** Whether it should have begun longer ago than this, and has not. */
    public boolean isLate(Instant now, Duration most) {
        return !isRunning && run.firstDueAt().plus(most).isBefore(now);
    }

    @Override
    public String toString() {
        return run + (isRunning ? " running" : " waiting");
    }
}
