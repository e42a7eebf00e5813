package org.symposium.core.internal.http;

import java.time.Duration;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** A permit of our own rate limits is further away than a run may wait for it. Certainly not sent: the run may be put back for {@link #waitTime}. */
public final class PermitMissing extends HandlerException {
    private static final long serialVersionUID = 1;

    private final Duration waitTime;

    PermitMissing(String host, Duration wait) {
        super(Verdict.failed(FailureKind.RATE_LIMITED, "The limit of requests to " + host + " is reached.")
                .suggest("It goes on by itself when the limit allows it.")
                .retryAfter(wait));
        this.waitTime = wait;
    }

    /** Until the permit may be there. */
    public Duration waitTime() {
        return waitTime;
    }
}
