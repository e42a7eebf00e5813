package org.symposium.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Card;

/**
 * One delivery. Cards, content, settings and start are frozen at the first attempt: a retry after a crash never chooses or renders again, and
 * finished steps are not sent again.
 */
public interface Delivery extends HandlerContext {
    /** Id of the delivery, the same over all retries. */
    String id();

    /** When it was first attempted. */
    Instant startedAt();

    /** The cards chosen, in order. */
    List<Card> cards();

    /** The output's template over all cards, rendered. */
    Content content();

    /** One card by itself, as content: its title is the subject. */
    Content content(Card card);

    /** Whom to send a trial to, instead of everybody. */
    Optional<String> testRecipient();

    /**
     * A field's own template over one card, whose variables it names directly: {@code {{title}}}. For a field of plain text take {@link Content#text()}, for
     * one line {@link Content#subject()}.
     *
     * @throws org.symposium.spi.model.HandlerException naming the template's line and column, or the limit; let it pass
     */
    Content render(String template, Card card);

    /**
     * Does something out there, once: intent is written, the call sent, the receipt written. A step that an earlier attempt finished is not done again and
     * gives its receipt.
     *
     * @throws org.symposium.spi.model.HandlerException when it failed; let it pass
     */
    Receipt step(Step step);
}
