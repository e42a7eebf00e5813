package org.symposium.spi.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How full one window of an integration's limits is at one moment.
 *
 * @param rule the window, as its type declares it
 * @param used requests in it, of all that it counts together on all nodes
 * @param easesAt when it is less than nearly full (80 %), if no further request is made; empty if it is now
 * @param heldUntil until when the service itself lets nothing more through, as far as it has said so: by {@code Retry-After}, by having nothing left, or by the
 *     type's penalty
 */
public record LimitUse(RateLimit rule, long used, Optional<Instant> easesAt, Optional<Instant> heldUntil) {
    /** What that means for the next request. */
    public enum State {
        /** It is sent at once. */
        OPEN,
        /** The window is nearly full: it is sent with some distance to the one before. */
        APPROACHING,
        /** The window is full: it waits, or its run is put back. */
        REACHED,
        /** The service wants no more for a while: it waits, or its run is put back. */
        HELD
    }

    /** What that means for the next request. */
    public State state() {
        if (heldUntil.isPresent()) {
            return State.HELD;
        }
        if (used >= rule.permits()) {
            return State.REACHED;
        }
        return easesAt.isPresent() ? State.APPROACHING : State.OPEN;
    }

    /** As JSON, such as {@code {"window": "PT1M", "scope": "integration", "limit": 60, "used": 48, "state": "approaching", "eases_at": "…"}}. */
    public Values toValues() {
        return Values.of("window", rule.per().toString())
                .with("scope", rule.scope())
                .with("limit", rule.permits())
                .with("used", used)
                .with("state", state().name().toLowerCase(Locale.ROOT))
                .withOptional("eases_at", easesAt)
                .withOptional("held_until", heldUntil);
    }
}
