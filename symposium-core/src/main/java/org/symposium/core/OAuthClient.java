package org.symposium.core;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.oauth.Client;
import org.symposium.spi.model.InvalidInputException;

/** The host's registration with a service, for the users of a type to connect by OAuth 2; see {@link EngineBuilder#oauthClient}. Its secret is never shown. Immutable. */
public final class OAuthClient {
    private final Client client;

    private OAuthClient(Client client) {
        this.client = client;
    }

    /**
     * A client as the service's developer pages show it.
     *
     * @param secret empty for one that has none
     * @throws InvalidInputException when the id is empty
     */
    public static OAuthClient of(String id, String secret) {
        if (id.isBlank()) {
            throw new InvalidInputException("client_id", "required", "must not be empty");
        }
        return new OAuthClient(
                new Client(id.strip(), secret.strip(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /**
     * Users come back here, to an address of the host's that is registered with the service; what they bring along goes to {@link OAuth#complete}. Not needed where no
     * user is asked.
     */
    public OAuthClient redirectUri(URI address) {
        return new OAuthClient(new Client(
                client.id(),
                client.secret(),
                Optional.of(absolute("redirect_uri", address)),
                client.server(),
                client.scopes()));
    }

    /** Asks for these scopes instead of those of the type. */
    public OAuthClient scopes(String... scopes) {
        return new OAuthClient(new Client(
                client.id(), client.secret(), client.redirectUri(), client.server(), Optional.of(List.of(scopes))));
    }

    /** Talks to this server instead of the one that the type names, on the same paths: an enterprise server, a mock. */
    public OAuthClient server(URI origin) {
        return new OAuthClient(new Client(
                client.id(),
                client.secret(),
                client.redirectUri(),
                Optional.of(absolute("server", origin)),
                client.scopes()));
    }

    Client client() {
        return client;
    }

    private static URI absolute(String field, URI address) {
        if (!address.isAbsolute() || address.getRawFragment() != null) {
            throw new InvalidInputException(
                    field, "url", "must be a whole address without a fragment, such as https://host.example/callback");
        }
        return address;
    }

    @Override
    public String toString() {
        return "OAuthClient[" + client.id() + "]";
    }
}
