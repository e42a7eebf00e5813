package org.symposium.spi.model;

import java.time.Duration;
import java.util.Optional;

/**
 * One window of a type's limits: never more than {@code permits} requests in any stretch of {@code per}. Each request counts by itself, also a page, a redirect and
 * another attempt. As services have them:
 *
 * <pre>{@code
 * "capabilities": {"rate_limit_per_minute": 60},                                        GitHub: 60 a minute for each instance
 * "rate_limits": [
 *   {"permits": 30, "per": "PT1M", "key": "search"},                                    GitHub: searches besides; call.limit("search", "")
 *   {"permits": 3, "per": "PT1S"},                                                      Notion: 3 a second for each instance
 *   {"permits": 1, "per": "PT1S", "key": "channel"},                                    Slack: 1 a second for each channel; call.limit("channel", id)
 *   {"permits": 5, "per": "PT2S", "scope": "type", "key": "webhook"},                   Discord: whoever uses the webhook
 *   {"permits": 5, "per": "PT1S", "scope": "type", "key": "base", "penalty": "PT30S"}   Airtable: 30 s of silence after too many
 * ]
 * }</pre>
 *
 * <p>What the service itself says corrects them, without the handler doing anything: {@code Retry-After} on 429 and 503, and on any answer what it has left, by the
 * headers that {@link IntegrationType#rateLimitHeaders} describes. It is taken for the windows that the call names, else for the general ones; of those, for the
 * ones that concern the fewest.
 *
 * @param permits requests
 * @param per length of the sliding window
 * @param scope whom it counts together: {@code integration} (each instance by itself), {@code type} (all instances on all nodes), {@code global}
 *     (all types that name the same key)
 * @param key name of the window, for calls that name it ({@code call.limit(key, value)}: one count per value); empty for every call
 * @param penalty how long nothing more is asked after the service said it was too much, if it does not say itself for how long
 */
public record RateLimit(long permits, Duration per, String scope, String key, Optional<Duration> penalty) {

    /** A window without a penalty. */
    public RateLimit(long permits, Duration per, String scope, String key) {
        this(permits, per, scope, key, Optional.empty());
    }

    static RateLimit of(Values rule) {
        return new RateLimit(
                rule.whole("permits"),
                Duration.parse(rule.text("per")),
                rule.text("scope", "integration"),
                rule.text("key", ""),
                rule.has("penalty") ? Optional.of(Duration.parse(rule.text("penalty"))) : Optional.empty());
    }
}
