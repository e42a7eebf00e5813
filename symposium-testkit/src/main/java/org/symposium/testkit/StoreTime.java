package org.symposium.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The time that a store under test goes by. Where the clock is set by hand, time passes at once; where the store keeps its own, such as its database's,
 * it has to be waited for, so its durations are short.
 */
public final class StoreTime {
    /** Longer than any test takes. */
    public static final Duration LONG = Duration.ofHours(1);

    private final @Nullable MutableClock handSet;
    private final Duration brief;

    private StoreTime(@Nullable MutableClock handSet, Duration brief) {
        this.handSet = handSet;
        this.brief = brief;
    }

    /** Time passes when the clock is moved. */
    static StoreTime handSet(MutableClock clock) {
        return new StoreTime(clock, Duration.ofSeconds(30));
    }

    /** Time passes by itself. */
    static StoreTime real(Duration brief) {
        return new StoreTime(null, brief);
    }

    /** A duration that can be let pass. */
    public Duration brief() {
        return brief;
    }

    /** Whether time stands still unless it is let pass: then it can be told what is so just before a moment. */
    public boolean standsStill() {
        return handSet != null;
    }

    /** Now, as the store has it, give or take what the clocks of two machines differ. */
    public Instant now() {
        return handSet != null ? handSet.instant() : Clock.systemUTC().instant();
    }

    /** A count of nanoseconds; only differences mean something. */
    public long nanos() {
        if (handSet == null) {
            return System.nanoTime();
        }
        Instant now = handSet.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Returns when at least this much time has passed. */
    public void letPass(Duration duration) {
        if (handSet != null) {
            handSet.advance(duration);
            return;
        }
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
