package org.symposium.spi.model;

/** A user who was sent to a service to connect by OAuth 2 came back without a grant, or none could be made of what came back. Nothing was changed. Holds no secret. */
public final class AuthorizationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String suggestion;

    /**
     * A refusal.
     *
     * @param message one sentence that a user of the host understands
     * @param suggestion what to do about it
     */
    public AuthorizationException(Reason reason, String message, String suggestion) {
        super(message);
        this.reason = reason;
        this.suggestion = suggestion;
    }

    /** What is wrong. */
    public enum Reason {
        /** The callback has no state, or one that this user was not given: another's, a forged one, or one that ended long ago. */
        UNKNOWN_STATE,
        /** The user has come back with it before. */
        USED_STATE,
        /** The user was away for too long. */
        EXPIRED_STATE,
        /** It was begun in another session of the host's. It may still be completed in that one. */
        OTHER_SESSION,
        /** The user, or the service for them, did not consent ({@code access_denied}). */
        DENIED,
        /** The service refused: the callback's other errors, a code it does not know, a client it does not know. */
        REFUSED,
        /** The callback has neither code nor error. */
        NO_CODE,
        /** The service could not be reached, or failed. */
        UNREACHABLE,
        /** The service's answer has no access token, is no JSON, or holds what the type's credentials can't be. */
        UNUSABLE_ANSWER
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** What to do about it, one sentence. */
    public String suggestion() {
        return suggestion;
    }
}
