package org.symposium.spi.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A user's own connection of a type: credentials, optional settings for all its sources and outputs, and status. Spec: <em>Integration Instances</em>.
 *
 * @param owner the user it belongs to ({@code user_id} in JSON)
 * @param typeId the type's id
 * @param name what its user calls it
 * @param sealedCredentials by field, sealed by the vault; never part of a view for users
 * @param config optional settings that stand in where a source or output leaves one open
 * @param facts what a connection test or the credentials themselves told, such as a data centre; no secrets
 * @param isActive whether it may be used
 * @param disabledReason why it was switched off; empty while it is active
 * @param consecutiveFailures since its last success
 */
public record Integration(
        String owner,
        String id,
        String typeId,
        String name,
        Values sealedCredentials,
        Values config,
        Values facts,
        boolean isActive,
        String disabledReason,
        long consecutiveFailures,
        Optional<Instant> lastUsedAt,
        Instant createdAt,
        long revision)
        implements Stored {
    /** How stores keep integrations. */
    public static final Kind<Integration> KIND = new Kind<>(
            "integration",
            Integration::of,
            List.of(
                    Column.text("type_id"),
                    Column.text("name"),
                    Column.flag("is_active"),
                    Column.text("disabled_reason"),
                    Column.whole("consecutive_failures"),
                    Column.instant("last_used_at"),
                    Column.instant("created_at")));

    /** Reads the stored form. */
    public static Integration of(Values row) {
        return new Integration(
                row.text("user_id"),
                row.text("id"),
                row.text("type_id"),
                row.text("name"),
                row.objectOrEmpty("credentials"),
                row.objectOrEmpty("config"),
                row.objectOrEmpty("facts"),
                row.flag("is_active", true),
                row.text("disabled_reason", ""),
                row.whole("consecutive_failures", 0),
                row.optionalInstant("last_used_at"),
                row.instant("created_at"),
                row.whole("revision", 0));
    }

    /** The stored form, credentials sealed in it. Not for users: what they may see is {@link #toView}. */
    @Override
    public Values toValues() {
        return Rows.withRevision(
                common().with("credentials", sealedCredentials).with("config", config).with(status()), revision);
    }

    /** What a user may see: everything but {@code credentials}; {@code credential_fields} names those that are set. */
    public Values toView() {
        return Rows.withRevision(
                common().with("credential_fields", sealedCredentials.names()).with("config", config).with(status()), revision);
    }

    /** The same integration with other facts. */
    public Integration withFacts(Values newFacts) {
        return new Integration(
                owner,
                id,
                typeId,
                name,
                sealedCredentials,
                config,
                newFacts,
                isActive,
                disabledReason,
                consecutiveFailures,
                lastUsedAt,
                createdAt,
                revision);
    }

    @Override
    public String toString() {
        return "Integration[" + owner + "/" + id + " " + name + "]";
    }

    private Values common() {
        return Values.of("id", id).with("user_id", owner).with("type_id", typeId).with("name", name);
    }

    private Values status() {
        Values status = Values.of("is_active", isActive)
                .withOptional("last_used_at", lastUsedAt)
                .with("created_at", createdAt);
        status = facts.isEmpty() ? status : status.with("facts", facts);
        status = disabledReason.isEmpty() ? status : status.with("disabled_reason", disabledReason);
        return consecutiveFailures == 0 ? status : status.with("consecutive_failures", consecutiveFailures);
    }
}
