package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * A source of a query, as it is to be fetched.
 *
 * @param integrationId whose credentials it uses; empty when the source is gone
 * @param config its settings
 * @param hindrance why it can't be fetched
 */
record Asked(String sourceId, String name, Optional<String> integrationId, Values config, Optional<Verdict> hindrance) {
    /** As it is now. */
    static Asked of(Source source) {
        Optional<Verdict> hindrance = source.isActive()
                ? Optional.empty()
                : Optional.of(Verdict.failed(
                                FailureKind.MISCONFIGURED,
                                ("The source is switched off. " + source.disabledReason()).strip())
                        .suggest("Switch it on, or take it out of the query."));
        return new Asked(source.id(), source.name(), Optional.of(source.integrationId()), source.config(), hindrance);
    }

    /** One that is deleted. */
    static Asked gone(String sourceId) {
        return new Asked(
                sourceId,
                "A deleted source",
                Optional.empty(),
                Values.empty(),
                Optional.of(Verdict.failed(FailureKind.MISCONFIGURED, "The source was deleted.")
                        .suggest("Take it out of the query.")));
    }

    /** As a query's card has kept it, whatever became of the source since. */
    static Asked of(Values kept) {
        return kept.has("integration_id")
                ? new Asked(
                        kept.text("source_id"),
                        kept.text("name"),
                        kept.optionalText("integration_id"),
                        kept.objectOrEmpty("config"),
                        Optional.empty())
                : gone(kept.text("source_id"));
    }

    /**
     * For a card to keep.
     *
     * @param settings what it was asked by, if it was
     */
    Values toValues(Optional<Values> settings) {
        return integrationId
                .map(id -> Values.of("source_id", sourceId)
                        .with("name", name)
                        .with("integration_id", id)
                        .with("config", settings.orElse(config)))
                .orElse(Values.of("source_id", sourceId));
    }
}
