package org.symposium.spi.model;

import java.util.Locale;

/** On whose behalf credentials were touched. */
public enum AuditActor {
    /** The user whom they belong to. */
    OWNER,
    /** The operator of the engine. */
    OPERATOR,
    /** The engine by itself: a schedule, a health check, a refresh. */
    ENGINE;

    /** The word in JSON, such as {@code owner}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The actor of a {@link #word()}. */
    public static AuditActor ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
