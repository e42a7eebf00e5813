package org.symposium.core.internal.memory;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the permits of one window were taken, oldest first, and who waits for the next ones. A ring that grows with what is in it, up to the limit. Moments are
 * counts of nanoseconds. Not thread-safe.
 */
final class SlidingWindow {
    private static final int FIRST_SIZE = 4;

    private final long length;
    private long[] taken = new long[FIRST_SIZE];
    private int oldest;
    private int count;
    private @Nullable TreeMap<Long, Long> weightByTicket;

    SlidingWindow(long length) {
        this.length = length;
    }

    /** Lets go of what has left the window. A moment leaves when exactly the window's length has passed. */
    void forgetUntil(long now) {
        while (count > 0 && now - taken[oldest] >= length) {
            oldest = (oldest + 1) % taken.length;
            count--;
        }
    }

    boolean isIdle() {
        return count == 0 && (weightByTicket == null || weightByTicket.isEmpty());
    }

    /** How long until this many permits are free for the holder of the ticket, when all with earlier tickets have taken theirs; 0 for now. */
    long wait(long limit, long weight, long ticket, long now) {
        long mustLeave = count + ahead(ticket) + weight - limit;
        if (mustLeave <= 0) {
            return 0;
        }
        // Those ahead take what becomes free and keep it for another length: the permits leave in rounds of the limit.
        long rounds = mustLeave <= count ? 0 : (mustLeave - count + limit - 1) / limit;
        long position = mustLeave - rounds * limit;
        long first = position <= 0 ? now : at(position - 1) + length;
        return first - now + rounds * length;
    }

    void take(long weight, long now) {
        for (long permit = 0; permit < weight; permit++) {
            if (count == taken.length) {
                grow();
            }
            taken[(oldest + count) % taken.length] = now;
            count++;
        }
    }

    void line(long ticket, long weight) {
        if (weightByTicket == null) {
            weightByTicket = new TreeMap<>();
        }
        weightByTicket.put(ticket, weight);
    }

    void leave(long ticket) {
        if (weightByTicket != null) {
            weightByTicket.remove(ticket);
            if (weightByTicket.isEmpty()) {
                weightByTicket = null;
            }
        }
    }

    private long ahead(long ticket) {
        if (weightByTicket == null) {
            return 0;
        }
        long ahead = 0;
        for (long weight : weightByTicket.headMap(ticket).values()) {
            ahead += weight;
        }
        return ahead;
    }

    private long at(long position) {
        return taken[(int) ((oldest + position) % taken.length)];
    }

    private void grow() {
        long[] larger = new long[taken.length * 2];
        for (int position = 0; position < count; position++) {
            larger[position] = at(position);
        }
        taken = larger;
        oldest = 0;
    }
}
