package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.symposium.core.internal.runs.Cancellation;

/** The wall-clock end of one call, redirects included; earlier if its run ends earlier. Waiting in line for a permit puts it off. */
final class TimeLimit {
    private final Duration total;
    private final Cancellation cancellation;
    private final LongSupplier nanoTime;
    private volatile long endsAt;

    private TimeLimit(Duration total, Cancellation cancellation, LongSupplier nanoTime) {
        this.total = total;
        this.cancellation = cancellation;
        this.nanoTime = nanoTime;
        this.endsAt = endsAt(total);
    }

    static TimeLimit of(Duration total, Cancellation cancellation) {
        return of(total, cancellation, System::nanoTime);
    }

    static TimeLimit of(Duration total, Cancellation cancellation, LongSupplier nanoTime) {
        return new TimeLimit(total, cancellation, nanoTime);
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
        endsAt = endsAt(left);
    }

    /** Time left, not below zero. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, endsAt - nanoTime.getAsLong()));
    }

    /** Time left or this, whichever is shorter, at least one millisecond: zero would mean endless to a socket. */
    int millis(Duration most) {
        long time = Math.min(remaining().toMillis(), most.toMillis());
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, time));
    }

    boolean isOver() {
        return endsAt - nanoTime.getAsLong() <= 0 || cancellation.isCancelled();
    }

    private long endsAt(Duration most) {
        long runs = cancellation.remaining().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        return nanoTime.getAsLong() + Math.min(runs, most.toNanos());
    }
}
