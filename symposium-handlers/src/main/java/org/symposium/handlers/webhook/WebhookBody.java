package org.symposium.handlers.webhook;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.Content;
import org.symposium.spi.Delivery;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Values;

/** What a message carries: the payload that Standard Webhooks recommends, or the output's own JSON template filled in. */
final class WebhookBody {
    static final String TEMPLATE = "json_template";

    private final Delivery delivery;
    private final boolean withData;
    private final Optional<JsonTemplate> template;

    WebhookBody(Delivery delivery) {
        this.delivery = delivery;
        this.withData = delivery.settings().flag("include_data", true);
        this.template = delivery.settings()
                .optionalText(TEMPLATE)
                .filter(text -> !text.isBlank())
                .map(JsonTemplate::of);
    }

    /** For all cards together. */
    Object ofAll() {
        Content content = delivery.content();
        return template.map(own -> filled(own, asCard(content))).orElseGet(() -> payload(content, delivery.cards()));
    }

    /** For one card by itself. */
    Object of(Card card) {
        return template.map(own -> filled(own, card)).orElseGet(() -> payload(delivery.content(card), List.of(card)));
    }

    private Object payload(Content content, List<Card> cards) {
        return WebhookPayload.of(delivery.startedAt(), content, cards, withData);
    }

    private Object filled(JsonTemplate own, Card card) {
        return WebhookPayload.checked(
                own.filled(card.toValues(), text -> delivery.render(text, card).text()));
    }

    /** A delivery as templates of a card name it: {@code title} is its subject, {@code content} its text, {@code data} the rest. */
    private Card asCard(Content content) {
        Values data = Values.of("count", delivery.cards().size())
                .with("cards", WebhookPayload.cards(delivery.cards(), withData))
                .with("html", content.html())
                .with("text", content.text());
        return new Card(
                delivery.integration().owner(),
                delivery.id(),
                "source",
                "",
                content.subject(),
                data,
                content.markdown(),
                Values.empty(),
                List.of(),
                delivery.startedAt(),
                0);
    }
}
