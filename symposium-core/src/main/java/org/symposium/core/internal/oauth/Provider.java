package org.symposium.core.internal.oauth;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.symposium.core.internal.http.HttpRoad;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;

/** The service of a type with an {@code oauth} block, as the host's client talks to it. Thread-safe. Every failure is a {@link HandlerException}, masked. */
public final class Provider {
    private static final String CODE = "code";
    private static final String VERIFIER = "code_verifier";

    private final OAuthTerms terms;
    private final Client client;
    private final TokenRoad road;

    Provider(OAuthTerms terms, Client client, HttpRoad road) {
        this.terms = terms;
        this.client = client;
        this.road = new TokenRoad(terms, client, road);
    }

    /** What the type's block says. */
    public OAuthTerms terms() {
        return terms;
    }

    /** Where users come back to. */
    public Optional<URI> redirectUri() {
        return client.redirectUri();
    }

    /**
     * Where a user is sent to (RFC 6749 4.1.1).
     *
     * @param verifier whose challenge goes along (RFC 7636); empty for none
     */
    public URI address(URI redirectUri, String state, Optional<String> verifier) {
        var parameters = new LinkedHashMap<String, String>(terms.extra());
        parameters.put("response_type", "code");
        parameters.put("client_id", client.id());
        parameters.put("redirect_uri", redirectUri.toString());
        String scope = String.join(terms.scopeSeparator(), client.scopes().orElseGet(terms::scopes));
        if (!scope.isEmpty()) {
            parameters.put("scope", scope);
        }
        parameters.put("state", state);
        verifier.ifPresent(proof -> {
            parameters.put("code_challenge", Proof.digest(proof));
            parameters.put("code_challenge_method", "S256");
        });
        URI address = client.at(terms.authorizeUrl());
        String separator = address.getRawQuery() == null ? "?" : "&";
        return URI.create(address + separator + FormText.query(parameters));
    }

    /** Gives a code for tokens (RFC 6749 4.1.3), and asks for facts where they are told elsewhere. Sent once. */
    public TokenReply exchange(Journey journey, String code, URI redirectUri, Optional<String> verifier) {
        var form = new LinkedHashMap<String, Object>();
        form.put("grant_type", "authorization_code");
        form.put(CODE, Secret.of(CODE));
        form.put("redirect_uri", redirectUri.toString());
        Credentials secrets = Credentials.of(CODE, code);
        if (verifier.isPresent()) {
            form.put(VERIFIER, Secret.of(VERIFIER));
            secrets = secrets.with(VERIFIER, verifier.get());
        }
        TokenReply reply = asked(journey, form, secrets);
        return reply instanceof TokenReply.Granted granted && terms.factsUrl().isPresent()
                ? granted.with(facts(journey, granted, terms.factsUrl().get()))
                : reply;
    }

    /** Gives a refresh token for other tokens (RFC 6749 6). Sent once: the service may keep each for one use. */
    public TokenReply refresh(Journey journey, String refreshToken) {
        var form = new LinkedHashMap<String, Object>();
        form.put("grant_type", "refresh_token");
        form.put(OAuthTerms.REFRESH_TOKEN, Secret.of(OAuthTerms.REFRESH_TOKEN));
        return asked(journey, form, Credentials.of(OAuthTerms.REFRESH_TOKEN, refreshToken));
    }

    /** A token for the client itself (RFC 6749 4.4). */
    public TokenReply ownToken(Journey journey) {
        var form = new LinkedHashMap<String, Object>();
        form.put("grant_type", "client_credentials");
        String scope = String.join(terms.scopeSeparator(), client.scopes().orElseGet(terms::scopes));
        if (!scope.isEmpty()) {
            form.put("scope", scope);
        }
        return asked(journey, form, Credentials.none());
    }

    /** Whether the service can be told that tokens end. */
    public boolean canRevoke() {
        return terms.revokeUrl(client.id()).isPresent();
    }

    /** Tells the service that tokens end (RFC 7009): first what renews the other, unless the service wants to hear of the other only. One that it does not know any more has ended. */
    public void revoke(Journey journey, Credentials tokens) {
        if (terms.revokesAll() && tokens.has(OAuthTerms.REFRESH_TOKEN)) {
            road.revoke(journey, tokens.reveal(OAuthTerms.REFRESH_TOKEN), OAuthTerms.REFRESH_TOKEN);
        }
        road.revoke(journey, tokens.reveal(terms.accessToken()), "access_token");
    }

    private TokenReply asked(Journey journey, Map<String, Object> form, Credentials secrets) {
        try {
            HttpReply reply = road.ask(journey, form, secrets);
            return new TokenReader(terms, journey.masks()).read(reply);
        } catch (HandlerException e) {
            throw Faults.ofClient(e);
        }
    }

    private Values facts(Journey journey, TokenReply.Granted granted, URI address) {
        HttpReply reply = road.facts(journey, granted.tokens().reveal(terms.accessToken()), address);
        return new TokenReader(terms, journey.masks()).facts(reply.json());
    }
}
