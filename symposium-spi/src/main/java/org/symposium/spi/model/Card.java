package org.symposium.spi.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A piece of content that a source or query made. Spec: <em>Create Content Card</em>.
 *
 * @param owner the user it belongs to ({@code user_id} in JSON)
 * @param cardType {@code source} or {@code query}, the spec's two; a card that a host made by hand is a {@code source} card without {@code sourceId}
 * @param sourceId the source or query that made it
 * @param title one line
 * @param data what the handler found, structured
 * @param content the same for people, Markdown
 * @param apiRequest what repeats the fetch: integration, effective settings, moment; no secret
 * @param tags its source's, at the time
 */
public record Card(
        String owner,
        String id,
        String cardType,
        String sourceId,
        String title,
        Values data,
        String content,
        Values apiRequest,
        List<String> tags,
        Instant createdAt,
        long revision)
        implements Stored {
    /** How stores keep cards. */
    public static final Kind<Card> KIND = new Kind<>(
            "card",
            Card::of,
            List.of(
                    Column.text("card_type"),
                    Column.text("source_id"),
                    Column.text("title"),
                    Column.instant("created_at")));

    /** Copies the tags. */
    public Card {
        tags = List.copyOf(tags);
    }

    /** Reads the stored form. */
    public static Card of(Values row) {
        return new Card(
                row.text("user_id"),
                row.text("id"),
                row.text("card_type", "source"),
                row.text("source_id", ""),
                row.text("title"),
                row.objectOrEmpty("data"),
                row.text("content", ""),
                row.objectOrEmpty("api_request"),
                row.texts("tags"),
                row.instant("created_at"),
                row.whole("revision", 0));
    }

    /** As a store has a new row, once it is written. */
    public Card asInserted() {
        return of(toValues().with("revision", 1));
    }

    @Override
    public Values toValues() {
        Values row = Values.of("id", id)
                .with("user_id", owner)
                .with("card_type", cardType)
                .withOptional("source_id", Optional.of(sourceId).filter(text -> !text.isEmpty()))
                .with("title", title)
                .with("data", data)
                .with("content", content)
                .with("api_request", apiRequest)
                .with("tags", tags)
                .with("created_at", createdAt);
        return Rows.withRevision(row, revision);
    }
}
