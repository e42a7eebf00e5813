package org.symposium.core.internal.content;

import java.util.function.IntPredicate;

/** Finds how many of something fit, asking about few numbers and small ones first. */
final class Largest {
    private Largest() {}

    /** The largest number from 1 to the limit that fits, if what is smaller fits as well; 0 if 1 does not. */
    static int upTo(int limit, IntPredicate fits) {
        int good = 0;
        int next = 1;
        while (next <= limit && fits.test(next)) {
            good = next;
            next = next > limit / 2 ? Math.max(limit, next + 1) : next * 2;
        }
        int bad = Math.min(next, limit + 1);
        while (bad - good > 1) {
            int middle = (good + bad) >>> 1;
            if (fits.test(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }
}
