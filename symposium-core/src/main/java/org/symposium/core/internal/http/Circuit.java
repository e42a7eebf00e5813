package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.Optional;
import org.symposium.spi.model.FailureKind;

/**
 * What is known of one service through one integration: closed, calls pass; open, none does; half-open, one does and decides. Thread-safe; moments
 * are nanoseconds of one clock.
 */
final class Circuit {
    private static final Duration WHILE_ONE_LOOKS = Duration.ofSeconds(5);

    private final CircuitRule rule;
    private int failures;
    private FailureKind kind = FailureKind.SERVER_ERROR;
    private Duration rest = Duration.ZERO;
    private long restsUntil;
    private boolean probed;

    Circuit(CircuitRule rule) {
        this.rule = rule;
    }

    /** Whether a call may pass; one that passes must report how it ended. */
    synchronized Admission enter(long now) {
        if (!isOpen()) {
            return new Admission(false, Duration.ZERO);
        }
        long left = restsUntil - now;
        if (left > 0 || probed) {
            return new Admission(false, left > 0 ? Duration.ofNanos(left) : WHILE_ONE_LOOKS);
        }
        probed = true;
        return new Admission(true, Duration.ZERO);
    }

    /** A call passes that somebody wants made now; if the circuit is open it is the one that decides. */
    synchronized Admission insist() {
        probed = isOpen();
        return new Admission(probed, Duration.ZERO);
    }

    /**
     * Whether a call may pass.
     *
     * @param isProbe whether it is the one that decides
     * @param rest not zero: it may not, for this long
     */
    record Admission(boolean isProbe, Duration rest) {
        boolean isRefused() {
            return !rest.isZero();
        }
    }

    /** A call found the service failing. Tells for how long it is left alone, if that was decided now. */
    synchronized Optional<Duration> failed(Admission admission, FailureKind how, long now) {
        if (isOpen() && !admission.isProbe()) {
            return Optional.empty(); // began before
        }
        failures++;
        kind = how;
        if (failures < rule.failures()) {
            return Optional.empty();
        }
        boolean opened = !isOpen();
        rest = opened ? rule.first() : rule.longer(rest);
        restsUntil = now + rest.toNanos();
        probed = false;
        return opened ? Optional.of(rest) : Optional.empty();
    }

    /** A call was answered. Tells whether the service counts as working again by that. */
    synchronized boolean answered(Admission admission) {
        if (isOpen() && !admission.isProbe()) {
            return false;
        }
        boolean closed = isOpen();
        failures = 0;
        rest = Duration.ZERO;
        probed = false;
        return closed;
    }

    /** A call ended in a way that says nothing of the service. */
    synchronized void unknown(Admission admission) {
        if (admission.isProbe()) {
            probed = false;
        }
    }

    /** Calls that failed in a row. */
    synchronized int failures() {
        return failures;
    }

    /** How the last of them failed. */
    synchronized FailureKind kind() {
        return kind;
    }

    private boolean isOpen() {
        return !rest.isZero();
    }
}
