package org.symposium.core.internal.runs;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids: UUID version 7 (RFC 9562), ordered by time, and within a millisecond by a counter in {@code rand_a}; ids of one process only grow, also when its
 * clock jumps back. They are no secrets.
 */
public final class Ids {
    private static final int COUNTER_BITS = 12;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    /** Ids with this clock's time in them. */
    public Ids(Clock clock) {
        this.clock = clock;
    }

    /** The next id. */
    public String next() {
        long now = clock.millis() << COUNTER_BITS;
        long stamp = last.updateAndGet(before -> Math.max(before + 1, now));
        long high = (stamp >>> COUNTER_BITS) << 16 | 0x7000L | (stamp & 0xfff);
        long low = ThreadLocalRandom.current().nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
