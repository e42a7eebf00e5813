package org.symposium.spi.model;

import java.util.Locale;
import java.util.Optional;

/** Where a delivery stands. */
public enum DeliveryStatus {
    /** It is being sent, or its process has died and nobody has gone on with it yet. */
    RUNNING,
    /** It goes on by itself: put back by a rate limit, to be tried again, or cut off. */
    WAITING,
    /** It has arrived. */
    DELIVERED,
    /** It failed for good, and can be replayed. */
    FAILED,
    /** It failed, since nobody knows whether a step was done: its user has to say. */
    HELD,
    /** It was stopped, and can be replayed. */
    CANCELLED;

    /** By the log row of its run; empty for a run that has none yet. */
    public static DeliveryStatus of(Optional<Execution> row) {
        return row.map(DeliveryStatus::of).orElse(RUNNING);
    }

    private static DeliveryStatus of(Execution row) {
        return switch (row.status()) {
            case QUEUED, RUNNING -> RUNNING;
            case DELAYED, INTERRUPTED -> WAITING;
            case SUCCESS, PARTIAL, UNCHANGED, SKIPPED -> DELIVERED;
            case CANCELLED -> CANCELLED;
            case FAILURE -> row.nextTryAt().isPresent() ? WAITING : failed(row);
        };
    }

    private static DeliveryStatus failed(Execution row) {
        return row.errorKind().equals(Optional.of(FailureKind.IN_DOUBT)) ? HELD : FAILED;
    }

    /** The word in JSON, such as {@code held}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
