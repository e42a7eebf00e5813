package org.symposium.core.internal.http;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.credentials.RunCredentials;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.spi.http.Judge;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Verdict;

/**
 * What the road needs to know of a run.
 *
 * @param type gives {@code base_url} and the windows of its rate limits
 * @param integration its facts fill {@code {name}} in {@code base_url}; its id counts in the limits
 * @param credentials what secrets are resolved from, at each attempt anew
 * @param judge the handler's, for calls without their own
 * @param masks gets every secret that is resolved, and masks what the road says
 * @param cancellation stops what is under way
 * @param credentialOrigins origins that credentials may be sent to, such as {@code https://api.github.com}; empty: that of {@code base_url},
 *     and that of an address which is itself a secret. The origin of a base URL that the host gave counts always
 * @param executionId names the run to the rate limiter
 * @param putBack when the run may be put back because a permit is far away
 * @param insists whether a user waits for it, who wants to see what the service says now: it is asked even while it is left alone for its failures
 */
public record Passage(
        IntegrationType type,
        Integration integration,
        RunCredentials credentials,
        Judge judge,
        Masks masks,
        Cancellation cancellation,
        Set<String> credentialOrigins,
        String executionId,
        PutBack putBack,
        boolean insists) {
    /** When a run may be put back. */
    public enum PutBack {
        /** It goes on where it was: finished steps are not done again. */
        ANY_TIME,
        /** It begins anew each time, so only while nothing came of it yet; later it waits in line as long as it may run. */
        BEFORE_FIRST_ANSWER
    }

    /** Copies the origins, and masks every credential from now on. */
    public Passage {
        credentialOrigins = Set.copyOf(credentialOrigins);
        masks.addAll(credentials.current());
    }

    String reveal(String field) {
        String value = credentials.current().reveal(field);
        masks.add(value);
        return value;
    }

    /** The value of a secret, and of all that it is made of, masked from now on. */
    String resolve(Secret secret) {
        UnaryOperator<String> reveal = this::reveal;
        try {
            String value = secret.resolve(reveal).strip();
            masks.add(value);
            return value;
        } catch (HandlerException e) {
            throw e;
        } catch (RuntimeException e) {
            var verdict = Verdict.failed(
                            FailureKind.MISCONFIGURED,
                            "The credential " + secret.fields() + " does not have the form it must have.")
                    .suggest("Enter it again, as the service shows it.");
            throw new HandlerException(verdict, masks.cover(e));
        }
    }
}
