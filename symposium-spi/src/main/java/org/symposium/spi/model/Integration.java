package org.symposium.spi.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A user's own connection of a type: credentials, optional settings for all its sources and outputs, and status. Spec: <em>Integration Instances</em>.
 *
 * @param owner the user it belongs to ({@code user_id} in JSON)
 * @param typeId the type's id
 * @param name what its user calls it
 * @param sealedCredentials by field, sealed by the vault; never part of a view for users, nor of what a JSON mapper makes of this
 * @param credentialEnds by field, the last characters of secrets, where the schema lets them be shown
 * @param credentialsSetAt when its user last gave other credentials
 * @param config optional settings that stand in where a source or output leaves one open
 * @param facts what a connection test or the credentials themselves told, such as a data centre; no secrets
 * @param isActive whether it may be used
 * @param disabledReason why it was switched off; empty while it is active
 * @param disabledKind who or what switched it off, as one of the words here; empty while it is active
 * @param connection whose account it is, and whether it works
 * @param consecutiveFailures since its last success
 */
public record Integration(
        String owner,
        String id,
        String typeId,
        String name,
        @JsonIgnore Values sealedCredentials,
        Values credentialEnds,
        Optional<Instant> credentialsSetAt,
        Values config,
        Values facts,
        boolean isActive,
        String disabledReason,
        String disabledKind,
        Connection connection,
        long consecutiveFailures,
        Optional<Instant> lastUsedAt,
        Instant createdAt,
        long revision)
        implements Stored {
    /** Its user switched it off. */
    public static final String OFF_BY_USER = "user";

    /** The service refused its credentials: others, that work, switch it on again. What was switched off without a word was so for this reason. */
    public static final String OFF_BY_AUTHENTICATION = "authentication";

    /** Its credentials were revoked: others switch it on again. */
    public static final String OFF_BY_REVOCATION = "revoked";

    /** The service has ended the grant that its credentials came by: its user must connect again, or give others. */
    public static final String OFF_BY_END_OF_GRANT = "reconnect";

    /** How stores keep integrations. */
    public static final Kind<Integration> KIND = new Kind<>(
            "integration",
            Integration::of,
            List.of(
                    Column.text("type_id"),
                    Column.text("name"),
                    Column.flag("is_active"),
                    Column.text("disabled_reason"),
                    Column.text("disabled_kind"),
                    Column.text("health"),
                    Column.instant("last_tested_at"),
                    Column.whole("consecutive_failures"),
                    Column.instant("last_used_at"),
                    Column.instant("created_at")));

    /** Reads the stored form. */
    public static Integration of(Values row) {
        boolean isActive = row.flag("is_active", true);
        return new Integration(
                row.text("user_id"),
                row.text("id"),
                row.text("type_id"),
                row.text("name"),
                row.objectOrEmpty("credentials"),
                row.objectOrEmpty("credential_ends"),
                row.optionalInstant("credentials_set_at"),
                row.objectOrEmpty("config"),
                row.objectOrEmpty("facts"),
                isActive,
                row.text("disabled_reason", ""),
                isActive ? "" : row.text("disabled_kind", OFF_BY_AUTHENTICATION),
                Connection.of(row),
                row.whole("consecutive_failures", 0),
                row.optionalInstant("last_used_at"),
                row.instant("created_at"),
                row.whole("revision", 0));
    }

    /** The stored form, credentials sealed in it. Not for users: what they may see is an {@link IntegrationView}. */
    @Override
    public Values toValues() {
        Values row = Values.of("id", id)
                .with("user_id", owner)
                .with("type_id", typeId)
                .with("name", name)
                .with("credentials", sealedCredentials);
        row = Rows.withValues(row, "credential_ends", credentialEnds)
                .withOptional("credentials_set_at", credentialsSetAt)
                .with("config", config);
        row = Rows.withText(
                Rows.withValues(row, "facts", facts).with("is_active", isActive), "disabled_reason", disabledReason);
        row = connection.on(Rows.withText(row, "disabled_kind", disabledKind));
        row = consecutiveFailures == 0 ? row : row.with("consecutive_failures", consecutiveFailures);
        return Rows.withRevision(row.withOptional("last_used_at", lastUsedAt).with("created_at", createdAt), revision);
    }

    /** The same with credentials that were sealed anew; the secrets are those they were. */
    public Integration resealed(Values sealed) {
        return of(toValues().with("credentials", sealed));
    }

    /** What a user, a host and a handler may see of it. Credentials that are not set are not told, since only the type knows them. */
    public IntegrationView view() {
        return view(Schema.empty());
    }

    /**
     * What a user, a host and a handler may see of it.
     *
     * @param auth the type's {@code auth_schema}: its fields are told, whether they are set or not
     */
    public IntegrationView view(Schema auth) {
        return new IntegrationView(
                owner,
                id,
                typeId,
                name,
                credentialViews(auth),
                config,
                facts,
                isActive,
                disabledReason,
                disabledKind,
                connection,
                consecutiveFailures,
                lastUsedAt,
                createdAt,
                revision);
    }

    /** The same with this known of its connection. */
    public Integration with(Connection known) {
        return of(known.on(Connection.without(toValues())));
    }

    /** Whether it is off for what was wrong with its credentials, so that others may switch it on again. */
    public boolean isOffByCredentials() {
        return disabledKind.equals(OFF_BY_AUTHENTICATION)
                || disabledKind.equals(OFF_BY_REVOCATION)
                || disabledKind.equals(OFF_BY_END_OF_GRANT);
    }

    private List<CredentialView> credentialViews(Schema auth) {
        var views = new ArrayList<CredentialView>();
        for (Field field : auth.fields()) {
            boolean isSet = sealedCredentials.has(field.name());
            views.add(new CredentialView(field.name(), isSet, isSet ? credentialEnds.text(field.name(), "") : ""));
        }
        for (String field : sealedCredentials.names()) {
            if (auth.field(field).isEmpty()) {
                views.add(new CredentialView(field, true, credentialEnds.text(field, "")));
            }
        }
        return views;
    }

    @Override
    public String toString() {
        return "Integration[" + owner + "/" + id + " " + name + "]";
    }
}
