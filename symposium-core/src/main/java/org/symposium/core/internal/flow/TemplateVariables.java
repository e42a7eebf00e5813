package org.symposium.core.internal.flow;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Values;

/**
 * What an output's templates may name, as {@code docs/templates.md} lists it: the cards with their sources, the sources with their cards, counts, the
 * delivery's moment, the output.
 */
final class TemplateVariables {
    private TemplateVariables() {}

    /**
     * Of a delivery.
     *
     * @param sources by id, as {@link SourceNames} gives them
     */
    static Map<String, @Nullable Object> of(Output output, List<Card> cards, Values sources, Instant startedAt) {
        ZoneId zone = zone(output);
        List<Map<String, Object>> shown =
                cards.stream().map(card -> ofCard(card, sources)).toList();
        var variables = new LinkedHashMap<String, @Nullable Object>();
        variables.put("cards", shown);
        variables.put("count", (long) cards.size());
        variables.put("sources", bySource(shown));
        variables.put("date", startedAt.atZone(zone).toLocalDate().toString());
        variables.put("now", startedAt.toString());
        variables.put("zone", zone.getId());
        variables.put("output", Map.of("name", output.name()));
        return variables;
    }

    /** Of one card. */
    static Map<String, Object> ofCard(Card card, Values sources) {
        var variables = new LinkedHashMap<String, Object>(card.toValues().asMap());
        variables.put("source", sources.asMap().getOrDefault(card.sourceId(), Map.of()));
        return variables;
    }

    /** Where the output's users are, as far as its schedule tells. */
    static ZoneId zone(Output output) {
        return output.schedule().map(Schedule::zone).orElse(ZoneId.of("UTC"));
    }

    /** The sources in the order of their first cards; cards that a user wrote have none. */
    private static List<Map<String, Object>> bySource(List<Map<String, Object>> cards) {
        var groups = new LinkedHashMap<Object, List<Map<String, Object>>>();
        for (Map<String, Object> card : cards) {
            groups.computeIfAbsent(card.getOrDefault("source_id", ""), id -> new ArrayList<>())
                    .add(card);
        }
        var sources = new ArrayList<Map<String, Object>>();
        groups.forEach((id, ofSource) -> {
            if (!id.equals("") && ofSource.get(0).get("source") instanceof Map<?, ?> source) {
                var group = new LinkedHashMap<String, Object>();
                source.forEach((name, value) -> group.put(String.valueOf(name), value));
                group.put("count", (long) ofSource.size());
                group.put("cards", ofSource);
                sources.add(group);
            }
        });
        return sources;
    }
}
