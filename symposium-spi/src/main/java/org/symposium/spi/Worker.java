package org.symposium.spi;

import java.util.Optional;

/** Runs what the queue hands out. Made by the engine; throws nothing. */
@FunctionalInterface
public interface Worker {
    /**
     * Runs one entry, on the calling thread. When that is interrupted, the queue is being stopped: the worker comes back soon, and says all the same what is next.
     */
    Next run(Run run);

    /**
     * What is next.
     *
     * @param again the entry to go on with: the same one later, another attempt, or the next slot; empty when there is none
     */
    record Next(Optional<Run> again) {}
}
