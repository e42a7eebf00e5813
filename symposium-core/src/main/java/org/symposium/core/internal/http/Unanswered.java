package org.symposium.core.internal.http;

/** A request that got no answer we can take. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean sent;
    private final boolean stale;

    /**
     * An exchange that failed.
     *
     * @param sent whether a byte of the request may have left
     */
    Unanswered(Exception cause, boolean sent) {
        this(cause, sent, false);
    }

    /**
     * An exchange that failed.
     *
     * @param sent whether a byte of the request may have left
     * @param stale whether it went over a kept connection and nothing at all came back, as when the other side has just closed it
     */
    Unanswered(Exception cause, boolean sent, boolean stale) {
        super(cause);
        this.sent = sent;
        this.stale = stale;
    }

    boolean isStale() {
        return stale;
    }

    boolean mayHaveBeenSent() {
        return sent;
    }
}
