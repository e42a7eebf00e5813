package org.symposium.spi.model;

import java.util.Optional;

/**
 * What came of a revocation. The credentials are gone here in any case.
 *
 * @param integration switched off, without credentials
 * @param provider whether the service was told that they are to end
 * @param failure why it could not be told
 * @param cancelledRuns runs of this process that were stopped; those of other processes stop within seconds
 */
public record RevocationResult(
        IntegrationView integration, Provider provider, Optional<RunResult.Failure> failure, int cancelledRuns) {
    /** Whether the service knows. */
    public enum Provider {
        /** It was told, and agreed. */
        TOLD,
        /** It could not be told: the user has to end the credentials at the service. */
        NOT_TOLD,
        /** This type has no way to tell it: the user has to end the credentials at the service. */
        NO_WAY,
        /** There was nothing to end, and nobody was asked: the credentials were revoked before, or there never were any. */
        NOT_CONNECTED
    }
}
