package org.symposium.core.internal.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Durations as nanoseconds of a count that only goes on; the count may overflow, so only differences mean something. */
public final class Elapsed {
    /** Longer than any process lives, and far from overflow when added to a count. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private Elapsed() {}

    /** Nanoseconds by this clock. */
    public static LongSupplier nanosBy(Clock clock) {
        return () -> {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        };
    }

    static long nanos(Duration duration) {
        try {
            return Math.min(duration.toNanos(), LONGEST);
        } catch (ArithmeticException e) {
            return LONGEST;
        }
    }
}
