package org.symposium.core.internal.oauth;

import java.time.Duration;
import java.util.Optional;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** What a service answered that was asked for a token, and did answer. */
public sealed interface TokenReply {
    /** What to do about a grant that has ended. */
    String CONNECT_AGAIN = "Connect the integration with the service again; then its sources and outputs go on.";

    /**
     * A token.
     *
     * @param tokens the access token, and whatever else of the block's credentials the answer has
     * @param lifetime of the access token; empty when the service did not say
     * @param facts what the answer tells of the account
     */
    record Granted(Credentials tokens, Optional<Duration> lifetime, Values facts) implements TokenReply {
        /** The same, with facts from elsewhere. */
        Granted with(Values others) {
            return new Granted(tokens, lifetime, others);
        }
    }

    /**
     * None.
     *
     * @param error the service's word, masked
     * @param description what it says about it, masked; may be empty
     * @param isEnd whether the grant has ended
     */
    record Refused(String error, String description, boolean isEnd) implements TokenReply {
        /** As a failure of a run: wrong credentials only if the grant has ended, since otherwise they are not what is wrong. */
        public Verdict verdict() {
            if (isEnd) {
                return Verdict.failed(FailureKind.AUTHENTICATION, "The service has ended the grant (" + told() + ").")
                        .suggest(CONNECT_AGAIN);
            }
            return Faults.mayPass(error)
                    ? Verdict.failed(FailureKind.SERVER_ERROR, "The service gave no token just now (" + told() + ").")
                            .suggest("It is tried again by itself.")
                    : Verdict.failed(FailureKind.MISCONFIGURED, "The service gave no token (" + told() + ").")
                            .suggest(
                                    "Whoever runs this program should check its client id and secret for the service.");
        }

        /** The service's words. */
        public String told() {
            return description.isEmpty() ? error : error + ": " + description;
        }
    }
}
