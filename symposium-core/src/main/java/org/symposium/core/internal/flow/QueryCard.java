package org.symposium.core.internal.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.content.Markdown;
import org.symposium.core.internal.content.Templates;
import org.symposium.spi.CardTable;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * What stands in a query's card. {@code data} has {@code sources}, one object for each in the query's order, and {@code sources_succeeded}, {@code sources_failed},
 * {@code timestamp}; the content is made of title and data alone, so that it can be made again. A source has {@code source_id}, {@code name}, {@code status}
 * ({@code success}, {@code unchanged}, {@code last_good}, {@code failure}), where it gave something {@code title}, {@code data}, {@code content}, where that is of an
 * earlier card {@code as_of}, and where it failed {@code error_kind}, {@code error_message}, {@code suggestion}.
 */
final class QueryCard {
    private static final String LAST_GOOD = "last_good";

    private final CardTable cards;
    private final Templates templates;

    QueryCard(Parts parts) {
        this.cards = parts.stores().cards();
        this.templates = parts.templates();
    }

    /** What a source gave, or the card that stands in for it. */
    Values section(String owner, Answered answer, Optional<Duration> lastGoodMaxAge, Instant now) {
        Values source = Values.of("source_id", answer.asked().sourceId())
                .with("name", answer.asked().name());
        if (answer.isFailed()) {
            return lastGoodMaxAge
                    .flatMap(age -> lastCard(owner, answer, now.minus(age)))
                    .map(card -> standIn(answer.said(source.with("status", LAST_GOOD)), card))
                    .orElseGet(() -> answer.said(source.with("status", Status.FAILURE)));
        }
        if (answer.isUnchanged()) {
            Values unchanged = source.with("status", Status.UNCHANGED);
            return lastCard(owner, answer, Instant.EPOCH)
                    .map(card -> standIn(unchanged, card))
                    .orElse(unchanged);
        }
        Fetched fetched = answer.fetched().orElseThrow();
        return source.with("status", Status.SUCCESS)
                .with("title", fetched.title())
                .with("data", fetched.data())
                .with("content", fetched.content());
    }

    static boolean isStandIn(Values section) {
        return section.text("status").equals(LAST_GOOD);
    }

    /**
     * The content.
     *
     * @param template the user's; empty for a section for each source
     * @throws HandlerException MISCONFIGURED when the template can't be rendered
     */
    String content(String template, String title, Values data) {
        if (template.isEmpty()) {
            return sections(data);
        }
        try {
            return templates.get("config.template", template).render(variables(title, data));
        } catch (InvalidInputException e) {
            throw new HandlerException(Verdict.failed(
                            FailureKind.MISCONFIGURED, "The query's template can't be rendered: " + e.getMessage())
                    .suggest("Correct the template, or ask fewer sources."));
        }
    }

    private Optional<Card> lastCard(String owner, Answered answer, Instant notBefore) {
        Map<String, String> its =
                Map.of("card_type", "source", "source_id", answer.asked().sourceId());
        return cards.latest(owner, its, "", 1).stream()
                .filter(card -> !fetchedAt(card).isBefore(notBefore))
                .findFirst();
    }

    /** A card may have been refreshed since it was made. */
    private static Instant fetchedAt(Card card) {
        return card.apiRequest().optionalInstant("timestamp").orElse(card.createdAt());
    }

    private static Values standIn(Values source, Card card) {
        return source.with("title", card.title())
                .with("data", card.data())
                .with("content", card.content())
                .with("as_of", fetchedAt(card));
    }

    private static Map<String, @Nullable Object> variables(String title, Values data) {
        var variables = new LinkedHashMap<String, @Nullable Object>();
        variables.put("title", title);
        variables.put(
                "date",
                data.instant("timestamp").atZone(ZoneOffset.UTC).toLocalDate().toString());
        variables.put("sources", plain(data, true));
        variables.put("failed", plain(data, false));
        variables.put("sources_succeeded", data.whole("sources_succeeded"));
        variables.put("sources_failed", data.whole("sources_failed"));
        return variables;
    }

    private static List<Map<String, @Nullable Object>> plain(Values data, boolean given) {
        return data.list("sources").stream()
                .filter(source -> source.has(given ? "content" : "error_kind"))
                .map(source -> source.with(LAST_GOOD, isStandIn(source)).asMap())
                .toList();
    }

    static String sections(Values data) {
        var parts = new ArrayList<String>();
        for (Values source : data.list("sources")) {
            if (source.has("content")) {
                parts.add("## " + MarkdownText.escapeLine(source.text("title")) + "\n\n"
                        + Markdown.closed(source.text("content").strip()));
                if (isStandIn(source)) {
                    parts.add("*As of " + source.text("as_of") + ": it could not be fetched now.*");
                }
            }
        }
        List<Values> missing = data.list("sources").stream()
                .filter(source -> source.has("error_kind") && !source.has("content"))
                .toList();
        if (!missing.isEmpty()) {
            parts.add(missing.stream()
                    .map(source -> "- " + MarkdownText.escapeLine(source.text("name")) + ": "
                            + MarkdownText.escapeLine(source.text("error_message")))
                    .collect(Collectors.joining("\n", "**Missing here:**\n\n", "")));
        }
        return String.join("\n\n", parts) + "\n";
    }
}
