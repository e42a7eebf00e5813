package org.symposium.core.internal.flow;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.content.Markdown;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** Chooses an output's cards and renders them: what a delivery is made of, fixed before anything is sent. */
final class Freezing {
    /** Used when an output brings no template of its own. */
    static final String DEFAULT_TEMPLATE =
            "{{#cards}}\n## {{title}}\n\n{{{content}}}\n\n{{else}}\nNothing new.\n{{/cards}}\n";

    /** What the user should know of how the cards were made to fit. */
    static final String NOTICES = "notices";

    private static final String SUBJECT_OF_ONE = "{{cards.0.title}}";
    private static final String SUBJECT_OF_MANY = "{{output.name}} ({{count}})";

    private final Parts parts;
    private final CardSelection selection;

    Freezing(Parts parts) {
        this.parts = parts;
        this.selection = new CardSelection(parts);
    }

    /**
     * What a delivery that begins now is made of; empty when there is nothing to deliver.
     *
     * @throws HandlerException as {@link #freeze}
     */
    Optional<Values> frozen(Output output, Values settings, Instant startedAt) {
        List<Card> cards = selection.choose(output);
        return cards.isEmpty() && !output.sendsWhenEmpty()
                ? Optional.empty()
                : Optional.of(fitting(output, settings, cards, startedAt)
                        .with("repeats", CardFilter.of(output.filter()).includesDelivered()));
    }

    /**
     * Of the cards that were chosen the first ones, as many as fit; the others are left for the next delivery. A first card that does not fit alone is cut.
     *
     * @throws HandlerException as {@link #freeze}
     */
    private Values fitting(Output output, Values settings, List<Card> cards, Instant startedAt) {
        if (cards.size() <= 1) {
            return whole(output, settings, cards, startedAt);
        }
        int fit = 1;
        int tooMany = cards.size() + 1;
        Optional<Values> found = Optional.empty();
        for (int count = cards.size(); fit < tooMany - 1; count = (fit + tooMany) / 2) {
            Optional<Values> some = ifFitting(output, settings, cards.subList(0, count), startedAt);
            found = some.isPresent() ? some : found;
            fit = some.isPresent() ? count : fit;
            tooMany = some.isPresent() ? tooMany : count;
        }
        Values most = found.isPresent() ? found.get() : whole(output, settings, cards.subList(0, 1), startedAt);
        return fit == cards.size() ? most : noted(most, leftOut(output, fit, cards.size()));
    }

    private Optional<Values> ifFitting(Output output, Values settings, List<Card> cards, Instant startedAt) {
        try {
            return Optional.of(freeze(output, settings, cards, startedAt));
        } catch (TooLong tooMany) { // fewer may fit
            return Optional.empty();
        }
    }

    private static String leftOut(Output output, int fit, int chosen) {
        return "Of " + chosen + " cards the first " + fit + " fit into one delivery; "
                + (CardFilter.of(output.filter()).includesDelivered()
                        ? "the others are left out. Choose fewer, or show less of each."
                        : "the others are left for the next one.");
    }

    /** All of these cards; if it is only one, as much of it as fits. */
    private Values whole(Output output, Values settings, List<Card> cards, Instant startedAt) {
        if (cards.size() != 1) {
            return freeze(output, settings, cards, startedAt);
        }
        CardCut.Fitting<Values> fitting =
                CardCut.of(cards.get(0), card -> freeze(output, settings, List.of(card), startedAt));
        return fitting.notice().map(notice -> noted(fitting.made(), notice)).orElse(fitting.made());
    }

    private static Values noted(Values frozen, String notice) {
        var notices = new ArrayList<>(frozen.texts(NOTICES));
        notices.add(notice);
        return frozen.with(NOTICES, notices);
    }

    /**
     * The same delivery with the same cards, rendered by the output's settings and templates of now.
     *
     * @throws HandlerException as {@link #freeze}
     */
    Values anew(Output output, Values settings, Values frozen) {
        List<Card> cards = frozen.list("cards").stream().map(Card::of).toList();
        return whole(output, settings, cards, frozen.instant("started_at"))
                .with("repeats", frozen.flag("repeats", false))
                .withOptional("test_recipient", frozen.optionalText("test_recipient"));
    }

    /**
     * The delivery as the ledger keeps it.
     *
     * @throws HandlerException when it is too large to keep, or can't be rendered
     */
    private Values freeze(Output output, Values settings, List<Card> cards, Instant startedAt) {
        Values sources = new SourceNames(parts).of(output.owner(), cards);
        ZoneId zone = TemplateVariables.zone(output);
        Map<String, @Nullable Object> variables = TemplateVariables.of(output, cards, sources, startedAt);
        return DeliverySize.checkedFrozen(Values.of("output_id", output.id())
                .with("started_at", startedAt)
                .with("settings", settings)
                .with("subject", Markdown.line(render("subject", subject(output, cards), variables, zone)))
                .with("markdown", render("template", template(output), variables, zone))
                .with("zone", zone.getId())
                .with("sources", sources)
                .with("cards", cards.stream().map(Card::toValues).toList()));
    }

    private static String template(Output output) {
        return output.template().isEmpty() ? DEFAULT_TEMPLATE : output.template();
    }

    private static String subject(Output output, List<Card> cards) {
        if (!output.subject().isEmpty()) {
            return output.subject();
        }
        return cards.size() == 1 ? SUBJECT_OF_ONE : SUBJECT_OF_MANY;
    }

    private String render(String field, String template, Map<String, @Nullable Object> variables, ZoneId zone) {
        try {
            return parts.templates().get(field, template).render(variables, zone);
        } catch (InvalidInputException e) {
            String what = "The output's " + field;
            throw TooLong.of(what, e)
                    .<HandlerException>map(tooLong -> tooLong)
                    .orElseGet(
                            () -> new HandlerException(
                                    Verdict.failed(
                                                    FailureKind.MISCONFIGURED,
                                                    what + " can't be rendered: " + e.getMessage())
                                            .suggest(
                                                    "Correct the template, or choose fewer or smaller cards with the output's filter.")));
        }
    }
}
