package org.symposium.core.internal.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/**
 * How often a run that failed is tried again, and after how long.
 *
 * @param delays one before each further attempt
 */
public record RetryPolicy(List<Duration> delays) {
    /** Runs that failed at one moment should not come back at one moment: up to a fifth is added. */
    private static final double JITTER = 0.2;

    /** Copies the list. */
    public RetryPolicy {
        delays = List.copyOf(delays);
    }

    /**
     * Each delay is twice the one before.
     *
     * @param maxAttempts the first one included; 1 for no retry
     * @param longest no delay is longer
     */
    public static RetryPolicy growing(int maxAttempts, Duration first, Duration longest) {
        var delays = new ArrayList<Duration>();
        Duration delay = shorter(first, longest);
        for (int attempt = 2; attempt <= maxAttempts; attempt++) {
            delays.add(delay);
            delay = shorter(delay.multipliedBy(2), longest);
        }
        return new RetryPolicy(delays);
    }

    /** The type's own {@code retry_policy}; what it leaves open, and types without one, are as this policy. */
    public RetryPolicy of(IntegrationType type) {
        return type.retryPolicy().map(this::of).orElse(this);
    }

    private RetryPolicy of(Values policy) {
        int attempts = (int) policy.whole("max_attempts", policy.has("delays") ? Integer.MAX_VALUE : delays.size() + 1);
        if (policy.has("delays")) {
            return new RetryPolicy(policy.texts("delays").stream()
                    .map(Duration::parse)
                    .limit(attempts - 1L)
                    .toList());
        }
        return growing(
                attempts,
                duration(policy, "first_delay", delays.isEmpty() ? Duration.ofMinutes(1) : delays.get(0)),
                duration(policy, "max_delay", delays.isEmpty() ? Duration.ofHours(1) : longest()));
    }

    /** How long to wait after so many failed attempts, with some jitter added; empty when that was the last one. */
    public Optional<Duration> delayAfter(int failures) {
        return failures > delays.size() ? Optional.empty() : Optional.of(jittered(delays.get(failures - 1)));
    }

    /** As {@link #delayAfter}, but never the end: the last delay comes again and again. At least a minute. */
    public Duration pauseAfter(int failures) {
        Duration pause = delays.isEmpty() ? Duration.ZERO : delays.get(Math.min(failures, delays.size()) - 1);
        return jittered(pause.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : pause);
    }

    private Duration longest() {
        return delays.get(delays.size() - 1);
    }

    private static Duration duration(Values policy, String name, Duration otherwise) {
        return policy.optionalText(name).map(Duration::parse).orElse(otherwise);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration jittered(Duration delay) {
        long most = (long) (delay.toMillis() * JITTER);
        return delay.plusMillis(ThreadLocalRandom.current().nextLong(most + 1));
    }
}
