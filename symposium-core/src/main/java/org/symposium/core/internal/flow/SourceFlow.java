package org.symposium.core.internal.flow;

import java.time.Instant;
import java.util.Optional;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/** Source → integration → settings → lease → handler → card → saved. Spec: <em>Source Flow</em>. */
public final class SourceFlow implements Flow {
    private final Parts parts;
    private final Conduct conduct;
    private final Fetching fetching;

    /** With these parts. */
    public SourceFlow(Parts parts) {
        this.parts = parts;
        this.conduct = new Conduct(parts);
        this.fetching = new Fetching(parts);
    }

    @Override
    public RunResult run(String owner, String id, Order order) {
        return conduct.run(order, () -> load(owner, id));
    }

    @Override
    public Target target(String owner, String id) {
        return load(owner, id).target();
    }

    private Conduct.Ready load(String owner, String id) {
        Source source = parts.stores()
                .table(Source.KIND)
                .find(owner, id)
                .orElseThrow(() -> new NotFoundException("source", id));
        Integration integration = parts.stores()
                .table(Integration.KIND)
                .find(owner, source.integrationId())
                .orElseThrow(() -> new NotFoundException("integration", source.integrationId()));
        return new Conduct.Ready(Target.of(source, integration), workplace -> fetch(source, workplace));
    }

    private Made fetch(Source source, Workplace workplace) {
        Integration integration = workplace.target().integration();
        Fetched fetched =
                fetching.fetch(source.config(), settings -> Cursors.of(source, integration, settings), workplace);
        CardData found = fetched.found();
        Optional<Values> cursor = found.cursor().map(next -> Cursors.marked(next, integration, fetched.settings()));
        return found.isUnchanged()
                ? Made.unchanged(found, cursor)
                : Made.card(card(source, fetched, workplace.startedAt()), found, cursor);
    }

    private Card card(Source source, Fetched fetched, Instant startedAt) {
        return new Card(
                source.owner(),
                parts.ids().next(),
                "source",
                source.id(),
                fetched.title(),
                fetched.data(),
                fetched.content(),
                fetched.request(source.integrationId(), startedAt),
                source.tags(),
                parts.clock().instant(),
                0);
    }
}
