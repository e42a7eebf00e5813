package org.symposium.spi.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An {@link Integration} as users, hosts and handlers may see it: all but its credentials.
 *
 * @param owner the user it belongs to ({@code user_id} in JSON)
 * @param typeId the type's id
 * @param name what its user calls it
 * @param credentials which credentials there are, and whether they are set; never a secret
 * @param config optional settings that stand in where a source or output leaves one open
 * @param facts what is known of the account; no secrets
 * @param isActive whether it may be used
 * @param disabledReason why it was switched off; empty while it is active
 * @param disabledKind who or what switched it off: {@code user}, {@code authentication}, {@code revoked}, {@code reconnect}; empty while it is active
 * @param connection whose account it is, and whether it works
 * @param consecutiveFailures since its last success
 */
public record IntegrationView(
        String owner,
        String id,
        String typeId,
        String name,
        List<CredentialView> credentials,
        Values config,
        Values facts,
        boolean isActive,
        String disabledReason,
        String disabledKind,
        Connection connection,
        long consecutiveFailures,
        Optional<Instant> lastUsedAt,
        Instant createdAt,
        long revision) {
    /** Copies the list. */
    public IntegrationView {
        credentials = List.copyOf(credentials);
    }

    /** The names of the credentials that are set. */
    public List<String> credentialFields() {
        return credentials.stream()
                .filter(CredentialView::isSet)
                .map(CredentialView::field)
                .toList();
    }

    /** The view as JSON: the specification's instance with {@code credential_fields} where {@code credentials} would be. */
    public Values toValues() {
        Values view = Values.of("id", id)
                .with("user_id", owner)
                .with("type_id", typeId)
                .with("name", name)
                .with(
                        "credential_fields",
                        credentials.stream().map(CredentialView::toValues).toList())
                .with("config", config);
        view = Rows.withText(
                Rows.withValues(view, "facts", facts).with("is_active", isActive), "disabled_reason", disabledReason);
        view = connection.onView(Rows.withText(view, "disabled_kind", disabledKind));
        return view.with("consecutive_failures", consecutiveFailures)
                .withOptional("last_used_at", lastUsedAt)
                .with("created_at", createdAt)
                .with("revision", revision);
    }
}
