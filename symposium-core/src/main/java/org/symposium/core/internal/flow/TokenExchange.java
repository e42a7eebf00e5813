package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.function.Function;
import org.symposium.core.internal.oauth.Journey;
import org.symposium.core.internal.oauth.OAuthTerms;
import org.symposium.core.internal.oauth.Provider;
import org.symposium.core.internal.oauth.TokenReply;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.Lease;
import org.symposium.spi.model.AuthorizationException;
import org.symposium.spi.model.AuthorizationException.Reason;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** Asks a service for the first tokens of a grant, in the frame of an errand, and stores nothing. */
final class TokenExchange {
    /** Nothing is saved under it, and nobody else has what is exchanged. */
    private static final Lease NO_LEASE = new Lease("oauth", 0);

    private final Parts parts;
    private final Errand errand;

    TokenExchange(Parts parts) {
        this.parts = parts;
        this.errand = new Errand(parts);
    }

    /**
     * What the service gave.
     *
     * @throws AuthorizationException when it gave nothing
     */
    Candidate.Granted run(
            Integration integration, KnownType type, Provider provider, Function<Journey, TokenReply> question) {
        String executionId = parts.ids().next();
        Instant askedAt = parts.clock().instant();
        Errand.Done<TokenReply> done = errand.run(
                new Errand.Task(
                        bare(integration),
                        type,
                        Values.empty(),
                        executionId,
                        NO_LEASE,
                        errand.cancellation(),
                        Workplace.Renewing.NO,
                        true,
                        true),
                context -> question.apply(new Journey(
                        integration,
                        context.workplace().masks(),
                        context.workplace().cancellation(),
                        executionId,
                        true)));
        TokenReply reply = done.made().orElseThrow(() -> failed(done.failure().orElseThrow()));
        if (reply instanceof TokenReply.Granted granted) {
            OAuthTerms terms = provider.terms();
            boolean canBeRenewed = terms.asksNobody() || granted.tokens().has(OAuthTerms.REFRESH_TOKEN);
            return new Candidate.Granted(
                    granted.tokens(), Grants.given(terms, granted, askedAt, canBeRenewed), granted.facts());
        }
        var refused = (TokenReply.Refused) reply;
        throw new AuthorizationException(
                Reason.REFUSED,
                "The service did not give a token (" + refused.told() + ").",
                refused.isEnd()
                        ? "The code was used or has ended; connect again."
                        : refused.verdict().suggestion());
    }

    /** Its present credentials are not needed, and may be unreadable. */
    private static Integration bare(Integration integration) {
        return Integration.of(integration.toValues().without("credentials"));
    }

    private static AuthorizationException failed(Verdict why) {
        return new AuthorizationException(reason(why.kind()), why.message(), why.suggestion());
    }

    private static Reason reason(FailureKind kind) {
        return switch (kind) {
            case NETWORK, SERVER_ERROR, RATE_LIMITED, QUOTA, CANCELLED -> Reason.UNREACHABLE;
            case INVALID_RESPONSE, INTERNAL -> Reason.UNUSABLE_ANSWER;
            default -> Reason.REFUSED;
        };
    }
}
