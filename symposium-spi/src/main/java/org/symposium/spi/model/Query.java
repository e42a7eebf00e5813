package org.symposium.spi.model;

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
 * @param config options such as template, deadline and minimum number of sources
 * @param tags put on each card it makes
 * @param schedule when it runs by itself
 * @param isActive whether it may run
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
                Progress.of(row),
                row.instant("created_at"),
                row.whole("revision", 0));
    }

    @Override
    public Values toValues() {
        Values row = Values.of("id", id)
                .with("user_id", owner)
                .with("name", name)
                .with("source_ids", sourceIds)
                .with("config", config)
                .with("tags", tags);
        row = Rows.withSchedule(row, schedule).with("is_active", isActive).with(progress.toValues());
        return Rows.withRevision(row.with("created_at", createdAt), revision);
    }

    private static List<Column> columns() {
        var columns =
                new ArrayList<>(List.of(Column.text("name"), Column.flag("is_active"), Column.instant("created_at")));
        columns.addAll(Progress.COLUMNS);
        return columns;
    }
}
