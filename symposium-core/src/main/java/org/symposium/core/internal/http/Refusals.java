package org.symposium.core.internal.http;

import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** Failures found before anything was sent: what a user or host configured can't work. */
final class Refusals {
    private Refusals() {}

    static HandlerException misconfigured(String message, String suggestion) {
        return new HandlerException(
                Verdict.failed(FailureKind.MISCONFIGURED, message).suggest(suggestion));
    }

    static HandlerException misconfigured(String message, String suggestion, Throwable cause) {
        return new HandlerException(
                Verdict.failed(FailureKind.MISCONFIGURED, message).suggest(suggestion), cause);
    }
}
