package org.symposium.core.internal.http;

import java.time.Duration;
import org.symposium.spi.RateLimiter.Demand;

/**
 * Whether a window is nearly full or full, as far as somebody was told, and when the next request should be sent. It counts as neither again when for a window's
 * length, and at least a minute, no request found it so: a window that hovers around a border is told of once. Thread-safe.
 */
final class LimitState {
    private static final long LEAST_MEMORY = Duration.ofMinutes(1).toNanos();

    private final long memory;
    private final long parts;
    private Level level = Level.NONE;
    private long seenAt;
    private long nextAt;
    private long gap;

    private enum Level {
        NONE,
        APPROACHING,
        REACHED
    }

    LimitState(Demand window) {
        this.memory = Math.max(LEAST_MEMORY, window.window().toNanos());
        this.parts = window.limit() - window.nearlyFull() + 1;
    }

    /**
     * A permit was taken that left the window nearly full. What is left in it, and what leaves it until it is less than nearly full, come to the same number
     * whatever is in the window: spread over that time they use up the limit to the last permit, and not at once.
     *
     * @param eases how long until it is less than nearly full
     * @return whether that is news
     */
    synchronized boolean approached(long now, long eases) {
        long ahead = gap == 0 ? 0 : nextAt - now;
        gap = eases / parts;
        nextAt = now + Math.max(ahead, gap);
        return changed(now, Level.APPROACHING);
    }

    /** A request was refused; gives whether that is news. */
    synchronized boolean reached(long now) {
        return changed(now, Level.REACHED);
    }

    /** How long the next request should wait, at most so long; those that come at once are sent one after the other. */
    synchronized long pace(long now, long most) {
        if (gap == 0) {
            return 0;
        }
        long wait = Math.min(most, Math.max(0, nextAt - now));
        if (nextAt - now > -gap) {
            nextAt = now + wait + gap;
        }
        return wait;
    }

    private boolean changed(long now, Level to) {
        Level before = level != Level.NONE && now - seenAt > memory ? Level.NONE : level;
        boolean isNews = before.compareTo(to) < 0;
        seenAt = now;
        level = isNews ? to : before;
        return isNews;
    }
}
