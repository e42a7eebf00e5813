package org.symposium.core.internal.flow;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.symposium.core.internal.connections.IntegrationRows;
import org.symposium.core.internal.oauth.OAuthTerms;
import org.symposium.core.internal.oauth.Proof;
import org.symposium.core.internal.oauth.Provider;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.model.AuthorizationException;
import org.symposium.spi.model.AuthorizationException.Reason;
import org.symposium.spi.model.ConnectionChange;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.PendingConnection;
import org.symposium.spi.model.Values;

/** A user is sent to a service, and comes back: code → tokens → tried, where that is free → stored. Spec: <em>OAuth Integration</em>; RFC 6749 4.1, RFC 7636, RFC 9700. */
public final class AuthorizationFlow {
    /** How long a user may be away. */
    static final Duration MOST_AWAY = Duration.ofMinutes(10);

    private final Parts parts;
    private final IntegrationRows rows;
    private final PendingConnections pending;
    private final TokenExchange exchange;

    /** With these parts. */
    public AuthorizationFlow(Parts parts) {
        this.parts = parts;
        this.rows = new IntegrationRows(parts.stores());
        this.pending = new PendingConnections(parts.stores(), parts.clock());
        this.exchange = new TokenExchange(parts);
    }

    /**
     * Who is sent away.
     *
     * @param integrationId of the integration to connect anew; empty for a new one
     * @param typeName of the new one
     * @param name of the new one
     * @param config of the new one
     * @param session the host's key of the user's session; empty for none
     */
    public record Wish(Optional<String> integrationId, String typeName, String name, Values config, String session) {}

    /** Where to, with what, and for how long. */
    public record Sent(URI address, String state, Instant expiresAt) {}

    /**
     * Sends a user to a service.
     *
     * @throws org.symposium.spi.model.NotFoundException when there is no such integration
     * @throws InvalidInputException when the type is not installed, has no {@code oauth} block that asks users, or the host has no client for it
     */
    public Sent begin(String owner, Wish wish) {
        KnownType type = wish.integrationId()
                .map(id -> parts.types().requireById(rows.get(owner, id).typeId()))
                .orElseGet(() -> parts.types().requireByName(wish.typeName()));
        Provider provider = provider(type);
        URI redirectUri = provider.redirectUri()
                .orElseThrow(() -> new InvalidInputException(
                        "redirect_uri", "required", "is missing in the host's client for '" + type.name() + "'"));
        String state = Proof.random();
        Optional<String> verifier = provider.terms().hasProof() ? Optional.of(Proof.random()) : Optional.empty();
        String id = Proof.digest(state);
        Instant now = parts.clock().instant();
        var row = new PendingConnection(
                owner,
                id,
                type.id(),
                wish.integrationId().orElseGet(parts.ids()::next),
                wish.integrationId().isEmpty(),
                wish.name(),
                wish.config(),
                redirectUri,
                wish.session().isEmpty() ? "" : Proof.digest(wish.session()),
                verifier.map(proof -> parts.safe().sealVerifier(owner, id, proof)),
                false,
                now,
                now.plus(MOST_AWAY),
                0);
        pending.add(row);
        return new Sent(provider.address(redirectUri, state, verifier), state, row.expiresAt());
    }

    /**
     * Takes a user back.
     *
     * @param callback the parameters that the user came back with
     * @param session as it was at the beginning
     * @throws AuthorizationException when nothing came of it; nothing was changed then
     */
    public ConnectionChange complete(String owner, Map<String, String> callback, String session) {
        PendingConnection row = pending.take(owner, callback.getOrDefault("state", ""), session);
        String error = callback.getOrDefault("error", "");
        if (!error.isEmpty()) {
            throw CallbackErrors.of(error, callback.getOrDefault("error_description", ""));
        }
        String code = callback.getOrDefault("code", "");
        if (code.isBlank()) {
            throw new AuthorizationException(
                    Reason.NO_CODE, "The service sent the user back without a code.", "Connect again.");
        }
        KnownType type = parts.types().requireById(row.typeId());
        Integration before = row.isNew() ? bare(row, type) : rows.get(owner, row.integrationId());
        return connected(row, type, before, code);
    }

    /**
     * Connects the host's own account, where no user is asked.
     *
     * @throws AuthorizationException when the service gave no token
     */
    public ConnectionChange connect(String owner, Wish wish) {
        KnownType type = parts.types().requireByName(wish.typeName());
        Provider provider = provider(type, true);
        Integration bare = bare(owner, parts.ids().next(), type, wish.name(), wish.config());
        Candidate.Granted granted = exchange.run(bare, type, provider, provider::ownToken);
        return kept(granted, () -> created(type, bare, granted));
    }

    private ConnectionChange connected(PendingConnection row, KnownType type, Integration before, String code) {
        Provider provider = provider(type);
        Optional<String> verifier = parts.safe().openVerifier(row);
        Candidate.Granted granted = exchange.run(
                before, type, provider, journey -> provider.exchange(journey, code, row.redirectUri(), verifier));
        return kept(
                granted,
                () -> row.isNew()
                        ? created(type, before, granted)
                        : new RotationFlow(parts)
                                .rotate(before.owner(), before.id(), RotationFlow.Wish.granted(granted)));
    }

    private static ConnectionChange kept(Candidate.Granted granted, Supplier<ConnectionChange> keeping) {
        try {
            return keeping.get();
        } catch (InvalidInputException e) {
            throw new AuthorizationException(
                    Reason.UNUSABLE_ANSWER,
                    "What the service gave is not what the type's credentials must be: " + e.getMessage(),
                    "The developer of this integration should compare its oauth block with its auth_schema.");
        } finally {
            granted.tokens().wipe();
        }
    }

    private ConnectionChange created(KnownType type, Integration bare, Candidate.Granted granted) {
        Candidate candidate = Candidate.granted(parts, type, bare, granted);
        return new CreationFlow(parts).createTested(candidate.on(bare, parts, false));
    }

    private Integration bare(PendingConnection row, KnownType type) {
        return bare(row.owner(), row.integrationId(), type, row.name(), row.config());
    }

    private Integration bare(String owner, String id, KnownType type, String name, Values config) {
        return Integration.of(Values.of("id", id)
                .with("user_id", owner)
                .with("type_id", type.id())
                .with("name", name)
                .with("config", config)
                .with("created_at", parts.clock().instant()));
    }

    private Provider provider(KnownType type) {
        return provider(type, false);
    }

    private Provider provider(KnownType type, boolean asksNobody) {
        OAuthTerms terms = OAuthTerms.of(type.type())
                .orElseThrow(() -> noOAuth(type, "has no oauth block; create it with credentials instead"));
        if (terms.asksNobody() != asksNobody) {
            throw noOAuth(
                    type,
                    asksNobody
                            ? "is connected by its users, since its oauth block has not the grant client_credentials; use"
                                    + " oauth().begin(…)"
                            : "is connected by the host's own client, without asking its users, since its oauth block has the"
                                    + " grant client_credentials; use oauth().connect(…)");
        }
        return parts.providers()
                .of(type.type())
                .orElseThrow(() -> new InvalidInputException(
                        "type",
                        "oauth_client",
                        "'" + type.name() + "' can't be connected by OAuth here: whoever runs this program must give"
                                + " the engine its client for " + terms.host()));
    }

    private static InvalidInputException noOAuth(KnownType type, String message) {
        return new InvalidInputException("type", "oauth", "'" + type.name() + "' " + message);
    }
}
