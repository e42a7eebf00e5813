package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.symposium.core.internal.cache.BoundedCache;

/**
 * How long a service is left alone that refuses and does not say for how long. Its type names a fixed time; a service that refuses again when that is over is
 * asked less and less often, and with each answer more often again. In memory, for this engine only. Thread-safe.
 */
final class Penalties {
    private static final int MOST_KEYS = 10_000;
    private static final int MOST_STEPS = 4;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration MEMORY = Duration.ofDays(1);

    private final LongSupplier nanoTime;
    private final BoundedCache<String, Penalty> penalties = new BoundedCache<>(MOST_KEYS, (key, penalty) -> 1, MEMORY);

    Penalties(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * The service refused a request of this key.
     *
     * @param fixed the type's; the first penalty, and each one after it is twice as long, up to 16 times the first and not above an hour
     */
    Duration refused(String key, Duration fixed) {
        return penalties.get(key, unknown -> new Penalty()).refused(nanoTime.getAsLong(), fixed);
    }

    /** The service did what a request of this key asked for. */
    void answered(String key) {
        penalties.find(key).ifPresent(penalty -> penalty.answered(nanoTime.getAsLong()));
    }

    /** Of one key. */
    private static final class Penalty {
        private int steps = -1;
        private long endsAt;

        /** What was on its way when the first refusal came is refused as well, and does not make it worse. */
        synchronized Duration refused(long now, Duration fixed) {
            if (steps < 0 || now >= endsAt) {
                steps = Math.min(steps + 1, MOST_STEPS);
                endsAt = now + grown(fixed).toNanos();
            }
            return Duration.ofNanos(Math.max(0, endsAt - now));
        }

        /** What was on its way may still be answered while the penalty lasts; that says nothing. */
        synchronized void answered(long now) {
            if (steps >= 0 && now >= endsAt) {
                steps--;
            }
        }

        private Duration grown(Duration fixed) {
            long most = Math.max(fixed.toNanos(), LONGEST.toNanos());
            return Duration.ofNanos(Math.min(fixed.toNanos() << steps, most));
        }
    }
}
