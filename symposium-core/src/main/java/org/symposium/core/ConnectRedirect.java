package org.symposium.core;

import java.net.URI;
import java.time.Instant;

/**
 * Where to send a user who connects by OAuth 2. For that user only: whoever else has it could come back instead, so it is not shown by {@link #toString}.
 *
 * @param uri the service's page, to be opened in the user's browser
 * @param state what the user brings back, for a host that has many users' callbacks to tell apart
 * @param expiresAt when the user must be back
 */
public record ConnectRedirect(URI uri, String state, Instant expiresAt) {
    @Override
    public String toString() {
        return "ConnectRedirect[" + uri.getHost() + ", until " + expiresAt + "]";
    }
}
