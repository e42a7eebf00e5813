package org.symposium.handlers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.symposium.spi.Content;
import org.symposium.spi.Delivery;
import org.symposium.spi.Document;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** A delivery without an engine: steps are written down and answered as canned. */
public final class FakeDelivery extends FakeContext implements Delivery {
    private final List<Card> cards;
    private final List<Step> steps = new ArrayList<>();
    private final List<Values> receipts = new ArrayList<>();

    public FakeDelivery(
            IntegrationType type, Values settings, Credentials credentials, List<Card> cards, HttpReply... replies) {
        super(type, settings, credentials, replies);
        this.cards = cards;
    }

    /** The steps so far. */
    public List<Step> steps() {
        return steps;
    }

    /** What they kept. */
    public List<Values> receipts() {
        return receipts;
    }

    @Override
    public String id() {
        return "0192d5f0-7c1a-7000-8000-000000000001";
    }

    @Override
    public Instant startedAt() {
        return Instant.parse("2026-01-02T03:04:05.678Z");
    }

    @Override
    public List<Card> cards() {
        return cards;
    }

    @Override
    public Content content() {
        return new Plain("Digest");
    }

    @Override
    public Content content(Card card) {
        return new Plain(card.title());
    }

    @Override
    public Optional<String> testRecipient() {
        return Optional.empty();
    }

    @Override
    public Content render(String template, Card card) {
        return new Plain(template);
    }

    @Override
    public Receipt step(Step step) {
        steps.add(step);
        Values kept = step.keep().apply(answer(step.call().orElseThrow()));
        receipts.add(kept);
        return new Receipt() {
            @Override
            public String text(String path) {
                return kept.text(path);
            }

            @Override
            public OptionalLong whole(String path) {
                return kept.has(path) ? OptionalLong.of(kept.whole(path)) : OptionalLong.empty();
            }
        };
    }

    private record Plain(String subject) implements Content {
        @Override
        public String markdown() {
            return "# " + subject;
        }

        @Override
        public Document document() {
            throw new UnsupportedOperationException("no handler here splits");
        }

        @Override
        public String html() {
            return "<h1>" + subject + "</h1>";
        }

        @Override
        public String mailHtml() {
            return "<html><body>" + html() + "</body></html>";
        }

        @Override
        public String text() {
            return subject;
        }
    }
}
