package org.symposium.core.internal.http;

/** A request that got no answer we can take. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;

    private final Exception why;
    private final boolean sent;

    /**
     * An exchange that failed.
     *
     * @param sent whether a byte of the request may have left
     */
    Unanswered(Exception cause, boolean sent) {
        super(cause);
        this.why = cause;
        this.sent = sent;
    }

    Exception why() {
        return why;
    }

    boolean mayHaveBeenSent() {
        return sent;
    }
}
