package org.symposium.core.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/**
 * The service failed so often in a row that it is left alone for a while. Certainly not sent, and of the kind of the last failure; its
 * {@link Verdict#waitFor} says how long.
 */
public final class CircuitOpen extends HandlerException {
    private static final long serialVersionUID = 1;

    private final transient Instant until;

    CircuitOpen(String host, int failures, FailureKind kind, Duration wait, Instant now) {
        super(Verdict.failed(
                        kind,
                        host + " failed " + failures + " times in a row, and is not asked again before "
                                + now.plus(wait).truncatedTo(ChronoUnit.SECONDS) + ".")
                .suggest("It is tried again by itself.")
                .retryAfter(wait));
        this.until = now.plus(wait);
    }

    /** When a call may pass again. */
    public Instant until() {
        return until;
    }
}
