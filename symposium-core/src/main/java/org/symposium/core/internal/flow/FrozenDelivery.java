package org.symposium.core.internal.flow;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.symposium.core.internal.content.RenderedContent;
import org.symposium.spi.Content;
import org.symposium.spi.Delivery;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Values;

/** A delivery as its handler sees it: read from what the ledger keeps, so that each attempt sees the same. */
final class FrozenDelivery extends RunContext implements Delivery {
    private final Values frozen;
    private final List<Card> cards;
    private final Content content;
    private final Function<Step, Receipt> steps;
    private final Set<String> notices;

    /**
     * A delivery.
     *
     * @param frozen what the ledger keeps of it, but for its steps
     * @param steps what becomes of a step
     */
    FrozenDelivery(RunContext context, Values frozen, Function<Step, Receipt> steps) {
        super(context);
        this.frozen = frozen;
        this.cards = frozen.list("cards").stream().map(Card::of).toList();
        this.content = RenderedContent.of(frozen.text("subject"), frozen.text("markdown"));
        this.steps = steps;
        this.notices = new LinkedHashSet<>(frozen.texts(Freezing.NOTICES));
    }

    @Override
    public String id() {
        return executionId();
    }

    @Override
    public Instant startedAt() {
        return frozen.instant("started_at");
    }

    @Override
    public List<Card> cards() {
        return cards;
    }

    @Override
    public Content content() {
        return content;
    }

    @Override
    public Content content(Card card) {
        return RenderedContent.of(card.title(), card.content());
    }

    @Override
    public Optional<String> testRecipient() {
        return frozen.optionalText("test_recipient");
    }

    @Override
    public Content render(String template, Card card) {
        CardCut.Fitting<Content> fitting = CardCut.of(card, part -> rendered(template, part));
        fitting.notice().ifPresent(notices::add);
        return fitting.made();
    }

    private Content rendered(String template, Card card) {
        try {
            return RenderedContent.of(
                    "",
                    parts().templates()
                            .get("template", template)
                            .render(
                                    TemplateVariables.ofCard(card, frozen.objectOrEmpty("sources")),
                                    ZoneId.of(frozen.text("zone", "UTC"))));
        } catch (InvalidInputException e) {
            String what = "A field's template";
            throw TooLong.of(what, e)
                    .<HandlerException>map(tooLong -> tooLong)
                    .orElseGet(() -> new HandlerException(
                            FailureKind.MISCONFIGURED, what + " can't be rendered: " + e.getMessage()));
        }
    }

    /** How cards were made to fit, as far as it has come. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public Receipt step(Step step) {
        stopIfCancelled();
        return steps.apply(step);
    }
}
