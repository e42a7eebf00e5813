package org.symposium.spi.model;

import java.time.Instant;
import java.util.List;

/**
 * What a card was before it was refreshed or reformatted. Kept as long as its card, of each card the newest {@value #MOST}. Spec: <em>Enable refresh</em>.
 *
 * @param owner the card's owner ({@code user_id} in JSON)
 * @param cardId the card
 * @param title as it was
 * @param data as it was
 * @param content as it was
 * @param apiRequest what had fetched it
 * @param replacedAt until when the card was so
 */
public record CardVersion(
        String owner,
        String id,
        String cardId,
        String title,
        Values data,
        String content,
        Values apiRequest,
        Instant replacedAt,
        long revision)
        implements Stored {
    /** How many are kept of a card. */
    public static final int MOST = 20;

    /** How stores keep versions of cards. */
    public static final Kind<CardVersion> KIND =
            new Kind<>("card_version", CardVersion::of, List.of(Column.text("card_id"), Column.instant("replaced_at")));

    /** A card as it stands, before it becomes something else at this moment. */
    public static CardVersion of(Card card, String id, Instant replacedAt) {
        return new CardVersion(
                card.owner(),
                id,
                card.id(),
                card.title(),
                card.data(),
                card.content(),
                card.apiRequest(),
                replacedAt,
                0);
    }

    /** Reads the stored form. */
    public static CardVersion of(Values row) {
        return new CardVersion(
                row.text("user_id"),
                row.text("id"),
                row.text("card_id"),
                row.text("title"),
                row.objectOrEmpty("data"),
                row.text("content", ""),
                row.objectOrEmpty("api_request"),
                row.instant("replaced_at"),
                row.whole("revision", 0));
    }

    @Override
    public Values toValues() {
        Values row = Values.of("id", id)
                .with("user_id", owner)
                .with("card_id", cardId)
                .with("title", title)
                .with("data", data)
                .with("content", content)
                .with("api_request", apiRequest)
                .with("replaced_at", replacedAt);
        return Rows.withRevision(row, revision);
    }
}
