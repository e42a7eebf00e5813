package org.symposium.core;

import java.util.Optional;
import org.symposium.core.internal.flow.AuthorizationFlow;

/** What a user wants to connect by OAuth 2. Immutable. */
public final class ConnectRequest {
    private final Optional<String> integrationId;
    private final String typeName;
    private final String name;
    private final Settings config;
    private final String session;

    private ConnectRequest(
            Optional<String> integrationId, String typeName, String name, Settings config, String session) {
        this.integrationId = integrationId;
        this.typeName = typeName;
        this.name = name;
        this.config = config;
        this.session = session;
    }

    /**
     * A new integration.
     *
     * @param typeName of an installed type, such as {@code slack}
     * @param name what its user calls it
     */
    public static ConnectRequest create(String typeName, String name) {
        return new ConnectRequest(Optional.empty(), typeName, name, Settings.none(), "");
    }

    /** Other credentials for an integration that there is, whatever it has now, and whether it is on or off. */
    public static ConnectRequest reconnect(String integrationId) {
        return new ConnectRequest(Optional.of(integrationId), "", "", Settings.none(), "");
    }

    /** Settings of a new integration; see {@link Integrations#create(String, String, org.symposium.spi.model.Credentials, Settings)}. */
    public ConnectRequest config(Settings chosen) {
        return new ConnectRequest(integrationId, typeName, name, chosen, session);
    }

    /**
     * Binds it to the user's session with the host, so that an address somebody else began can't be completed with it (RFC 6749 10.12).
     *
     * @param key the host's own, such as the session's id; only a digest of it is kept
     */
    public ConnectRequest session(String key) {
        return new ConnectRequest(integrationId, typeName, name, config, key);
    }

    boolean isNew() {
        return integrationId.isEmpty();
    }

    String typeName() {
        return typeName;
    }

    String name() {
        return name;
    }

    Settings config() {
        return config;
    }

    AuthorizationFlow.Wish wish() {
        return new AuthorizationFlow.Wish(integrationId, typeName, name.strip(), config.values(), session);
    }

    @Override
    public String toString() {
        return "ConnectRequest[" + integrationId.orElse(typeName) + "]";
    }
}
