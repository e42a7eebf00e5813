package org.symposium.core.internal.flow;

import org.symposium.spi.model.RunResult;

/** A flow, as whoever starts runs sees it. */
public interface Flow {
    /**
     * Runs something on the calling thread.
     *
     * @throws org.symposium.spi.model.NotFoundException when the owner has no such thing
     * @throws org.symposium.spi.model.InactiveException when it, or its integration, is switched off
     * @throws org.symposium.spi.model.ConflictException when it is running now, and may not be joined
     * @throws org.symposium.core.internal.runs.EngineClosed when nothing more is to begin
     */
    RunResult run(String owner, String id, Order order);

    /**
     * What would run.
     *
     * @throws org.symposium.spi.model.NotFoundException as {@link #run}
     * @throws org.symposium.spi.model.InactiveException as {@link #run}
     */
    Target target(String owner, String id);
}
