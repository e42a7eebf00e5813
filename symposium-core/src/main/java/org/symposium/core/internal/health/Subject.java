package org.symposium.core.internal.health;

import org.symposium.spi.model.Kind;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Stored;

/**
 * Whose run it was.
 *
 * @param kind {@code source}, {@code output}, {@code query} or {@code card}, against which nothing counts
 * @param integrationId empty for a query
 * @param hasCredentials whether its integration has any
 */
public record Subject(String kind, String owner, String id, String integrationId, boolean hasCredentials) {

    boolean isOutput() {
        return kind.equals(Output.KIND.name());
    }

    Kind<? extends Stored> stored() {
        return switch (kind) {
            case "output" -> Output.KIND;
            case "query" -> Query.KIND;
            default -> Source.KIND;
        };
    }
}
