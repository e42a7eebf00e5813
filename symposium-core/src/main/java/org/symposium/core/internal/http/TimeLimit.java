package org.symposium.core.internal.http;

import java.time.Duration;
import org.symposium.core.internal.runs.Cancellation;

/** The wall-clock end of one call, waits and redirects included; earlier if its run ends earlier. */
record TimeLimit(Duration total, long endsAt, Cancellation cancellation) {

    static TimeLimit of(Duration total, Cancellation cancellation) {
        Duration time = cancellation
                .remaining()
                .filter(left -> left.compareTo(total) < 0)
                .orElse(total);
        return new TimeLimit(total, System.nanoTime() + time.toNanos(), cancellation);
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
}
