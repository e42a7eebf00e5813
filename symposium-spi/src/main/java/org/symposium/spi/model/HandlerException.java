package org.symposium.spi.model;

/**
 * Ends a run as failed. Thrown by the road for a reply that its handler's {@code judge} calls failed, and by handlers for what they find
 * themselves. The engine catches it, logs it masked, and turns it into a status.
 */
public class HandlerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Verdict verdict;

    /** A failed verdict. */
    public HandlerException(Verdict failed) {
        super(failed.message());
        this.verdict = failed;
        if (failed.isOk()) {
            throw new IllegalArgumentException("an ok verdict is no failure");
        }
    }

    /** A failed verdict and the fault behind it, whose own message may hold anything and is shown masked, to developers only. */
    public HandlerException(Verdict failed, Throwable cause) {
        this(failed);
        initCause(cause);
    }

    /** A kind and one sentence for the user. */
    public HandlerException(FailureKind kind, String message) {
        this(Verdict.failed(kind, message));
    }

    /** What went wrong, and what to do about it. */
    public Verdict verdict() {
        return verdict;
    }
}
