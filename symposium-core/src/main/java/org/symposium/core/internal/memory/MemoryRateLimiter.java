package org.symposium.core.internal.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.symposium.spi.RateLimiter;

/**
 * Exact sliding windows. Who is refused keeps a place in line in each window that refused, and whoever came later leaves enough for those ahead. Places are by
 * one count over all windows, so that two waiters can't each be ahead of the other. A place is lost when its waiter does not ask again in time.
 */
public final class MemoryRateLimiter implements RateLimiter {
    private static final int CALLS_BETWEEN_SWEEPS = 1_024;

    private final LongSupplier nanos;
    private final Map<WindowKey, SlidingWindow> windows = new HashMap<>();
    private final Map<String, Long> closedUntil = new HashMap<>();
    private final Waiters waiters = new Waiters();
    private long now;
    private int callsSinceSweep;

    /** No permits taken yet. */
    public MemoryRateLimiter(LongSupplier nanos) {
        this.nanos = nanos;
        this.now = nanos.getAsLong();
    }

    @Override
    public synchronized Duration acquire(List<Demand> all, String waiter) {
        tick();
        long ticket = waiters.ticket(waiter);
        var demanded = new LinkedHashMap<SlidingWindow, Long>();
        var refusing = new LinkedHashMap<SlidingWindow, Long>();
        long wait = 0;
        for (Demand demand : all) {
            SlidingWindow window = window(demand);
            demanded.merge(window, demand.weight(), Math::max);
            long here = Math.max(window.wait(demand.limit(), demand.weight(), ticket, now), closedFor(demand.key()));
            if (here > 0) {
                refusing.merge(window, demand.weight(), Math::max);
            }
            wait = Math.max(wait, here);
        }
        if (wait == 0) {
            waiters.served(waiter);
            demanded.forEach((window, weight) -> window.take(weight, now));
        } else {
            waiters.wait(waiter, refusing, now + wait);
        }
        return Duration.ofNanos(wait);
    }

    @Override
    public synchronized void close(String key, Duration penalty) {
        tick();
        closedUntil.merge(key, now + Elapsed.nanos(penalty), (one, other) -> one - other > 0 ? one : other);
    }

    /** Windows and closed keys that are kept now. */
    synchronized int size() {
        return windows.size() + closedUntil.size();
    }

    private SlidingWindow window(Demand demand) {
        long length = Elapsed.nanos(demand.window());
        SlidingWindow window =
                windows.computeIfAbsent(new WindowKey(demand.key(), length), key -> new SlidingWindow(length));
        window.forgetUntil(now);
        return window;
    }

    private long closedFor(String key) {
        Long until = closedUntil.get(key);
        return until == null ? 0 : Math.max(0, until - now);
    }

    /** A clock that was set back must not bring permits back in disorder: until it has caught up, time stands still here. */
    private void tick() {
        long read = nanos.getAsLong();
        now = read - now > 0 ? read : now;
        waiters.forgetUntil(now);
        callsSinceSweep++;
        if (callsSinceSweep > Math.max(CALLS_BETWEEN_SWEEPS, windows.size())) {
            callsSinceSweep = 0;
            sweep();
        }
    }

    private void sweep() {
        windows.values().removeIf(window -> {
            window.forgetUntil(now);
            return window.isIdle();
        });
        closedUntil.values().removeIf(until -> until - now <= 0);
    }

    private record WindowKey(String key, long length) {}
}
