package org.symposium.core.internal.flow;

import java.time.Instant;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Values;

/**
 * What a source's handler gave. Where it found nothing new, title, data and content are empty.
 *
 * @param found as the handler gave it
 * @param settings what it was asked by
 * @param title one line, masked
 * @param data masked
 * @param content Markdown, masked
 */
record Fetched(CardData found, Values settings, String title, Values data, String content) {
    /** What a card keeps to repeat the fetch. */
    Values request(String integrationId, Instant at) {
        return Values.of("integration_id", integrationId)
                .with("config", settings)
                .with("timestamp", at);
    }
}
