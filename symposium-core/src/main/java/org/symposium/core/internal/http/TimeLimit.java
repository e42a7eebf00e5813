package org.symposium.core.internal.http;

import java.time.Duration;
import org.symposium.core.internal.runs.Cancellation;

/** The wall-clock end of one call, redirects included; earlier if its run ends earlier. Waiting in line for a permit puts it off. */
final class TimeLimit {
    private final Duration total;
    private final Cancellation cancellation;
    private volatile long endsAt;

    private TimeLimit(Duration total, long endsAt, Cancellation cancellation) {
        this.total = total;
        this.endsAt = endsAt;
        this.cancellation = cancellation;
    }

    static TimeLimit of(Duration total, Cancellation cancellation) {
        return new TimeLimit(total, endsAt(total, cancellation), cancellation);
    }

    Duration total() {
        return total;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** Waits without that being counted, as {@link Cancellation#pause}. */
    void pauseUncounted(Duration time) {
        Duration left = remaining();
        cancellation.pause(time);
        endsAt = endsAt(left, cancellation);
    }

    /** Time left, not below zero. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, endsAt - System.nanoTime()));
    }

    /** Time left or this, whichever is shorter, at least one millisecond: zero would mean endless to a socket. */
    int millis(Duration most) {
        Duration time = remaining().compareTo(most) < 0 ? remaining() : most;
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, time.toMillis()));
    }

    boolean isOver() {
        return endsAt - System.nanoTime() <= 0 || cancellation.isCancelled();
    }

    private static long endsAt(Duration total, Cancellation cancellation) {
        Duration time = cancellation
                .remaining()
                .filter(left -> left.compareTo(total) < 0)
                .orElse(total);
        return System.nanoTime() + time.toNanos();
    }
}
