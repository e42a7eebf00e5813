package org.symposium.spi.model;

/** What becomes of a call for a source or an output that is running at that moment. */
public enum WhenRunning {
    /** The call is refused with a {@link ConflictException}. */
    REFUSE,
    /** The call waits for the run that goes on, here or on another node, and gives its result. */
    JOIN
}
