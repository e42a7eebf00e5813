package org.symposium.jdbc;

import java.time.Instant;
import java.util.List;
import org.symposium.spi.RateLimiter.Demand;

/**
 * When a window has room: arithmetic on the numbers of permits. The permits of a key are numbered by all the weight that was ever given of it; so there is room
 * for a demand when the one of a certain number has left, and only that one has to be looked at.
 *
 * @param demand whose window
 * @param last number of the key's last permit
 * @param ahead how many those will take who are served before
 */
record SlidingWindow(Demand demand, long last, long ahead) {
    /**
     * A permit that was given.
     *
     * @param number all weight that was given up to and with it
     * @param weight how many it counts for
     * @param grantedAt when; it leaves when exactly the window's length has passed
     */
    record Permit(long number, long weight, Instant grantedAt) {
        boolean covers(long place) {
            return number - weight < place && place <= number;
        }
    }

    /** Number of the permit with which enough has left; 0 or less: there is room, whatever is in the window. */
    long mustLeave() {
        return needed() - rounds() * demand.limit();
    }

    /** When enough has left, of permits among which is that of {@link #mustLeave}, unless it left long ago. */
    Instant free(List<Permit> permits, Instant now) {
        return leaves(mustLeave(), permits, now).plus(demand.window().multipliedBy(rounds()));
    }

    /** Number of the permit with which the window, this demand granted, is less than nearly full again. */
    long mustLeaveToEase() {
        return last + demand.weight() - demand.nearlyFull() + 1;
    }

    /** When the permit of this number leaves the window; now if it has left. */
    Instant leaves(long place, List<Permit> permits, Instant now) {
        return permits.stream()
                .filter(permit -> permit.covers(place))
                .map(permit -> permit.grantedAt().plus(demand.window()))
                .filter(now::isBefore)
                .findFirst()
                .orElse(now);
    }

    private long needed() {
        return last + ahead + demand.weight() - demand.limit();
    }

    /** Those ahead take what becomes free and keep it for another length: permits leave in rounds of the limit. */
    private long rounds() {
        long beyond = needed() - last;
        return beyond <= 0 ? 0 : (beyond + demand.limit() - 1) / demand.limit();
    }
}
