package org.symposium.spi.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run. What a service did is a status here, never an exception.
 *
 * @param executionId where to find it in the execution log
 * @param status how it ended, or where it stands
 * @param duration time it took so far
 * @param card the card a source made
 * @param delivery what the target confirmed to an output
 * @param cardsSent cards that an output delivered
 * @param failure what went wrong
 * @param nextTryAt when it goes on by itself, if it does
 * @param notices what the handler wants its user to know
 */
public record RunResult(
        String executionId,
        Status status,
        Duration duration,
        Optional<Card> card,
        Optional<DeliveryResult> delivery,
        long cardsSent,
        Optional<Failure> failure,
        Optional<Instant> nextTryAt,
        List<String> notices) {
    /** Copies the list. */
    public RunResult {
        notices = List.copyOf(notices);
    }

    /**
     * What went wrong.
     *
     * @param kind what kind of thing
     * @param message one sentence that a user understands; no secrets
     * @param suggestion what to do about it; may be empty
     */
    public record Failure(FailureKind kind, String message, String suggestion) {
        /** As JSON: {@code kind}, {@code message}, {@code suggestion}. */
        public Values toValues() {
            return Values.of("kind", kind).with("message", message).with("suggestion", suggestion);
        }
    }

    /** Whether all of it worked, or there was nothing to do. */
    public boolean isSuccess() {
        return status == Status.SUCCESS || status == Status.UNCHANGED || status == Status.SKIPPED;
    }
}
