package org.symposium.core.internal.stores;

import java.time.Duration;
import java.util.List;
import org.symposium.spi.RateLimiter;

/** A limiter that is asked again. Where its answer was lost, a permit is taken that nobody uses. */
record SteadfastLimiter(RateLimiter limiter) implements RateLimiter {
    @Override
    public Answer acquire(List<Demand> all, Waiter waiter) {
        return Insistence.on(() -> limiter.acquire(all, waiter));
    }

    @Override
    public void close(String key, Duration penalty) {
        Insistence.on(() -> {
            limiter.close(key, penalty);
            return key;
        });
    }

    @Override
    public void lower(String key, long remaining, Duration time) {
        Insistence.on(() -> {
            limiter.lower(key, remaining, time);
            return key;
        });
    }

    @Override
    public List<Usage> usage(List<Demand> windows) {
        return Insistence.on(() -> limiter.usage(windows));
    }

    @Override
    public Duration waitFor(List<Demand> all) {
        return Insistence.on(() -> limiter.waitFor(all));
    }
}
