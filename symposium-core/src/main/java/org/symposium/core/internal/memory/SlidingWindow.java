package org.symposium.core.internal.memory;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the permits of one window were taken, oldest first, and who waits for the next ones. A ring that grows with what is in it, up to the limit: 4 bytes for each
 * permit, since moments are kept as ticks of a microsecond, for windows above 1,000 s of a millisecond, above 11 days of a second. A moment is rounded up and now
 * is rounded down, so a permit never leaves too early. Moments given and taken are nanoseconds. Guarded by its key's lock.
 */
final class SlidingWindow {
    private static final int FIRST_SIZE = 4;
    private static final int MOST_TICKS = 1 << 30;
    private static final long[] TICKS = {
        TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(1)
    };

    private final long length;
    private final long tick;
    private final int ticks;
    private int[] taken = new int[FIRST_SIZE];
    private int oldest;
    private int count;
    private long lookedAt;
    private @Nullable Line line;

    /** Of this many nanoseconds. */
    SlidingWindow(long length) {
        this.length = length;
        this.tick = tick(length);
        this.ticks = (int) Math.min(MOST_TICKS, ceil(length));
    }

    long length() {
        return length;
    }

    long used() {
        return count;
    }

    /** Lets go of what has left the window. A moment leaves when exactly the window's length has passed. */
    void forgetUntil(long now) {
        long nowTick = floor(now);
        if (nowTick - lookedAt > ticks) { // what was rounded up may be a tick later than it was looked at
            count = 0; // all has left, and differences of ticks might not fit any more
        }
        lookedAt = nowTick;
        while (count > 0 && (int) nowTick - taken[oldest] >= ticks) {
            oldest = next(oldest);
            count--;
        }
    }

    boolean isIdle() {
        return count == 0 && line == null;
    }

    /** Whether this many permits are free and nobody waits for them. */
    boolean isOpen(long limit, long weight) {
        return line == null && count + weight <= limit;
    }

    /** How long until this many permits are free, when those ahead have taken theirs; 0 for now. */
    long wait(long limit, long weight, long ahead, long now) {
        long mustLeave = count + ahead + weight - limit;
        if (mustLeave <= 0) {
            return 0;
        }
        // Those ahead take what becomes free and keep it for another length: the permits leave in rounds of the limit.
        long rounds = mustLeave <= count ? 0 : (mustLeave - count + limit - 1) / limit;
        long position = mustLeave - rounds * limit;
        return (position <= 0 ? 0 : leavesAfter(position, now)) + rounds * length;
    }

    /** How long until so few are left in the window. */
    long fallsTo(long left, long now) {
        return count <= left ? 0 : leavesAfter(count - left, now);
    }

    void take(long limit, long weight, long now) {
        int moment = (int) ceil(now);
        for (long permit = 0; permit < weight; permit++) {
            if (count == taken.length) {
                grow(limit);
            }
            int free = oldest + count;
            taken[free < taken.length ? free : free - taken.length] = moment;
            count++;
        }
    }

    /** Who waits, those forgotten who did not ask again in time; null if nobody does. */
    @Nullable
    Line line(long now) {
        if (line != null) {
            line.forgetUntil(now);
            if (line.isEmpty()) {
                line = null;
            }
        }
        return line;
    }

    Line lineForMore() {
        if (line == null) {
            line = new Line();
        }
        return line;
    }

    private long leavesAfter(long position, long now) {
        int back = oldest + (int) position - 1;
        int moment = taken[back < taken.length ? back : back - taken.length];
        long nowTick = floor(now);
        long leaves = nowTick + (moment - (int) nowTick) + ticks;
        return leaves * tick - now;
    }

    private int next(int position) {
        return position + 1 == taken.length ? 0 : position + 1;
    }

    private void grow(long limit) {
        long roomy = Math.max(count + 1L, Math.min(limit, taken.length * 2L));
        int[] larger = Arrays.copyOfRange(taken, oldest, oldest + (int) roomy);
        System.arraycopy(taken, 0, larger, taken.length - oldest, oldest);
        taken = larger;
        oldest = 0;
    }

    private long floor(long nanos) {
        return tick == 1_000 ? nanos / 1_000 : nanos / tick; // by a constant it is a multiplication
    }

    private long ceil(long nanos) {
        return floor(nanos + tick - 1);
    }

    private static long tick(long length) {
        for (long tick : TICKS) {
            if (length / tick < MOST_TICKS) {
                return tick;
            }
        }
        return TICKS[TICKS.length - 1];
    }
}
