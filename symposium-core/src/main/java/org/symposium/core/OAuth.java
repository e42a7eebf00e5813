package org.symposium.core;

import java.util.ArrayList;
import java.util.Map;
import org.symposium.core.internal.flow.AuthorizationFlow;
import org.symposium.core.internal.flow.Parts;
import org.symposium.core.internal.schema.ConfigKeys;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.AuthorizationException;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Violation;

/**
 * How one owner connects by OAuth 2: sent to the service by {@link #begin}, taken back by {@link #complete}. Tokens are sealed like pasted ones, renewed by the engine before
 * they end, and ended at the service by {@link Integrations#revoke}. When the service ends the grant, the integration is switched off as {@code reconnect}, and
 * {@code integration.disabled} is told once. Spec: <em>OAuth Integration</em>.
 */
public final class OAuth {
    private final Parts parts;
    private final String owner;
    private final AuthorizationFlow flow;

    OAuth(Parts parts, String owner) {
        this.parts = parts;
        this.owner = owner;
        this.flow = new AuthorizationFlow(parts);
    }

    /**
     * Sends the owner to the service. Any node over the same stores may take them back, once, for ten minutes.
     *
     * @throws NotFoundException when the integration that is to be connected anew does not exist
     * @throws InvalidInputException when the type is not installed, has no {@code oauth} block for users, or the host has given no client or no redirect URI for it, or
     *     with all violations of name and settings
     */
    public ConnectRedirect begin(ConnectRequest request) {
        check(request);
        AuthorizationFlow.Sent sent = flow.begin(owner, request.wish());
        return new ConnectRedirect(sent.address(), sent.state(), sent.expiresAt());
    }

    /** As {@link #complete(Map, String)}, for what was begun without a session. */
    public ConnectionChange complete(Map<String, String> callback) {
        return complete(callback, "");
    }

    /**
     * Takes the owner back: gives the code for tokens, tries them where that is free, and makes the integration, or gives it these credentials instead. All of it or nothing: if
     * the service refuses the new credentials when they are tried, the result says so. That a service is out of reach for the test does not matter.
     *
     * <p>Blocks the calling thread for some seconds, at most a minute. A callback that fails has used up its state, unless it was not this owner's or session's.
     *
     * @param callback the query parameters of the host's redirect address, decoded: {@code state}, and {@code code} or {@code error}
     * @param session as {@link ConnectRequest#session} was given
     * @throws AuthorizationException when the callback is not good, or no tokens came of it; everything is as it was then
     * @throws NotFoundException when the integration that was to be connected anew is gone
     * @throws org.symposium.spi.model.ConflictException when that gets other credentials, or is tested, all the time
     */
    public ConnectionChange complete(Map<String, String> callback, String session) {
        return flow.complete(owner, callback, session);
    }

    /**
     * Connects by the host's own client, for a type whose {@code oauth} block has the grant {@code client_credentials}: nobody is asked.
     *
     * @throws AuthorizationException when the service gave no token
     * @throws InvalidInputException as {@link #begin}
     */
    public ConnectionChange connect(ConnectRequest request) {
        if (!request.isNew()) {
            throw new InvalidInputException("integration_id", "grant", "has nobody to connect it anew; enable it");
        }
        check(request);
        return flow.connect(owner, request.wish());
    }

    private void check(ConnectRequest request) {
        if (request.isNew()) {
            KnownType type = parts.types().requireByName(request.typeName());
            var violations = new ArrayList<Violation>();
            Rows.checkName(request.name(), violations);
            violations.addAll(ConfigKeys.check(
                    request.config().values(),
                    "config",
                    type.type().sourceSchema(),
                    type.type().outputSchema()));
            InvalidInputException.throwIfAny(violations);
        }
    }
}
