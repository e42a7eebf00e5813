package org.symposium.spi.model;

import java.util.Locale;

/** What becomes of a step that was sent and never answered, if its handler can't find out whether it was done. */
public enum InDoubt {
    /** It is sent again: the target removes duplicates, or twice is as good as once. */
    RESEND,
    /** The delivery ends, and its user decides: {@code deliveries().resend} or {@code markDone}. */
    HOLD;

    /** The word in JSON, such as {@code hold}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy of a {@link #word()}. */
    public static InDoubt ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
