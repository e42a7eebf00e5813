package org.symposium.core.internal.flow;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.core.internal.runs.ActiveRuns;

/** Looks whether somebody on another node wants a run stopped that goes on here. */
public final class CancelWatch implements Runnable {
    /** How often it is looked. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(CancelWatch.class);

    private final ActiveRuns runs;
    private final ExecutionLog log;

    /** Over the runs of this engine. */
    public CancelWatch(Parts parts) {
        this.runs = parts.active();
        this.log = new ExecutionLog(parts);
    }

    /** Looks once; throws nothing. */
    @Override
    public void run() {
        try {
            for (ActiveRuns.Active active : runs.known()) {
                log.find(active.owner(), active.executionId())
                        .flatMap(ExecutionLog::whyToCancel)
                        .ifPresent(active::cancel);
            }
        } catch (RuntimeException e) {
            LOG.warn("Whether runs are to be cancelled could not be looked for; trying again in {}", PERIOD, e);
        }
    }
}
