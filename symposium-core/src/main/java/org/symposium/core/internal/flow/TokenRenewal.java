package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.symposium.core.internal.audit.AuditLog;
import org.symposium.core.internal.connections.IntegrationChanges;
import org.symposium.core.internal.connections.IntegrationRows;
import org.symposium.core.internal.credentials.CredentialSafe;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.oauth.Journey;
import org.symposium.core.internal.oauth.OAuthTerms;
import org.symposium.core.internal.oauth.Provider;
import org.symposium.core.internal.oauth.TokenReply;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.core.internal.stores.Insistence;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Grant;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * Old tokens → lease → read again → service → other tokens in the row, and only then in use. One node at a time, and never beside a rotation, which takes the same lease;
 * whoever comes second finds the tokens of the first. Spec: <em>OAuth Integration</em>; RFC 9700 4.14.
 */
final class TokenRenewal {
    private static final Duration MOST_WAIT = Duration.ofSeconds(35);
    private static final Duration NAP = Duration.ofMillis(100);

    private final Parts parts;
    private final IntegrationRows rows;
    private final Grants grants;

    TokenRenewal(Parts parts) {
        this.parts = parts;
        this.rows = new IntegrationRows(parts.stores());
        this.grants = new Grants(parts);
    }

    /**
     * Who needs tokens.
     *
     * @param holdsLease whether the integration's lease is held already, for a test
     */
    record Need(KnownType type, Masks masks, Cancellation cancellation, String executionId, boolean holdsLease) {}

    /** One attempt. */
    private record Attempt(Need need, Provider provider, String reason) {}

    /**
     * The integration as it is to be used: with other tokens, if it is time for them.
     *
     * @throws HandlerException AUTHENTICATION when the grant has ended; another kind when there can't be other tokens just now, and those that there are have ended
     */
    Integration fresh(Integration integration, Need need) {
        Optional<Provider> provider = parts.providers().of(need.type().type());
        if (provider.isEmpty()) {
            return integration;
        }
        boolean isFirst = isMissing(integration, provider.get().terms());
        Instant now = parts.clock().instant();
        Optional<Grant> grant = integration.connection().grant();
        if (!isFirst && grant.filter(known -> known.isDue(now)).isEmpty()) {
            return integration;
        }
        try {
            return renewed(integration, new Attempt(need, provider.get(), isFirst ? "first" : "before_expiry"));
        } catch (HandlerException e) {
            boolean lasts =
                    !isFirst && grant.filter(known -> known.isExpired(now)).isEmpty();
            if (lasts && e.verdict().kind().retryable()) {
                return integration; // it is tried again, by the next run
            }
            throw e;
        }
    }

    /**
     * The integration with other tokens than those that its service has refused; empty when there is no way to any.
     *
     * @throws HandlerException as {@link #fresh}
     */
    Optional<Integration> afterRefusal(Integration refused, Need need) {
        return parts.providers()
                .of(need.type().type())
                .filter(provider -> canRenew(refused, provider.terms()))
                .map(provider -> renewed(refused, new Attempt(need, provider, "refused")));
    }

    private Integration renewed(Integration used, Attempt attempt) {
        if (attempt.need().holdsLease()) {
            return underLease(used, attempt);
        }
        long began = System.nanoTime();
        while (System.nanoTime() - began < MOST_WAIT.toNanos()) {
            Optional<LeaseKeeper.Kept> lease = parts.leases()
                    .take(
                            ConnectionLease.key(used.owner(), used.id()),
                            attempt.need().cancellation());
            if (lease.isPresent()) {
                LeaseKeeper.Kept kept = lease.get();
                try (kept) {
                    return underLease(used, attempt);
                }
            }
            attempt.need().cancellation().pause(NAP);
            Integration now = row(used);
            if (isOther(used, now)) {
                return now;
            }
        }
        throw new HandlerException(Verdict.failed(
                        FailureKind.SERVER_ERROR, "The integration is being tested or connected for a long time.")
                .suggest("It is tried again by itself.")
                .retryAfter(MOST_WAIT));
    }

    private Integration underLease(Integration used, Attempt attempt) {
        Integration now = row(used);
        if (isOther(used, now)) {
            return now;
        }
        refuseIfHopeless(now);
        AuditLog.Use use = parts.audit()
                .begin(
                        AuditLog.Purpose.refresh(
                                attempt.reason(), attempt.need().executionId()),
                        now,
                        attempt.provider().terms().fields());
        try {
            Integration renewed = asked(now, attempt);
            use.succeeded();
            return renewed;
        } catch (HandlerException e) {
            use.failed(Optional.of(e.verdict().kind()));
            throw e;
        } catch (RuntimeException e) {
            use.failed(Optional.of(FailureKind.INTERNAL));
            throw e;
        }
    }

