package org.symposium.spi.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fetches from a service and makes cards. Spec: <em>Source Flow</em>.
 *
 * @param owner the user it belongs to ({@code user_id} in JSON)
 * @param integrationId whose credentials it uses
 * @param name what its user calls it
 * @param config the user's explicit settings, before defaults
 * @param tags put on each card it makes
 * @param schedule when it runs by itself
 * @param isActive whether it may run
 * @param disabledReason why it was switched off; empty while it is active
 * @param progress moved by its runs
 * @param cursor what its handler remembers from run to run, with a mark of the settings it belongs to
 */
public record Source(
        String owner,
        String id,
        String integrationId,
        String name,
        Values config,
        List<String> tags,
        Optional<Schedule> schedule,
        boolean isActive,
        String disabledReason,
        Progress progress,
        Values cursor,
        Instant createdAt,
        long revision)
        implements Stored {
    /** How stores keep sources. */
    public static final Kind<Source> KIND = new Kind<>("source", Source::of, columns());

    /** Copies the tags. */
    public Source {
        tags = List.copyOf(tags);
    }

    /** Reads the stored form. */
    public static Source of(Values row) {
        return new Source(
                row.text("user_id"),
                row.text("id"),
                row.text("integration_id"),
                row.text("name"),
                row.objectOrEmpty("config"),
                row.texts("tags"),
                Rows.schedule(row),
                row.flag("is_active", true),
                row.text("disabled_reason", ""),
                Progress.of(row),
                row.objectOrEmpty("cursor"),
                row.instant("created_at"),
                row.whole("revision", 0));
    }

    /** Start of the last run. */
    public Optional<Instant> lastExecutedAt() {
        return progress.lastExecutedAt();
    }

    /** Runs so far, whatever their outcome. */
    public long executionCount() {
        return progress.executionCount();
    }

    /** The next slot of its schedule. */
    public Optional<Instant> nextRunAt() {
        return progress.nextRunAt();
    }

    @Override
    public Values toValues() {
        Values row = Values.of("id", id)
                .with("user_id", owner)
                .with("integration_id", integrationId)
                .with("name", name)
                .with("config", config)
                .with("tags", tags)
                .with("is_active", isActive);
        row = Rows.withText(Rows.withSchedule(row, schedule), "disabled_reason", disabledReason);
        row = Rows.withValues(row.with(progress.toValues()), "cursor", cursor);
        return Rows.withRevision(row.with("created_at", createdAt), revision);
    }

    private static List<Column> columns() {
        var columns = new ArrayList<>(List.of(
                Column.text("integration_id"),
                Column.text("name"),
                Column.flag("is_active"),
                Column.text("disabled_reason"),
                Column.json("cursor"),
                Column.instant("created_at")));
        columns.addAll(Progress.COLUMNS);
        return columns;
    }
}
