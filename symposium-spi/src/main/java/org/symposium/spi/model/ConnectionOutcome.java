package org.symposium.spi.model;

import java.util.Locale;

/** How a test of a connection ended. */
public enum ConnectionOutcome {
    /** The service took the credentials. */
    VALID,
    /** It did not work; the failure says why. Only a kind that is not {@linkplain FailureKind#retryable retryable} speaks against the credentials themselves. */
    INVALID,
    /** There is no way to try them, or none without cost or a post that nobody asked for. Nothing speaks against them. */
    UNPROVABLE;

    /** The word in JSON, such as {@code valid}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of a {@link #word()}. */
    public static ConnectionOutcome ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
