package org.symposium.core.internal.health;

import org.symposium.spi.model.FailureKind;

/**
 * Against whom a run that failed for good counts. A run that is tried again has not failed for good; however many attempts it took, it counts once.
 *
 * <table>
 * <caption>By kind of failure</caption>
 * <tr><td>AUTHENTICATION</td><td>switches the integration off at once; where it has no credentials, none can be wrong: against the source or output</td></tr>
 * <tr><td>TARGET_GONE</td><td>switches an output off at once, since services punish who goes on asking; counts against a source, since pages come back</td></tr>
 * <tr><td>FORBIDDEN</td><td>against the source or output: the credential is alive, and may do what the others of its integration ask for</td></tr>
 * <tr><td>INVALID_REQUEST, INVALID_RESPONSE, MISCONFIGURED, INTERNAL</td><td>against the source or output</td></tr>
 * <tr><td>SERVER_ERROR</td><td>against the source or output: one address of a service may fail while the others work</td></tr>
 * <tr><td>NETWORK</td><td>against the source or output, unless the host seems to be offline</td></tr>
 * <tr><td>RATE_LIMITED, QUOTA, CANCELLED, IN_DOUBT</td><td>against nobody: nothing is broken</td></tr>
 * </table>
 */
enum Blame {
    NOBODY,
    TARGET,
    TARGET_AT_ONCE,
    INTEGRATION_AT_ONCE;

    static Blame of(FailureKind kind, Subject subject) {
        return switch (kind) {
            case AUTHENTICATION -> subject.hasCredentials() ? INTEGRATION_AT_ONCE : TARGET;
            case TARGET_GONE -> subject.isOutput() ? TARGET_AT_ONCE : TARGET;
            case FORBIDDEN, INVALID_REQUEST, INVALID_RESPONSE, MISCONFIGURED, INTERNAL, SERVER_ERROR, NETWORK -> TARGET;
            case RATE_LIMITED, QUOTA, CANCELLED, IN_DOUBT -> NOBODY;
        };
    }
}
