package org.symposium.core.internal.connections;

import java.time.Instant;
import java.util.Optional;
import org.symposium.spi.model.Connection;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Grant;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;

/** The changes that a user, or a test, makes to an integration, each on top of the row as it is. */
public final class IntegrationChanges {
    private static final int LONGEST_REASON = 1_000;

    private IntegrationChanges() {}

    /** Another name. */
    public static Integration named(Integration before, String name) {
        return Integration.of(before.toValues().with("name", name));
    }

    /** Other settings of its own. */
    public static Integration configured(Integration before, Values config) {
        return Integration.of(before.toValues().with("config", config));
    }

    /** On, with nothing counted against it; or off because its user wants it so. */
    public static Integration switched(Integration before, boolean isActive) {
        return isActive ? on(before) : off(before, Integration.OFF_BY_USER, "Switched off by its user.");
    }

    /**
     * Other credentials.
     *
     * @param sealed all of them, those that stay among them
     * @param ends what may be shown of them
     * @param facts what they tell by themselves
     * @param isSameAccount whether they are known to open the same account, of which everything is still true then
     */
    public static Integration given(
            Integration before, Values sealed, Values ends, Values facts, Instant at, boolean isSameAccount) {
        Connection connection = before.connection();
        Values row = before.toValues()
                .with("credentials", sealed)
                .with("credential_ends", ends)
                .with("credentials_set_at", at)
                .with("facts", facts);
        Connection next = isSameAccount ? connection.renewed() : connection.anew();
        return Integration.of(row).with(next);
    }

    /**
     * Other credentials, which came by OAuth.
     *
     * @param grant what is known of them
     */
    public static Integration granted(Integration given, Grant grant) {
        return given.with(given.connection().with(grant));
    }

    /**
     * Other tokens of the grant it has, or its first ones where no user was asked.
     *
     * @param sealed those that are other
     * @param ends what may be shown of those
     */
    public static Integration renewed(Integration before, Values sealed, Values ends, Grant grant) {
        Values row = before.toValues()
                .with("credentials", before.sealedCredentials().with(sealed))
                .with("credential_ends", before.credentialEnds().with(ends));
        return Integration.of(row).with(before.connection().renewed(grant));
    }

    /** Its tokens could not be renewed, and are left alone for a while. */
    public static Integration notRenewed(Integration before, Instant until) {
        return before.connection()
                .grant()
                .map(grant -> granted(before, grant.failed(until)))
                .orElse(before);
    }

    /** Off, until its user connects it again; whatever else it was off for. */
    public static Integration withoutGrant(Integration before, RunResult.Failure why) {
        return off(before, Integration.OFF_BY_END_OF_GRANT, reason(why));
    }

    /** What a test found; one whose credentials the service refuses is off from now on, as after a run. */
    public static Integration tested(Integration before, ConnectionResult result) {
        return before.isActive() ? triedToBeOn(before, result) : found(before, result);
    }

    /** As {@link #tested}, for one that is to be on: if it is off already, the credentials are the reason from now on. */
    public static Integration triedToBeOn(Integration before, ConnectionResult result) {
        Integration found = found(before, result);
        Optional<RunResult.Failure> refusal = result.failure()
                .filter(why -> why.kind() == FailureKind.AUTHENTICATION)
                .filter(why -> !before.sealedCredentials().isEmpty());
        boolean hasToReconnect = before.disabledKind().equals(Integration.OFF_BY_END_OF_GRANT);
        String kind = hasToReconnect ? Integration.OFF_BY_END_OF_GRANT : Integration.OFF_BY_AUTHENTICATION;
        return refusal.map(why -> off(found, kind, reason(why))).orElse(found);
    }

    private static Integration found(Integration before, ConnectionResult result) {
        return Integration.of(before.toValues().with("facts", before.facts().with(result.facts())))
                .with(before.connection().tested(result));
    }

    /** Off, until it gets other credentials. */
    public static Integration revoked(Integration before) {
        return off(before, Integration.OFF_BY_REVOCATION, "Its credentials were revoked. Give it new ones.");
    }

    /** Without credentials: nothing of them is left in the row. */
    public static Integration wiped(Integration before, Instant at) {
        return given(revoked(before), Values.empty(), Values.empty(), before.facts(), at, true);
    }

    private static Integration on(Integration before) {
        return Integration.of(before.toValues()
                .with("is_active", true)
                .without("disabled_reason")
                .without("disabled_kind")
                .without("consecutive_failures"));
    }

    private static Integration off(Integration before, String kind, String reason) {
        return Integration.of(before.toValues()
                .with("is_active", false)
                .with("disabled_kind", kind)
                .with("disabled_reason", reason));
    }

    private static String reason(RunResult.Failure failure) {
        String reason = (failure.message() + " " + failure.suggestion()).strip();
        return reason.codePointCount(0, reason.length()) <= LONGEST_REASON
                ? reason
                : reason.substring(0, reason.offsetByCodePoints(0, LONGEST_REASON));
    }
}
