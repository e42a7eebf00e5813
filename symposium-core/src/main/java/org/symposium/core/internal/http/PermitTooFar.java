package org.symposium.core.internal.http;

import java.time.Duration;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** A permit of our own rate limits is further away than can be waited for, and the run can't be put back for it. Nothing was sent, so it says nothing of the service. */
final class PermitTooFar extends HandlerException {
    private static final long serialVersionUID = 1;

    PermitTooFar(String message, Duration wait) {
        super(Verdict.failed(FailureKind.RATE_LIMITED, message)
                .suggest("Fetch or send less at a time, or less often.")
                .retryAfter(wait));
    }
}
