package org.symposium.spi.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs several sources and makes one card of those that succeed. Spec: <em>Partial Success (Queries)</em>.
 *
 * @param owner the user it belongs to ({@code user_id} in JSON)
 * @param name what its user calls it
 * @param sourceIds which sources, in order
 * @param config options: {@code template} (text), {@code deadline} and {@code last_good_max_age} (ISO 8601 durations), {@code min_sources} (whole number)
 * @param tags put on each card it makes
 * @param schedule when it runs by itself
 * @param isActive whether it may run
 * @param disabledReason why it was switched off; empty while it is active
 * @param progress moved by its runs
 */
public record Query(
        String owner,
        String id,
        String name,
        List<String> sourceIds,
        Values config,
        List<String> tags,
        Optional<Schedule> schedule,
        boolean isActive,
        String disabledReason,
        Progress progress,
        Instant createdAt,
        long revision)
        implements Stored {
    /** How stores keep queries. */
    public static final Kind<Query> KIND = new Kind<>("query", Query::of, columns());

    /** Copies the lists. */
    public Query {
        sourceIds = List.copyOf(sourceIds);
        tags = List.copyOf(tags);
    }

    /** Reads the stored form. */
    public static Query of(Values row) {
        return new Query(
                row.text("user_id"),
                row.text("id"),
                row.text("name"),
                row.texts("source_ids"),
                row.objectOrEmpty("config"),
                row.texts("tags"),
                Rows.schedule(row),
                row.flag("is_active", true),
                row.text("disabled_reason", ""),
                Progress.of(row),
                row.instant("created_at"),
                row.whole("revision", 0));
    }

    /** The template of its cards; empty for the default, a section for each source. */
    public String template() {
        return config.text("template", "");
    }

    /** Most time for all its sources together, if its user chose one. */
    public Optional<Duration> deadline() {
        return config.optionalText("deadline").map(Duration::parse);
    }

    /** How many sources must give something for a card to be made. */
    public int minimumSources() {
        return (int) config.whole("min_sources", 1);
    }

    /** Up to which age the last card of a source that fails stands in for it; empty when none does. */
    public Optional<Duration> lastGoodMaxAge() {
        return config.optionalText("last_good_max_age").map(Duration::parse);
    }

    @Override
    public Values toValues() {
        Values row = Values.of("id", id)
                .with("user_id", owner)
                .with("name", name)
                .with("source_ids", sourceIds)
                .with("config", config)
                .with("tags", tags);
        row = Rows.withSchedule(row, schedule).with("is_active", isActive);
        row = Rows.withText(row, "disabled_reason", disabledReason).with(progress.toValues());
        return Rows.withRevision(row.with("created_at", createdAt), revision);
    }

    private static List<Column> columns() {
        var columns =
                new ArrayList<>(List.of(Column.text("name"), Column.flag("is_active"), Column.instant("created_at")));
        columns.addAll(Progress.COLUMNS);
        return columns;
    }
}
