package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.runs.Cancellation;
import org.symposium.core.internal.runs.LeaseKeeper;
import org.symposium.spi.Handler;
import org.symposium.spi.Lease;
import org.symposium.spi.Outcome;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.Stores.Saved;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.ConflictException;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** Card → lease of the card → content made anew of its title and data → saved, if it is another. No service is asked, no credential opened. */
public final class ReformatFlow {
    private final Parts parts;
    private final QueryCard queries;

    /** With these parts. */
    public ReformatFlow(Parts parts) {
        this.parts = parts;
        this.queries = new QueryCard(parts);
    }

    /**
     * Reformats a card.
     *
     * @throws NotFoundException when there is no such card, or no integration of it
     * @throws org.symposium.spi.model.InvalidInputException when no source or query made it
     * @throws ConflictException when it is being refreshed
     * @throws HandlerException when its handler or template fails
     */
    public Card reformat(String owner, String id) {
        Target target = Target.of(card(owner, id));
        var cancellation = Cancellation.within(parts.runDeadline());
        LeaseKeeper.Kept kept = parts.leases()
                .take(target.leaseKey(), cancellation)
                .orElseThrow(() -> new ConflictException(
                        "The card '" + target.name() + "' is being refreshed now. Wait until that has finished."));
        try (kept) {
            return reformat(card(owner, id), target, kept.lease());
        }
    }

    private Card reformat(Card card, Target target, Lease lease) {
        long began = System.nanoTime();
        Instant at = parts.clock().instant();
        String content = RefreshFlow.isOfQuery(card) ? ofQuery(card) : ofSource(card);
        if (content.equals(card.content())) {
            return card;
        }
        Order order = Order.manual(parts.ids().next());
        Execution row = Execution.of(LogRow.standing(target, order, Status.SUCCESS, at, Optional.empty())
                .with("duration_ms", Duration.ofNanos(System.nanoTime() - began).toMillis())
                .with("result_summary", "Card reformatted: " + card.title())
                .with("card_id", card.id()));
        var rewrite = new Outcome.Rewrite(card.id(), parts.ids().next(), at, Values.of("content", content));
        var outcome = new Outcome(
                order.executionId(),
                order.attempt(),
                card.owner(),
                row,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(rewrite));
        if (parts.stores().save(outcome, lease) == Saved.STALE) {
            throw new ConflictException("The card '" + card.title() + "' was refreshed meanwhile. Try again.");
        }
        return card(card.owner(), card.id());
    }

    private String ofQuery(Card card) {
        Optional<Query> query = parts.stores().table(Query.KIND).find(card.owner(), card.sourceId());
        String template =
                query.map(Query::template).orElseGet(() -> card.apiRequest().text("config.template", ""));
        if (!card.data().has("sources")) {
            throw RefreshFlow.unsupported("can't be reformatted: no query made this card");
        }
        return queries.content(template, card.title(), card.data());
    }

    private String ofSource(Card card) {
        Handler handler = handler(card);
        if (!(handler instanceof SourceHandler source)) {
            throw RefreshFlow.unsupported("can't be reformatted: its type can't be a source any more");
        }
        try {
            return Fetching.content(source, card.title(), card.data());
        } catch (RuntimeException | StackOverflowError | LinkageError e) { // a stranger's
            throw new HandlerException(Failures.verdict(e), e);
        }
    }

    private Handler handler(Card card) {
        String id = card.apiRequest()
                .optionalText("integration_id")
                .orElseThrow(() -> RefreshFlow.unsupported("can't be reformatted: no source made this card"));
        Integration integration = parts.stores()
                .table(Integration.KIND)
                .find(card.owner(), id)
                .orElseThrow(() -> new NotFoundException("integration", id));
        return parts.types().requireById(integration.typeId()).handler();
    }

    private Card card(String owner, String id) {
        return parts.stores().cards().find(owner, id).orElseThrow(() -> new NotFoundException("card", id));
    }
}
