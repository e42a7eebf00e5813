package org.symposium.core;

import java.time.Instant;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;

/** The changes a user can make to an integration, each on top of the row as it is. */
final class IntegrationChanges {
    private IntegrationChanges() {}

    static Integration named(Integration before, String name) {
        return Integration.of(before.toValues().with("name", name));
    }

    static Integration configured(Integration before, Values config) {
        return Integration.of(before.toValues().with("config", config));
    }

    static Integration withCredentials(Integration before, Values sealed, Values ends, Values facts, Instant at) {
        return Integration.of(before.toValues()
                .with("credentials", sealed)
                .with("credential_ends", ends)
                .with("credentials_set_at", at)
                .with("facts", facts));
    }

    static Integration switched(Integration before, boolean isActive) {
        Values row = before.toValues().with("is_active", isActive).without("disabled_reason");
        return Integration.of(
                isActive
                        ? row.without("consecutive_failures")
                        : row.with("disabled_reason", "Switched off by its user."));
    }
}