    private void refuseIfHopeless(Integration now) {
        if (now.disabledKind().equals(Integration.OFF_BY_END_OF_GRANT)) {
            throw new HandlerException(Verdict.failed(FailureKind.AUTHENTICATION, "The service has ended the grant.")
                    .suggest(TokenReply.CONNECT_AGAIN));
        }
        Instant moment = parts.clock().instant();
        now.connection().grant().flatMap(grant -> grant.pause(moment)).ifPresent(until -> {
            throw new HandlerException(Verdict.failed(
                            FailureKind.SERVER_ERROR,
                            "The integration's token could not be renewed a moment ago, and is not asked for again yet.")
                    .suggest("It is tried again by itself.")
                    .retryAfter(Duration.between(moment, until)));
        });
    }

    private Integration asked(Integration now, Attempt attempt) {
        Instant askedAt = parts.clock().instant();
        TokenReply reply;
        try {
            reply = reply(now, attempt);
        } catch (HandlerException e) {
            throw e.verdict().kind() == FailureKind.CANCELLED ? e : grants.paused(now, e.verdict());
        }
        if (reply instanceof TokenReply.Granted granted) {
            return stored(now, granted, askedAt, attempt);
        }
        var refused = (TokenReply.Refused) reply;
        if (!refused.isEnd()) {
            throw grants.paused(now, refused.verdict());
        }
        Integration again = row(now);
        if (isOther(now, again)) {
            return again;
        }
        grants.end(again, refused.verdict(), attempt.need().executionId());
        throw new HandlerException(refused.verdict());
    }

    private TokenReply reply(Integration now, Attempt attempt) {
        Need need = attempt.need();
        var journey = new Journey(now, need.masks(), need.cancellation(), need.executionId(), false);
        if (attempt.provider().terms().asksNobody()) {
            return attempt.provider().ownToken(journey);
        }
        Credentials opened = parts.safe().open(now);
        try {
            return attempt.provider().refresh(journey, opened.reveal(OAuthTerms.REFRESH_TOKEN));
        } finally {
            opened.wipe();
        }
    }

    /** Before anyone uses them: a token that came, and was not kept, is lost for good where each is for one use. */
    private Integration stored(Integration now, TokenReply.Granted granted, Instant askedAt, Attempt attempt) {
        OAuthTerms terms = attempt.provider().terms();
        boolean goesOn = terms.asksNobody() || granted.tokens().has(OAuthTerms.REFRESH_TOKEN) || hasRefreshToken(now);
        Grant first = Grants.given(terms, granted, askedAt, goesOn);
        Grant next = now.connection()
                .grant()
                .map(grant -> grant.renewed(askedAt, first.expiresAt(), first.renewAt()))
                .orElse(first);
        Values sealed = parts.safe().seal(now.owner(), now.id(), granted.tokens());
        Values ends = CredentialSafe.ends(attempt.need().type().type().authSchema(), granted.tokens());
        granted.tokens().wipe();
        Optional<Integration> written =
                Insistence.on(() -> rows.change(now, row -> IntegrationChanges.renewed(row, sealed, ends, next)));
        grants.tell(
                "credentials.refreshed",
                now,
                Values.of("execution_id", attempt.need().executionId()).with("reason", attempt.reason()));
        return written.orElseGet(() -> row(now)); // the answer to a commit was lost, or they were revoked
    }

    /** As it is now. */
    private Integration row(Integration used) {
        return rows.find(used.owner(), used.id())
                .filter(row -> !row.disabledKind().equals(Integration.OFF_BY_REVOCATION))
                .orElseThrow(() -> new HandlerException(
                        FailureKind.CANCELLED, "The integration's credentials were revoked, or it was deleted."));
    }

    private static boolean isOther(Integration used, Integration now) {
        return now.connection().credentialsVersion() != used.connection().credentialsVersion();
    }

    private static boolean isMissing(Integration integration, OAuthTerms terms) {
        return terms.asksNobody() && !integration.sealedCredentials().has(terms.accessToken());
    }

    private static boolean canRenew(Integration integration, OAuthTerms terms) {
        return integration.connection().grant().isPresent() && (terms.asksNobody() || hasRefreshToken(integration));
    }

    private static boolean hasRefreshToken(Integration integration) {
        return integration.sealedCredentials().has(OAuthTerms.REFRESH_TOKEN);
    }
}
