package org.symposium.core.internal.memory;

import java.time.Duration;
import java.util.Arrays;
import org.symposium.spi.RateLimiter.Demand;
import org.symposium.spi.RateLimiter.Usage;

/** What is kept of one key: its windows, and what the service said. All of it is guarded by this object's lock, except for {@link #order}. */
final class KeyLimit {
    private final long order;
    private SlidingWindow[] windows = {};
    private long seenAt;
    private long closedUntil;
    private long left;
    private long leftUntil;
    private boolean gone;

    /** Empty; keys are locked in their order. */
    KeyLimit(long order) {
        this.order = order;
    }

    long order() {
        return order;
    }

    /** Whether it was dropped meanwhile; then another stands in its place. */
    boolean isGone() {
        return gone;
    }

    /** This moment, or an earlier asker's: a clock that was set back must not bring permits in disorder. Until it has caught up, time stands still here. */
    long since(long moment) {
        return Math.max(moment, seenAt);
    }

    /** The window of this length, with what has left it forgotten. */
    SlidingWindow window(long length, long now) {
        seenAt = now;
        for (SlidingWindow window : windows) {
            if (window.length() == length) {
                window.forgetUntil(now);
                return window;
            }
        }
        var window = new SlidingWindow(length);
        window.forgetUntil(now);
        windows = Arrays.copyOf(windows, windows.length + 1);
        windows[windows.length - 1] = window;
        return window;
    }

    /** How long the service's own word keeps this many permits back. */
    long held(long weight, long ahead, long now) {
        long held = Math.max(0, closedUntil - now);
        return leftUntil > now && left < weight + ahead ? Math.max(held, leftUntil - now) : held;
    }

    /** Counts a permit against what the service has left. */
    void spend(long weight) {
        left -= weight;
    }

    /** Takes a permit that is so plainly free that nothing has to be weighed or told. */
    boolean takeAtOnce(Demand demand, long now) {
        SlidingWindow window = window(Elapsed.nanos(demand.window()), now);
        boolean isFree = window.isOpen(demand.nearlyFull() - 1, demand.weight()) && held(demand.weight(), 0, now) == 0;
        if (isFree) {
            window.take(demand.limit(), demand.weight(), now);
            spend(demand.weight());
        }
        return isFree;
    }

    void close(long now, long penalty) {
        seenAt = now;
        closedUntil = Math.max(closedUntil, now + penalty);
    }

    void lower(long now, long remaining, long time) {
        seenAt = now;
        left = remaining;
        leftUntil = now + time;
    }

    /** How full a window is, and how long until it is less than nearly full or until the service lets anything through. */
    Usage usage(Demand demand, long now) {
        long length = Elapsed.nanos(demand.window());
        for (SlidingWindow window : windows) {
            if (window.length() == length) {
                window.forgetUntil(now);
                long eases = Math.max(held(1, 0, now), window.fallsTo(demand.nearlyFull() - 1, now));
                return new Usage(demand, window.used(), Duration.ofNanos(eases));
            }
        }
        return new Usage(demand, 0, Duration.ofNanos(held(1, 0, now)));
    }

    /** Drops it if nothing of it counts any more. */
    boolean dropIfIdle(long moment) {
        long now = since(moment);
        gone = closedUntil <= now
                && leftUntil <= now
                && Arrays.stream(windows).allMatch(window -> {
                    window.forgetUntil(now);
                    return window.line(now) == null && window.isIdle();
                });
        return gone;
    }
}
