package org.symposium.jdbc;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a clock was set, forward or back: between two looks at it other time went by than by {@link System#nanoTime}. A clock that merely drifts is believed,
 * since it is compared with the look before. Thread-safe.
 */
final class ClockJumps {
    /** More than a clock drifts between two looks, and less than would take a lease from a holder that renews it in time. */
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    /** Whoever holds a lease has renewed it by then, or has lost it. */
    private static final Duration AFTERMATH = Duration.ofSeconds(30);

    private @Nullable Look last;
    private @Nullable Long jumpedAt;

    /**
     * Looks at the clock.
     *
     * @param shown what it shows
     * @param asked nanoseconds when it was asked
     * @param answered nanoseconds now
     * @return false from a jump on until leases of the living are renewed
     */
    synchronized boolean isSteady(Instant shown, long asked, long answered) {
        var look = new Look(shown, asked, answered);
        if (last != null && look.differs(last).compareTo(TOLERATED) > 0) {
            jumpedAt = answered;
        }
        last = look;
        return jumpedAt == null || answered - jumpedAt > AFTERMATH.toNanos();
    }

    /** What the clock showed at some moment between two. */
    private record Look(Instant shown, long asked, long answered) {
        /** By how much at least the clock has gone on too far, or too little, since an earlier look. */
        Duration differs(Look before) {
            long byClock = Duration.between(before.shown, shown).toNanos();
            long least = asked - before.answered;
            long most = answered - before.asked;
            return Duration.ofNanos(Math.max(0, Math.max(byClock - most, least - byClock)));
        }
    }
}
