package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.stores.Insistence;
import org.symposium.spi.Stores;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/**
 * What a query asks for. Its card keeps it, to repeat it.
 *
 * @param minimum how many sources must give something
 * @param deadline for all of them together
 * @param lastGoodMaxAge up to which age a card stands in for a source that fails
 * @param config the query's own, with all of the above
 */
record QueryRequest(
        String queryId,
        String name,
        List<Asked> asked,
        int minimum,
        Optional<Duration> deadline,
        Optional<Duration> lastGoodMaxAge,
        Values config) {
    QueryRequest {
        asked = List.copyOf(asked);
    }

    /** A query, and its sources as they are now. */
    static QueryRequest of(Query query, Stores stores) {
        List<Asked> asked = query.sourceIds().stream()
                .map(id -> Insistence.on(() -> stores.table(Source.KIND).find(query.owner(), id))
                        .map(Asked::of)
                        .orElseGet(() -> Asked.gone(id)))
                .toList();
        return new QueryRequest(
                query.id(),
                query.name(),
                asked,
                query.minimumSources(),
                query.deadline(),
                query.lastGoodMaxAge(),
                query.config());
    }

    /** As a card has kept it. */
    static QueryRequest of(Values kept) {
        Values config = kept.objectOrEmpty("config");
        return new QueryRequest(
                kept.text("query_id"),
                kept.text("name"),
                kept.list("sources").stream().map(Asked::of).toList(),
                (int) config.whole("min_sources", 1),
                config.optionalText("deadline").map(Duration::parse),
                config.optionalText("last_good_max_age").map(Duration::parse),
                config);
    }

    String template() {
        return config.text("template", "");
    }

    /** For the card: each source by what it was asked with. No secret is among it. */
    Values toValues(List<Answered> answers, Instant at) {
        var sources = new ArrayList<Values>();
        answers.forEach(
                answer -> sources.add(answer.asked().toValues(answer.fetched().map(Fetched::settings))));
        return Values.of("query_id", queryId)
                .with("name", name)
                .with("sources", sources)
                .with("config", config)
                .with("timestamp", at);
    }
}
