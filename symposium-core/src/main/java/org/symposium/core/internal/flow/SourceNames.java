package org.symposium.core.internal.flow;

import java.util.List;
import java.util.Optional;
import org.symposium.core.internal.stores.Insistence;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/** Looks up what templates show of the sources of cards. */
final class SourceNames {
    private final Parts parts;

    SourceNames(Parts parts) {
        this.parts = parts;
    }

    /** By source id: {@code id}, {@code name} and {@code type}; the last two are empty for what is deleted or no longer installed. */
    Values of(String owner, List<Card> cards) {
        Values sources = Values.empty();
        for (String id : cards.stream().map(Card::sourceId).distinct().toList()) {
            if (!id.isEmpty()) {
                sources = sources.with(id, source(owner, id));
            }
        }
        return sources;
    }

    private Values source(String owner, String id) {
        Optional<Source> source =
                Insistence.on(() -> parts.stores().table(Source.KIND).find(owner, id));
        Optional<String> type = source.flatMap(found -> Insistence.on(
                        () -> parts.stores().table(Integration.KIND).find(owner, found.integrationId())))
                .flatMap(integration -> parts.types().byId(integration.typeId()))
                .map(known -> known.type().name());
        return Values.of("id", id)
                .with("name", source.map(Source::name).orElse(""))
                .with("type", type.orElse(""));
    }
}
