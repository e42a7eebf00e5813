package org.symposium.core.internal.flow;

import java.util.Map;
import java.util.Optional;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.InactiveException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Kind;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Stored;

/**
 * What runs, as the frame around a run sees it: a source or an output, and its integration; or a query, which has none of its own; or a card
 * that is refreshed, with the integration that it was fetched by.
 *
 * @param kind {@code source}, {@code output}, {@code query} or {@code card}
 * @param revision of the row when the run began
 * @param connected its integration
 */
record Target(String kind, String owner, String id, String name, long revision, Optional<Integration> connected) {
    private static final Map<String, Kind<? extends Stored>> KINDS =
            Map.of("source", Source.KIND, "output", Output.KIND, "query", Query.KIND, "card", Card.KIND);

    Target(String kind, String owner, String id, String name, long revision, Integration integration) {
        this(kind, owner, id, name, revision, Optional.of(integration));
    }

    static Target of(Source source, Integration integration) {
        refuseIfOff(source.isActive(), "source", source.name(), source.disabledReason());
        refuseIfOff(integration.isActive(), "integration", integration.name(), integration.disabledReason());
        return new Target("source", source.owner(), source.id(), source.name(), source.revision(), integration);
    }

    static Target of(Output output, Integration integration) {
        refuseIfOff(output.isActive(), "output", output.name(), output.disabledReason());
        refuseIfOff(integration.isActive(), "integration", integration.name(), integration.disabledReason());
        return new Target("output", output.owner(), output.id(), output.name(), output.revision(), integration);
    }

    static Target of(Query query) {
        refuseIfOff(query.isActive(), "query", query.name(), query.disabledReason());
        return new Target("query", query.owner(), query.id(), query.name(), query.revision(), Optional.empty());
    }

    /** To be fetched again by this integration, whatever became of its source. */
    static Target of(Card card, Integration integration) {
        refuseIfOff(integration.isActive(), "integration", integration.name(), integration.disabledReason());
        return new Target("card", card.owner(), card.id(), card.title(), card.revision(), integration);
    }

    /** To be made again: a query's. */
    static Target of(Card card) {
        return new Target("card", card.owner(), card.id(), card.title(), card.revision(), Optional.empty());
    }

    /** Whether a card is refreshed; it has no schedule, counters or health that would move. */
    boolean isCard() {
        return kind.equals("card");
    }

    /** The integration of something that has one. */
    Integration integration() {
        return connected.orElseThrow(() -> new IllegalStateException("A " + kind + " has no integration"));
    }

    /** One run at a time of each. */
    String leaseKey() {
        return leaseKey(kind, owner, id);
    }

    static String leaseKey(String kind, String owner, String id) {
        return kind + "/" + owner + "/" + id;
    }

    /**
     * How stores keep what runs.
     *
     * @throws NotFoundException for anything else, such as what a later version has put into the queue
     */
    static Kind<? extends Stored> kind(String name) {
        Kind<? extends Stored> kind = KINDS.get(name);
        if (kind == null) {
            throw new NotFoundException("kind", name);
        }
        return kind;
    }

    private static void refuseIfOff(boolean isActive, String kind, String name, String reason) {
        if (!isActive) {
            throw new InactiveException(kind, name, reason);
        }
    }
}
