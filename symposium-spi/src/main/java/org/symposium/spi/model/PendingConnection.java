package org.symposium.spi.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A user who was sent to a service to connect by OAuth 2, and has not come back yet. For one use, for ten minutes; kept so that any node may meet the user. The engine removes
 * it some time after it has ended.
 *
 * @param owner who is to come back ({@code user_id} in JSON)
 * @param id a digest of the state that the user brings along, which itself is not kept
 * @param typeId what is connected
 * @param integrationId of the integration that is connected anew, or the one that is to be made
 * @param isNew whether it is to be made
 * @param name what its user calls one that is to be made
 * @param config its settings
 * @param redirectUri where the user comes back to, as the service was told
 * @param session a digest of the host's key of the user's session; empty when it gave none
 * @param sealedVerifier the code verifier (RFC 7636), sealed; empty where the service does without, and once it is used
 * @param isUsed whether the user has come back
 * @param expiresAt when it ends
 */
public record PendingConnection(
        String owner,
        String id,
        String typeId,
        String integrationId,
        boolean isNew,
        String name,
        Values config,
        URI redirectUri,
        String session,
        @JsonIgnore Optional<String> sealedVerifier,
        boolean isUsed,
        Instant createdAt,
        Instant expiresAt,
        long revision)
        implements Stored {
    /** How stores keep them. */
    public static final Kind<PendingConnection> KIND = new Kind<>(
            "pending_connection",
            PendingConnection::of,
            List.of(Column.instant("created_at"), Column.instant("expires_at")));

    /** Reads the stored form. */
    public static PendingConnection of(Values row) {
        return new PendingConnection(
                row.text("user_id"),
                row.text("id"),
                row.text("type_id"),
                row.text("integration_id"),
                row.flag("is_new", false),
                row.text("name", ""),
                row.objectOrEmpty("config"),
                row.uri("redirect_uri"),
                row.text("session", ""),
                row.optionalText("code_verifier"),
                row.flag("is_used", false),
                row.instant("created_at"),
                row.instant("expires_at"),
                row.whole("revision", 0));
    }

    /** The same with a verifier that was sealed anew. */
    public PendingConnection resealed(String sealed) {
        return of(toValues().with("code_verifier", sealed));
    }

    /** The same, once the user has come back. */
    public PendingConnection used() {
        return of(toValues().with("is_used", true).without("code_verifier"));
    }

    @Override
    public Values toValues() {
        Values row = Values.of("id", id)
                .with("user_id", owner)
                .with("type_id", typeId)
                .with("integration_id", integrationId)
                .with("is_new", isNew);
        row = Rows.withValues(Rows.withText(row, "name", name), "config", config)
                .with("redirect_uri", redirectUri);
        row = Rows.withText(row, "session", session).withOptional("code_verifier", sealedVerifier);
        return Rows.withRevision(
                row.with("is_used", isUsed).with("created_at", createdAt).with("expires_at", expiresAt), revision);
    }

    @Override
    public String toString() {
        return "PendingConnection[" + owner + "/" + integrationId + "]";
    }
}
