package org.symposium.core.internal.flow;

import java.time.Instant;
import java.time.ZoneId;
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
                : Optional.of(freeze(output, settings, cards, startedAt)
                        .with("repeats", CardFilter.of(output.filter()).includesDelivered()));
    }

    /**
     * The same delivery with the same cards, rendered by the output's settings and templates of now.
     *
     * @throws HandlerException as {@link #freeze}
     */
    Values anew(Output output, Values settings, Values frozen) {
        List<Card> cards = frozen.list("cards").stream().map(Card::of).toList();
        return freeze(output, settings, cards, frozen.instant("started_at"))
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
            throw new HandlerException(Verdict.failed(
                            FailureKind.MISCONFIGURED,
                            "The output's " + field + " can't be rendered: " + e.getMessage())
                    .suggest("Correct the template, or choose fewer or smaller cards with the output's filter."));
        }
    }
}
