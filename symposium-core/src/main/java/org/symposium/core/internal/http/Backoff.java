package org.symposium.core.internal.http;

import java.time.Duration;

/**
 * How long to wait between attempts: exponential with full jitter, so that many who failed at one moment do not come back at one moment.
 *
 * @param first longest wait after the first attempt; doubled after each further one
 * @param most longest wait of all
 * @param attempts most attempts at one call, the first included
 */
public record Backoff(Duration first, Duration most, int attempts) {
    static Backoff standard() {
        return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), 3);
    }

    /**
     * The wait after an attempt that failed.
     *
     * @param made attempts so far, at least one
     * @param chance at random from 0 to below 1
     */
    Duration after(int made, double chance) {
        long longest = first.toNanos();
        for (int doubled = 1; doubled < made && longest < most.toNanos(); doubled++) {
            longest *= 2;
        }
        return Duration.ofNanos((long) (Math.min(longest, most.toNanos()) * chance));
    }
}
