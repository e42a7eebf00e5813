package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.Outcome;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;

/** Card → what had fetched it → lease of the card → fetched again → the card changed in place. Spec: <em>Enable refresh</em>. */
public final class RefreshFlow implements Flow {
    private final Parts parts;
    private final Conduct conduct;
    private final Fetching fetching;
    private final QueryWork queries;

    /** With these parts. */
    public RefreshFlow(Parts parts) {
        this.parts = parts;
        this.conduct = new Conduct(parts);
        this.fetching = new Fetching(parts);
        this.queries = new QueryWork(parts);
    }

    /**
     * As any flow.
     *
     * @throws InvalidInputException when the card can't be refreshed; what the queue hands out could be when it was put there
     */
    @Override
    public RunResult run(String owner, String id, Order order) {
        if (!order.isQueued()) {
            requireSupported(card(owner, id));
        }
        RunResult result = conduct.run(order, () -> load(owner, id));
        return new RunResult(
                result.executionId(),
                result.status(),
                result.duration(),
                result.card().flatMap(made -> parts.stores().cards().find(owner, id)), // with tags as they are
                result.delivery(),
                result.cardsSent(),
                result.failure(),
                result.nextTryAt(),
                result.notices());
    }

    @Override
    public Target target(String owner, String id) {
        return load(owner, id).target();
    }

    /** Whether a query made it. */
    static boolean isOfQuery(Card card) {
        return card.cardType().equals("query");
    }

    static InvalidInputException unsupported(String why) {
        return new InvalidInputException("card_id", "unsupported", why);
    }

    private void requireSupported(Card card) {
        Values request = card.apiRequest();
        if (!request.has(isOfQuery(card) ? "sources" : "integration_id")) {
            throw unsupported("can't be refreshed: no source or query made this card");
        }
        if (!isOfQuery(card)) {
            var type = parts.types().requireById(integration(card).typeId()).type();
            if (!type.supportsRefresh()) {
                throw unsupported("can't be refreshed: the type '" + type.name() + "' supports no refresh");
            }
        }
    }

    private Conduct.Ready load(String owner, String id) {
        Card card = card(owner, id);
        return isOfQuery(card)
                ? new Conduct.Ready(Target.of(card), workplace -> gather(card, workplace))
                : new Conduct.Ready(Target.of(card, integration(card)), workplace -> fetch(card, workplace));
    }

    private Card card(String owner, String id) {
        return parts.stores().cards().find(owner, id).orElseThrow(() -> new NotFoundException("card", id));
    }

    private Integration integration(Card card) {
        String id = card.apiRequest().text("integration_id", "");
        return parts.stores()
                .table(Integration.KIND)
                .find(card.owner(), id)
                .orElseThrow(() -> new NotFoundException("integration", id));
    }

    private Made fetch(Card card, Workplace workplace) {
        Fetched fetched = fetching.fetch(card.apiRequest().objectOrEmpty("config"), Fetching.NO_CURSOR, workplace);
        CardData found = fetched.found();
        boolean isSame = fetched.title().equals(card.title())
                && fetched.data().equals(card.data())
                && fetched.content().equals(card.content());
        if (found.isUnchanged() || isSame) {
            return Made.unchanged(found, Optional.empty());
        }
        Values request = fetched.request(workplace.target().integration().id(), workplace.startedAt());
        Values changes = changes(fetched.data(), fetched.content(), request).with("title", fetched.title());
        return refreshed(card, changes, found.notices(), Optional.empty());
    }

    private Made gather(Card card, Workplace workplace) {
        Gathered gathered = queries.gather(QueryRequest.of(card.apiRequest()), workplace);
        if (gathered.failure().isPresent()) {
            return Made.failed(LogRow.told(gathered.failure().get(), workplace.masks()), gathered.tally());
        }
        return refreshed(
                card,
                changes(gathered.data(), gathered.content(), gathered.request()),
                gathered.notices(),
                Optional.of(gathered.tally()));
    }

    private static Values changes(Values data, String content, Values request) {
        return Values.of("data", data).with("content", content).with("api_request", request);
    }

    private Made refreshed(Card card, Values changes, List<String> notices, Optional<Tally> tally) {
        var rewrite =
                new Outcome.Rewrite(card.id(), parts.ids().next(), parts.clock().instant(), changes);
        return Made.refreshed(Card.of(card.toValues().with(changes)), rewrite, notices, tally);
    }
}
