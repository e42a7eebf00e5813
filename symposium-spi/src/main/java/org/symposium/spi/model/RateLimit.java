package org.symposium.spi.model;

import java.time.Duration;

/**
 * One window of a type's limits: never more than {@code permits} requests in any stretch of {@code per}.
 *
 * @param permits requests
 * @param per length of the sliding window
 * @param scope whom it counts together: {@code integration} (each instance by itself), {@code type} (all instances on all nodes), {@code global}
 *     (all types that name the same key)
 * @param key name of the window, for calls that name it ({@code call.limit(key, value)}: one count per value); empty for every call
 */
public record RateLimit(long permits, Duration per, String scope, String key) {

    static RateLimit of(Values rule) {
        return new RateLimit(
                rule.whole("permits"),
                Duration.parse(rule.text("per")),
                rule.text("scope", "integration"),
                rule.text("key", ""));
    }
}
