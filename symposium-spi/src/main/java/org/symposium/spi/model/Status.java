package org.symposium.spi.model;

import java.util.Locale;

/** Where a run stands, in the execution log and in every result. */
public enum Status {
    /** Waiting in the run queue. */
    QUEUED,
    /** Being worked on. */
    RUNNING,
    /** Put back for a later moment, since a rate limit leaves no room now; the same attempt goes on then. */
    DELAYED,
    /** All of it worked. */
    SUCCESS,
    /** A query with some sources failed, and a card of the rest. */
    PARTIAL,
    /** The service has nothing new; no card was made. */
    UNCHANGED,
    /** Nothing to do: no card was chosen. */
    SKIPPED,
    /** It did not work; the log says why, and whether it is tried again by itself. */
    FAILURE,
    /** The process died during the run. */
    INTERRUPTED,
    /** Stopped on purpose. */
    CANCELLED;

    /** Whether nothing more comes of a run that stands so, unless a next try is queued. */
    public boolean isOver() {
        return switch (this) {
            case QUEUED, RUNNING, DELAYED, INTERRUPTED -> false;
            case SUCCESS, PARTIAL, UNCHANGED, SKIPPED, FAILURE, CANCELLED -> true;
        };
    }

    /** The status as it stands in JSON, such as {@code success}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a {@link #word()}. */
    public static Status ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
