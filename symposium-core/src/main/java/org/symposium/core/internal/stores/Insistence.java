package org.symposium.core.internal.stores;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symposium.spi.model.InvalidInputException;

/**
 * Asks the store again when it fails: a connection that broke, a server that is started anew. For what may be asked twice only. Gives up well before a lease runs
 * out.
 */
public final class Insistence {
    private static final Logger LOG = LoggerFactory.getLogger(Insistence.class);
    private static final int MOST_TRIES = 7;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private Insistence() {}

    /**
     * What the store answers, after some three seconds at most, and however long its own answers take.
     *
     * @throws StoreFailure with what the store threw last
     */
    public static <T> T on(Supplier<T> question) {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                return question.get();
            } catch (InvalidInputException e) {
                throw e; // it was reached
            } catch (RuntimeException e) {
                if (tries == MOST_TRIES) {
                    throw new StoreFailure(e);
                }
                LOG.debug("The store failed; asking again in {}", pause, e);
                LockSupport.parkNanos(pause.toNanos()); // not at all on an interrupted thread, which is in a hurry
                pause = pause.multipliedBy(2);
            }
        }
    }
}
