package org.symposium.core;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** A {@link Trial} with sources that each do what the test says. */
final class QueryTrial implements AutoCloseable {
    private final Map<String, Function<SourceRun, CardData>> work = new ConcurrentHashMap<>();
    final Trial trial;
    private String integration = "";

    QueryTrial() {
        this(builder -> builder);
    }

    QueryTrial(UnaryOperator<EngineBuilder> choices) {
        this.trial = new Trial(choices, Values.empty());
        trial.fetching.set(run -> work.getOrDefault(run.settings().text("query"), QueryTrial::found)
                .apply(run));
    }

    /** What a source gives that nothing else was said of. */
    static CardData found(SourceRun run) {
        String query = run.settings().text("query");
        return CardData.of("About " + query).data("found", query).cursor(Values.of("seen", query));
    }

    OwnerView ada() {
        return trial.ada;
    }

    /** A source of this name, which does what is said of it. */
    Source source(String name) {
        if (integration.isEmpty()) {
            integration = trial.integration("echo");
        }
        return source(name, integration);
    }

    Source source(String name, String integrationId) {
        return ada().sources().create(integrationId, name, Settings.of("query", name));
    }

    QueryDraft draft(String... sources) {
        List<String> ids = Arrays.stream(sources).map(name -> source(name).id()).toList();
        return QueryDraft.of("Morning", ids);
    }

    Query query(String... sources) {
        return ada().queries().create(draft(sources));
    }

    void says(String source, Function<SourceRun, CardData> what) {
        work.put(source, what);
    }

    void fails(String source, FailureKind kind) {
        says(source, run -> {
            throw new HandlerException(kind, "It failed.");
        });
    }

    void fails(String source, Verdict verdict) {
        says(source, run -> {
            throw new HandlerException(verdict);
        });
    }

    Source sourceNamed(String name) {
        return ada().sources().list().stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        trial.close();
    }
}
