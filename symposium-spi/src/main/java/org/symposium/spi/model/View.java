package org.symposium.spi.model;

import java.time.Instant;
import java.util.List;

/**
 * A saved choice of cards that outputs and people share.
 *
 * @param owner the user it belongs to ({@code user_id} in JSON)
 * @param name what its user calls it
 * @param filter which cards, as {@link CardFilter} reads it
 */
public record View(String owner, String id, String name, Values filter, Instant createdAt, long revision)
        implements Stored {
    /** How stores keep views. */
    public static final Kind<View> KIND =
            new Kind<>("view", View::of, List.of(Column.text("name"), Column.instant("created_at")));

    /** Reads the stored form. */
    public static View of(Values row) {
        return new View(
                row.text("user_id"),
                row.text("id"),
                row.text("name"),
                row.objectOrEmpty("filter"),
                row.instant("created_at"),
                row.whole("revision", 0));
    }

    @Override
    public Values toValues() {
        Values row =
                Values.of("id", id).with("user_id", owner).with("name", name).with("filter", filter);
        return Rows.withRevision(row.with("created_at", createdAt), revision);
    }
}
