package org.symposium.spi.model;

import java.util.Optional;

/**
 * What came of creating, enabling or giving new credentials with a test first: done, or refused with everything as it was before. Holds no secret.
 *
 * @param integration as it is now; empty when it was to be created and was not
 * @param isApplied whether it was done
 * @param test how the test ended; empty when none was needed or wanted
 * @param failure why it was not done
 */
public record ConnectionChange(
        Optional<IntegrationView> integration,
        boolean isApplied,
        Optional<ConnectionResult> test,
        Optional<RunResult.Failure> failure) {
    /** It was done. */
    public static ConnectionChange applied(IntegrationView integration, Optional<ConnectionResult> test) {
        return new ConnectionChange(Optional.of(integration), true, test, Optional.empty());
    }

    /** It was not done, since the test failed. */
    public static ConnectionChange refused(Optional<IntegrationView> integration, ConnectionResult test) {
        return new ConnectionChange(integration, false, Optional.of(test), test.failure());
    }

    /** What its user should know though it was done, such as that the credentials could not be tried. Empty for most. */
    public Optional<String> notice() {
        return test.filter(result -> isApplied && !result.isValid())
                .flatMap(result -> result.failure()
                        .map(RunResult.Failure::message)
                        .or(() -> result.notices().stream().findFirst()));
    }
}
