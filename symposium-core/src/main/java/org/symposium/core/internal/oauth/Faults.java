package org.symposium.core.internal.oauth;

import java.util.Set;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** What is wrong with a service's answer. */
final class Faults {
    /** RFC 6749 4.1.2.1, RFC 8628 3.5, and what services say instead. */
    private static final Set<String> MAY_PASS = Set.of(
            "temporarily_unavailable",
            "server_error",
            "slow_down",
            "ratelimited",
            "rate_limited",
            "internal_error",
            "fatal_error",
            "service_unavailable");

    private Faults() {}

    static boolean mayPass(String error) {
        return MAY_PASS.contains(error);
    }

    static HandlerException unusable(String what) {
        return new HandlerException(
                Verdict.failed(FailureKind.INVALID_RESPONSE, "The service's answer to the request for a token " + what)
                        .suggest("The service may have changed; the developer of this integration should look at its"
                                + " oauth block."));
    }

    /** Whatever a token service says of credentials, it says of the host's client, not of the user's. */
    static HandlerException ofClient(HandlerException failure) {
        Verdict verdict = failure.verdict();
        if (verdict.kind() != FailureKind.AUTHENTICATION && verdict.kind() != FailureKind.TARGET_GONE) {
            return failure;
        }
        Verdict ours = Verdict.failed(FailureKind.MISCONFIGURED, verdict.message())
                .suggest("Whoever runs this program should check its client id and secret for the service.");
        return new HandlerException(ours, failure);
    }
}
