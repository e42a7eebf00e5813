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
     * @param limit most permits in any stretch of the window
     * @param window its length
     * @param weight permits that this request takes; usually 1
     */
    record Demand(String key, long limit, Duration window, long weight) {}
}
