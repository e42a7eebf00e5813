package org.symposium.core.internal.flow;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.content.Markdown;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** Chooses an output's cards and renders them: what a delivery is made of, fixed before anything is sent. */
final class Freezing {
    /** Used when an output brings no template of its own. */
    static final String DEFAULT_TEMPLATE = "{{#cards}}\n## {{title}}\n\n{{{content}}}\n\n{{/cards}}\n";

    private static final String DEFAULT_SUBJECT = "{{output.name}}";

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
                : Optional.of(freeze(output, settings, cards, startedAt));
    }

    /**
     * The delivery as the ledger keeps it.
     *
     * @throws HandlerException when it is too large to keep, or can't be rendered
     */
    private Values freeze(Output output, Values settings, List<Card> cards, Instant startedAt) {
        Map<String, @Nullable Object> variables = variables(output, cards, startedAt);
        return DeliverySize.checkedFrozen(Values.of("output_id", output.id())
                .with("started_at", startedAt)
                .with("settings", settings)
                .with(
                        "subject",
                        Markdown.line(render(
                                "subject", output.subject().isEmpty() ? DEFAULT_SUBJECT : output.subject(), variables)))
                .with(
                        "markdown",
                        render(
                                "template",
                                output.template().isEmpty() ? DEFAULT_TEMPLATE : output.template(),
                                variables))
                .with("cards", cards.stream().map(Card::toValues).toList()));
    }

    private String render(String field, String template, Map<String, @Nullable Object> variables) {
        try {
            return parts.templates().get(field, template).render(variables);
        } catch (InvalidInputException e) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.MISCONFIGURED, "The output's template can't be rendered: " + e.getMessage())
                    .suggest("Correct the template, or choose fewer cards."));
        }
    }

    private static Map<String, @Nullable Object> variables(Output output, List<Card> cards, Instant startedAt) {
        var variables = new LinkedHashMap<String, @Nullable Object>();
        variables.put(
                "cards", cards.stream().map(card -> card.toValues().asMap()).toList());
        variables.put("count", (long) cards.size());
        variables.put("date", startedAt.atZone(ZoneOffset.UTC).toLocalDate().toString());
        variables.put("output", Map.of("name", output.name()));
        return variables;
    }
}
