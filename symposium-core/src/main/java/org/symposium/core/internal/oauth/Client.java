package org.symposium.core.internal.oauth;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The host's registration with a service.
 *
 * @param secret empty for a client that can't keep one
 * @param redirectUri where users come back to; not needed where no user is asked
 * @param server takes the place of the origin of all the block's addresses
 * @param scopes what is asked for instead of what the block says
 */
public record Client(
        String id, String secret, Optional<URI> redirectUri, Optional<URI> server, Optional<List<String>> scopes) {
    /** Whether it can show who it is. */
    boolean hasSecret() {
        return !secret.isEmpty();
    }

    /** An address of the block, on this client's server. */
    URI at(URI address) {
        return server.map(origin -> URI.create(origin.toString().replaceFirst("/+$", "") + pathAndQuery(address)))
                .orElse(address);
    }

    private static String pathAndQuery(URI address) {
        String query = address.getRawQuery();
        return address.getRawPath() + (query == null ? "" : "?" + query);
    }

    @Override
    public String toString() {
        return "Client[" + id + "]";
    }
}
