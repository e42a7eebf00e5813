package org.symposium.spi;

import java.time.Duration;
import java.util.List;

/** Permits for requests, in exact sliding windows. Shared by everybody who shares the store. */
public interface RateLimiter {
    /**
     * Takes a permit of all windows, or of none.
     *
     * @param all the windows this request counts in
     * @param waiter who asks; the same for each attempt of one request, so that waiters can be served in turn
     * @return {@link Duration#ZERO} when granted; else how long to wait before asking again
     */
    Duration acquire(List<Demand> all, String waiter);

    /** Closes a key for this long: the service said so. A longer closure stays. */
    void close(String key, Duration penalty);

    /**
     * One window of one key.
     *
     * @param key whose count, such as {@code integration/0199…}
     * @param limit most permits in any stretch of the window; at least 1
     * @param window its length
     * @param weight permits that this request takes; usually 1, never more than the limit
     */
    record Demand(String key, long limit, Duration window, long weight) {
        /** Refuses what could never be granted, with {@code IllegalArgumentException}. */
        public Demand {
            if (weight < 1 || weight > limit || window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException(
                        weight + " of " + limit + " permits in " + window + " can never be granted for '" + key + "'");
            }
        }
    }
}
