package org.symposium.spi;

import java.time.Duration;
import java.util.List;

/**
 * Permits for requests, in exact sliding windows: no stretch of a window's length ever holds more permits than its limit. Shared by everybody who shares the
 * store.
 *
 * <p>A limiter only counts. That calls are spaced out when a window is nearly full, that somebody is told, and whether a run waits or is put back: that is the
 * engine's, by what {@link #acquire} answers.
 */
public interface RateLimiter {
    /**
     * Takes a permit of all windows, or of none. Does not block.
     *
     * <p>Who is refused has a place in line until somewhat after the moment it was told to ask again, and whoever comes later leaves enough for it; whoever does
     * not ask again in time has lost it. Parties take turns in a line, so that one with many requests does not hold up the others; among those of one party the
     * first comes first.
     *
     * @param all the windows this request counts in
     */
    Answer acquire(List<Demand> all, Waiter waiter);

    /** Closes a key for this long: the service said so. A longer closure stays. */
    void close(String key, Duration penalty);

    /**
     * Lets at most so many more permits of a key be taken within this time, in whichever window: the service said so. The latest word counts, whether it is lower
     * or higher than what is left of the one before; the key's windows hold all the same.
     *
     * @param remaining permits from now on; 0 closes the key
     * @param time until the service begins to count anew
     */
    void lower(String key, long remaining, Duration time);

    /** How full these windows are now. Takes nothing; a key that nobody has asked for is empty. In the order of the windows. */
    List<Usage> usage(List<Demand> windows);

    /**
     * How long a request for these would be told to wait that nobody has asked for yet; zero if it would be granted. Takes neither permits nor a place in line.
     *
     * <p>This default goes by {@link #usage}, so it may say more than it takes; a limiter that knows better says so.
     */
    default Duration waitFor(List<Demand> all) {
        return usage(all).stream()
                .filter(usage ->
                        usage.used() + usage.demand().weight() > usage.demand().limit())
                .map(Usage::eases)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Who asks.
     *
     * @param name the same for each attempt of one request, and unique among those who wait
     * @param party whom it belongs to, such as an integration's id: parties take turns
     */
    record Waiter(String name, String party) {}

    /**
     * One window of one key. A key may have several windows, each by its length.
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

        /** How many permits make the window nearly full: 80 %, rounded up. Up to 4 permits that is the limit itself: such a window is empty or full. */
        public long nearlyFull() {
            return limit - limit / 5;
        }
    }

    /**
     * What became of a request for permits.
     *
     * @param waitTime zero when they were granted; else how long to wait before asking again
     * @param full what to be careful with. When granted: the windows that are nearly full now, this permit counted. When refused: those that refused
     */
    record Answer(Duration waitTime, List<Usage> full) {
        private static final Answer GRANTED = new Answer(Duration.ZERO, List.of());

        /** Granted, and no window is nearly full. */
        public static Answer granted() {
            return GRANTED;
        }

        /** Whether the permits were taken. */
        public boolean isGranted() {
            return waitTime.isZero();
        }
    }

    /**
     * How full a window is.
     *
     * @param demand which window
     * @param used permits in it
     * @param eases how long until it is less than nearly full, if no further permit is taken; in a refusal, how long until it would let the request pass; zero if
     *     that is so now
     */
    record Usage(Demand demand, long used, Duration eases) {}
}
