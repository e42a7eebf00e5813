package org.symposium.handlers.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.symposium.spi.Content;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * The body: type, moment and data, as Standard Webhooks recommends. Made of what is frozen in the delivery, so that a resumed one has the same
 * bytes.
 */
final class WebhookPayload {
    private static final int MOST_BYTES = 5 * 1024 * 1024;

    private WebhookPayload() {}

    /**
     * The payload.
     *
     * @param startedAt the delivery's own start, not this attempt's
     * @param withData whether cards bring their structured data
     */
    static Values of(Instant startedAt, Content content, List<Card> cards, boolean withData) {
        Values data = Values.of("subject", content.subject())
                .with("markdown", content.markdown())
                .with("html", content.html())
                .with("text", content.text())
                .with("cards", cards(cards, withData));
        return checked(Values.of("type", "cards.delivered")
                .with("timestamp", startedAt)
                .with("data", data));
    }

    /** Cards as receivers get them. */
    static List<Values> cards(List<Card> cards, boolean withData) {
        return cards.stream().map(card -> card(card, withData)).toList();
    }

    /** The payload, unless it is larger than a receiver can be asked to take. */
    static <T> T checked(T payload) {
        int size = Json.write(payload).getBytes(StandardCharsets.UTF_8).length;
        if (size > MOST_BYTES) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.MISCONFIGURED,
                            "The message would have " + size + " bytes; the most that is sent is " + MOST_BYTES
                                    + " (5 MiB).")
                    .suggest(
                            "Choose fewer cards, send one message for each card, or leave out their structured data."));
        }
        return payload;
    }

    private static Values card(Card card, boolean withData) {
        Values values = Values.of("id", card.id()).with("title", card.title()).with("content", card.content());
        values = withData ? values.with("data", card.data()) : values;
        return values.with("tags", card.tags())
                .with("source_id", card.sourceId())
                .with("created_at", card.createdAt());
    }
}
