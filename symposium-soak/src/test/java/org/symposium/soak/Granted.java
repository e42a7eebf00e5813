package org.symposium.soak;

import java.net.URI;
import java.time.Duration;
import org.symposium.core.AesGcmVault;
import org.symposium.core.Engine;
import org.symposium.core.EngineBuilder;
import org.symposium.core.OAuthClient;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.Stores;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** A source behind a {@link RotatingProvider}, and engines that have it. */
final class Granted implements SourceHandler {
    static final String TYPE = "granted";
    static final String OWNER = "ada";

    private static final String KEY = "5nnX4trJe3O2xOBfsM+erL/Xrubb7r1VyeZiICxtCb4=";

    private static final IntegrationType DEFINITION = IntegrationType.of(Values.fromJson("""
            {"name": "granted", "display_name": "Granted", "category": "source", "description": "Behind a grant", "icon": "🔑",
             "version": "1", "connection_test": "none", "base_url": "https://granted.example", "handler_module": "granted",
             "auth_schema": {"fields": [{"name": "token", "type": "password", "label": "Token", "required": true}]},
             "source_schema": {"fields": []},
             "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
             "oauth": {"authorize_url": "https://granted.example/authorize", "token_url": "https://granted.example/token",
               "credentials": {"token": "/access_token", "refresh_token": "/refresh_token"}}}"""));

    /** An engine to be, with one attempt at each run: what fails shows. */
    static EngineBuilder engine(Stores stores, URI provider) {
        return Engine.builder()
                .stores(stores)
                .vault(AesGcmVault.ofBase64(KEY))
                .allowAddresses("127.0.0.0/8")
                .baseUrl(TYPE, provider)
                .retries(1, Duration.ofSeconds(1), Duration.ofSeconds(1))
                .handler(new Granted())
                .oauthClient(
                        TYPE,
                        OAuthClient.of("client-1", "client-secret")
                                .redirectUri(URI.create("https://host.example/callback"))
                                .server(provider));
    }

    @Override
    public IntegrationType type() {
        return DEFINITION;
    }

    @Override
    public CardData execute(SourceRun run) {
        run.http().send(HttpCall.get("/items").bearer("token"));
        return CardData.unchanged();
    }

    @Override
    public String formatResponse(String title, Values data) {
        return title;
    }
}
