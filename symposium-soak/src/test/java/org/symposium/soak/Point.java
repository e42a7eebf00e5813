package org.symposium.soak;

/** A moment in a node's work at which it is stopped: killed, frozen or cut off. */
enum Point {
    CLAIMED(Left.WAITING),
    BEFORE_LEASE(Left.INTERRUPTED),
    LEASE_TAKEN(Left.INTERRUPTED),
    PERMIT_TAKEN(Left.INTERRUPTED),
    REQUEST_SENT(Left.INTERRUPTED),
    ANSWER_READ(Left.INTERRUPTED),
    BEFORE_SAVE(Left.INTERRUPTED),
    SAVE_HALF_WRITTEN(Left.INTERRUPTED),
    BEFORE_COMMIT(Left.INTERRUPTED),
    JUST_AFTER_COMMIT(Left.ENDED),
    BEFORE_QUEUE_FOLLOWS(Left.ENDED),
    DELIVERY_OPENED(Left.INTERRUPTED),
    STEP_INTENDED(Left.INTERRUPTED),
    STEP_SENT(Left.INTERRUPTED),
    STEP_ANSWERED(Left.INTERRUPTED),
    RECEIPT_WRITTEN(Left.INTERRUPTED),
    SWEEP_HALF_DONE(Left.WAITING);

    /** How whoever comes next finds the run that was at this point. */
    enum Left {
        /** As if it had never been touched. */
        WAITING,
        /** Begun and not ended: an attempt is lost. */
        INTERRUPTED,
        /** Over. */
        ENDED
    }

    private final Left left;

    Point(Left left) {
        this.left = left;
    }

    Left left() {
        return left;
    }

    /** Whether a step may have been sent by then whose receipt is not written. */
    boolean isBetweenSentAndRecorded() {
        return this == STEP_SENT || this == STEP_ANSWERED;
    }

    /** Whether it is the service that sees it. */
    boolean isAtTheService() {
        return this == REQUEST_SENT || this == STEP_SENT;
    }
}
