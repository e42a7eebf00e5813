package org.symposium.core;

import java.net.URI;
import java.util.Map;
import org.symposium.spi.Handler;
import org.symposium.spi.Stores;
import org.symposium.spi.model.AuthorizationException;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.RunResult;

/** What docs/oauth-providers.md shows of a host. */
final class HostOfTheOAuthPage {
    Engine engine(Stores stores, Handler handler, String clientId, String clientSecret, URI redirectUri) {
        var engine = Engine.builder()
                .stores(stores)
                .handler(handler)
                .oauthClient("calendar", OAuthClient.of(clientId, clientSecret).redirectUri(redirectUri))
                .build();
        return engine;
    }

    URI connect(OwnerView user, String sessionId) {
        return user.oauth()
                .begin(ConnectRequest.create("calendar", "My calendar").session(sessionId))
                .uri();
    }

    String comeBack(OwnerView user, String sessionId, Map<String, String> queryParameters) {
        try {
            ConnectionChange change = user.oauth().complete(queryParameters, sessionId);
            return change.failure().map(RunResult.Failure::message).orElse("Connected.");
        } catch (AuthorizationException e) {
            return e.getMessage() + " " + e.suggestion();
        }
    }
}
