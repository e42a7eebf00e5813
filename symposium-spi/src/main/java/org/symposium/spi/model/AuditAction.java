package org.symposium.spi.model;

import java.util.Locale;

/** Why credentials were opened, sealed or wiped. */
public enum AuditAction {
    /** They were given for the first time. */
    CREATE,
    /** A source ran. */
    EXECUTE,
    /** An output ran. */
    DELIVER,
    /** It was shown what an output would send. */
    PREVIEW,
    /** They were tried. */
    TEST,
    /** A service was asked for the choices of a field. */
    OPTIONS,
    /** An access token was renewed. */
    REFRESH,
    /** Others were given instead. */
    ROTATE,
    /** They were sealed anew with another key. */
    REWRAP,
    /** They were wiped. */
    REVOKE,
    /** They were wiped together with their integration. */
    DELETE;

    /** The word in JSON, such as {@code execute}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of a {@link #word()}. */
    public static AuditAction ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
