package org.symposium.core.internal.http;

import java.time.Duration;
import java.util.Optional;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;

/** What a status alone says. */
final class StatusVerdict {
    private StatusVerdict() {}

    /**
     * The verdict on a status that is not ok.
     *
     * @param host what the message calls the service
     * @param wait what {@code Retry-After} said
     */
    static Verdict failed(int status, String host, Optional<Duration> wait) {
        FailureKind kind = kind(status);
        Verdict verdict = Verdict.failed(kind, host + " answered " + StatusWords.of(status) + ".")
                .suggest(suggestion(status, kind));
        if (isInDoubt(status)) {
            verdict = verdict.perhapsDone();
        }
        return kind.retryable() && wait.isPresent() ? verdict.retryAfter(wait.get()) : verdict;
    }

    private static FailureKind kind(int status) {
        return switch (status) {
            case 401 -> FailureKind.AUTHENTICATION;
            case 402, 403, 451 -> FailureKind.FORBIDDEN;
            case 404, 410 -> FailureKind.TARGET_GONE;
            case 407 -> FailureKind.MISCONFIGURED; // only a proxy says it
            case 408, 425 -> FailureKind.SERVER_ERROR;
            case 429 -> FailureKind.RATE_LIMITED;
            default -> kindOfClass(status / 100);
        };
    }

    private static FailureKind kindOfClass(int hundreds) {
        return switch (hundreds) {
            case 4 -> FailureKind.INVALID_REQUEST;
            case 5 -> FailureKind.SERVER_ERROR;
            default -> FailureKind.INVALID_RESPONSE;
        };
    }

    /** 425 and 503 say that nothing was done; other failures on the service's side leave it open. */
    private static boolean isInDoubt(int status) {
        return status == 408 || (status >= 500 && status != 503);
    }

    private static String suggestion(int status, FailureKind kind) {
        return switch (kind) {
            case AUTHENTICATION -> "Check the integration's credentials, and enter them again.";
            case FORBIDDEN -> "Check that the credentials have the rights, and the account the plan, that this needs.";
            case TARGET_GONE -> "Check the address, and that what it names still exists.";
            case RATE_LIMITED -> "Wait, or ask the service less often.";
            case SERVER_ERROR -> "The fault is the service's; try again later.";
            case MISCONFIGURED -> "Whoever runs this program must give it the right credentials for its egress proxy.";
            case INVALID_REQUEST -> "Check the settings; the service does not accept what was sent.";
            default ->
                status / 100 == 3
                        ? "The service wants to send the request elsewhere, which is not followed here; check the address."
                        : "Check the address; this is not how the service should answer.";
        };
    }
}
