package org.symposium.core.internal.flow;

import java.util.List;
import java.util.stream.Collectors;
import org.symposium.core.internal.schema.EffectiveSettings;
import org.symposium.core.internal.schema.SettingsCheck;
import org.symposium.core.internal.types.KnownType;
import org.symposium.core.internal.types.TypeRegistry;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.spi.model.Violation;

/** The type and the settings a run goes by. What was right when it was saved may be wrong now: the JAR is gone, the schema has changed. */
final class RunSettings {
    private RunSettings() {}

    static KnownType type(TypeRegistry types, Integration integration) {
        return types.byId(integration.typeId())
                .orElseThrow(() -> new HandlerException(Verdict.failed(
                                FailureKind.MISCONFIGURED,
                                "No handler for this integration's type is installed any more.")
                        .suggest("Put the handler's JAR back on the path, or delete the integration.")));
    }

    static Values of(Schema schema, Values own, Values config) {
        Values settings = EffectiveSettings.merge(schema, own, config);
        List<Violation> violations = SettingsCheck.check(schema, settings, "config");
        if (!violations.isEmpty()) {
            throw new HandlerException(Verdict.failed(FailureKind.MISCONFIGURED, told(violations))
                    .suggest("Correct the settings and save them again."));
        }
        return settings;
    }

    private static String told(List<Violation> violations) {
        return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    }
}
