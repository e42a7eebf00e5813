package org.symposium.core.internal.flow;

import java.util.List;
import org.symposium.core.internal.stores.Insistence;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Verdict;
import org.symposium.spi.model.View;

/** Chooses cards: puts the view that a filter narrows into it, and the moment that its times are seen from. */
public final class CardSelection {
    private final Parts parts;

    /** With these parts. */
    public CardSelection(Parts parts) {
        this.parts = parts;
    }

    /**
     * The cards of a filter, now.
     *
     * @throws NotFoundException when it narrows a view that is gone
     */
    public List<Card> choose(String owner, CardFilter filter) {
        return now(owner, resolved(owner, filter));
    }

    /**
     * The cards of an output's filter that it has not delivered yet, unless the filter wants those as well.
     *
     * @throws HandlerException when the filter can't be followed any more
     */
    List<Card> choose(Output output) {
        try {
            CardFilter filter = resolved(output.owner(), CardFilter.of(output.filter()));
            CardFilter wanted = filter.includesDelivered() ? filter : filter.notDeliveredBy(output.id());
            return Insistence.on(() -> now(output.owner(), wanted));
        } catch (NotFoundException e) {
            throw misconfigured(
                    "The view that the output's filter narrows is gone: " + e.getMessage(),
                    "Choose another view in the output's filter, or none.");
        } catch (InvalidInputException e) {
            throw misconfigured(
                    "The output's filter, or its view's, can't be followed: " + e.getMessage(), "Correct the filter.");
        }
    }

    private List<Card> now(String owner, CardFilter filter) {
        return parts.stores().cards().choose(owner, filter.at(parts.clock().instant()));
    }

    private CardFilter resolved(String owner, CardFilter filter) {
        return filter.viewId()
                .map(id -> filter.within(CardFilter.of(
                        Insistence.on(() -> parts.stores().table(View.KIND).find(owner, id))
                                .orElseThrow(() -> new NotFoundException("view", id))
                                .filter())))
                .orElse(filter);
    }

    private static HandlerException misconfigured(String message, String suggestion) {
        return new HandlerException(
                Verdict.failed(FailureKind.MISCONFIGURED, message).suggest(suggestion));
    }
}
