package org.symposium.jdbc;

import java.time.Instant;
import java.util.List;
import org.symposium.spi.RateLimiter.Demand;

/** When a window has room: arithmetic on what was taken in it and who waits. */
final class SlidingWindow {
    private SlidingWindow() {}

    /**
     * A permit that counts in the window.
     *
     * @param grantedAt when it was given; it leaves when exactly the window's length has passed
     * @param weight how many it counts for
     */
    record Permit(Instant grantedAt, long weight) {}

    /** How many must leave the window, or take their turn in it, before this demand has room; 0 or less: it has room now. */
    static long excess(Demand demand, long used, long ahead) {
        return used + ahead + demand.weight() - demand.limit();
    }

    /**
     * When that many have left.
     *
     * @param taken what is in the window, oldest first
     * @param used the sum of their weights
     * @param ahead how many those will take who asked before
     */
    static Instant free(Demand demand, List<Permit> taken, long used, long ahead, Instant now) {
        long excess = excess(demand, used, ahead);
        if (excess <= 0) {
            return now;
        }
        // Those ahead take what becomes free and keep it for another length: permits leave in rounds of the limit.
        long limit = demand.limit();
        long rounds = excess <= used ? 0 : (excess - used + limit - 1) / limit;
        Instant first = leaves(demand, taken, excess - rounds * limit, now);
        return first.plus(demand.window().multipliedBy(rounds));
    }

    /** When the permit at this place, counted from 1 and from the oldest, leaves. */
    private static Instant leaves(Demand demand, List<Permit> taken, long place, Instant now) {
        long counted = 0;
        for (Permit permit : taken) {
            counted += permit.weight();
            if (place > 0 && counted >= place) {
                return permit.grantedAt().plus(demand.window());
            }
        }
        return now;
    }
}
