package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.core.internal.credentials.RunCredentials;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Grant;
import org.symposium.spi.model.Integration;

/** The credentials of one run over its time: fresh at the beginning, others when the service refuses them. Used by one run only; the road asks from one thread at a time. */
final class Tokens {
    private final Parts parts;
    private final TokenRenewal renewal;
    private final TokenRenewal.Need need;
    private final boolean isRenewing;
    private boolean hasGivenWay;

    Tokens(Parts parts, Workplace workplace, KnownType type) {
        this.parts = parts;
        this.renewal = new TokenRenewal(parts);
        this.isRenewing = workplace.renewing() != Workplace.Renewing.NO;
        this.need = new TokenRenewal.Need(
                type,
                workplace.masks(),
                workplace.cancellation(),
                workplace.order().executionId(),
                workplace.renewing() == Workplace.Renewing.UNDER_LEASE);
    }

    /** Those that the run begins with. */
    RunCredentials open(Integration integration) {
        if (!isRenewing) {
            return RunCredentials.of(parts.safe().open(integration));
        }
        Integration fresh = renewal.fresh(integration, need);
        var current = new Current(fresh);
        return RunCredentials.of(parts.safe().open(fresh), current);
    }

    /** What the run uses now. */
    private final class Current implements RunCredentials.Renewal {
        private Integration integration;

        private Current(Integration integration) {
            this.integration = integration;
        }

        /** Once in a run, and once more for each of its tokens that has come to its end. A token that is refused though it is new will not be better the next time. */
        @Override
        public Optional<Credentials> instead() {
            boolean hasEnded = integration
                    .connection()
                    .grant()
                    .filter(grant -> isExpired(grant))
                    .isPresent();
            if (hasGivenWay && !hasEnded) {
                return Optional.empty();
            }
            hasGivenWay = true;
            Optional<Integration> next = renewal.afterRefusal(integration, need);
            next.ifPresent(other -> integration = other);
            return next.map(parts.safe()::open);
        }

        private boolean isExpired(Grant grant) {
            return grant.isExpired(parts.clock().instant());
        }
    }
}
