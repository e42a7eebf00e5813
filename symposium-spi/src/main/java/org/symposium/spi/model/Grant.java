package org.symposium.spi.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of credentials that came by OAuth 2, none of it secret. Part of a {@link Connection}; pasted credentials have none.
 *
 * @param grantedAt when the user connected; the same for all tokens that come of it, so it tells one grant from the next
 * @param renewedAt when the access token was given
 * @param expiresAt when the access token ends; empty when the service did not say
 * @param renewAt when it is to be renewed, before it ends; empty when it is renewed only once the service has refused it, or can't be
 * @param failures since the last renewal
 * @param pausedUntil not renewed before this, since it failed
 */
public record Grant(
        Instant grantedAt,
        Instant renewedAt,
        Optional<Instant> expiresAt,
        Optional<Instant> renewAt,
        long failures,
        Optional<Instant> pausedUntil) {
    static Grant of(Values values) {
        return new Grant(
                values.instant("granted_at"),
                values.instant("renewed_at"),
                values.optionalInstant("expires_at"),
                values.optionalInstant("renew_at"),
                values.whole("failures", 0),
                values.optionalInstant("paused_until"));
    }

    /** A grant, and the token that came with it. */
    public static Grant given(Instant at, Optional<Instant> expiresAt, Optional<Instant> renewAt) {
        return new Grant(at, at, expiresAt, renewAt, 0, Optional.empty());
    }

    /** The same grant with another token. */
    public Grant renewed(Instant at, Optional<Instant> newExpiry, Optional<Instant> newRenewal) {
        return new Grant(grantedAt, at, newExpiry, newRenewal, 0, Optional.empty());
    }

    /** The same, after a renewal that failed. */
    public Grant failed(Instant until) {
        return new Grant(grantedAt, renewedAt, expiresAt, renewAt, failures + 1, Optional.of(until));
    }

    /** Whether it is time to renew the token. */
    public boolean isDue(Instant now) {
        return renewAt.filter(due -> !now.isBefore(due)).isPresent();
    }

    /** Whether the token has ended. */
    public boolean isExpired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** How long no renewal is tried, if so. */
    public Optional<Instant> pause(Instant now) {
        return pausedUntil.filter(now::isBefore);
    }

    Values toValues() {
        Values values = onView().with("renewed_at", renewedAt)
                .withOptional("renew_at", renewAt)
                .withOptional("paused_until", pausedUntil);
        return failures == 0 ? values : values.with("failures", failures);
    }

    /** What a user sees of it. */
    Values onView() {
        return Values.of("granted_at", grantedAt).withOptional("expires_at", expiresAt);
    }
}
