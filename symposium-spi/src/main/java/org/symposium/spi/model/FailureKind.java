package org.symposium.spi.model;

import java.util.Locale;

/**
 * What kind of thing went wrong. The kind decides whether a call or a run is tried again, what is switched off, and what the user is advised.
 * Spec: <em>Error Handling</em>.
 */
public enum FailureKind {
    /** The credential is wrong, expired or revoked. Never tried again; the integration is switched off. */
    AUTHENTICATION,
    /** The credential is alive but may not do this: a scope, permission or plan is missing. Not tried again. */
    FORBIDDEN,
    /** Too many requests; the service, or our own limiter, wants us to wait for seconds or minutes. */
    RATE_LIMITED,
    /** As {@link #RATE_LIMITED}, but hours or days away: a plan's allowance is used up. */
    QUOTA,
    /** The service failed on its side (5xx and the like). Tried again with growing delay. */
    SERVER_ERROR,
    /** No answer, or only part of one: names, connections, time-outs, cut bodies. Tried again. */
    NETWORK,
    /** An answer that could not be read as what the service promises. Not tried again; for the developer to look at. */
    INVALID_RESPONSE,
    /** The service says that our request is wrong. Not tried again. */
    INVALID_REQUEST,
    /** What we want to read or deliver to does not exist any more. Not tried again. */
    TARGET_GONE,
    /** The user's or the host's configuration can't work. Not tried again. */
    MISCONFIGURED,
    /** A step of a delivery was sent and never answered, and it may not be sent again. Not tried again; its user decides. */
    IN_DOUBT,
    /** Stopped on purpose: by the user, a deadline of the run, or the engine's end. */
    CANCELLED,
    /** A fault in the engine or in a handler. */
    INTERNAL;

    /** Whether the same run may succeed later without anybody changing anything. */
    public boolean retryable() {
        return this == RATE_LIMITED || this == QUOTA || this == SERVER_ERROR || this == NETWORK;
    }

    /** The kind as it stands in JSON, such as {@code rate_limited}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a {@link #word()}. */
    public static FailureKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
