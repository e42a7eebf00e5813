package org.symposium.spi.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses cards, renders them, delivers them. Spec: <em>Output Flow</em>.
 *
 * @param owner the user it belongs to ({@code user_id} in JSON)
 * @param integrationId whose credentials it uses
 * @param name what its user calls it
 * @param config the user's explicit settings, before defaults
 * @param template yields Markdown; empty for the default
 * @param subject template of the subject line; empty for the default
 * @param filter which cards, as {@link CardFilter} reads it; empty: those of its owner that it has not delivered yet, newest first, at most 100
 * @param sendsWhenEmpty whether it is sent even when there is no card to send
 * @param inDoubt what becomes of a step that was sent and never answered; empty for what its type says
 * @param schedule when it runs by itself
 * @param isActive whether it may run
 * @param disabledReason why it was switched off; empty while it is active
 * @param progress moved by its runs
 */
public record Output(
        String owner,
        String id,
        String integrationId,
        String name,
        Values config,
        String template,
        String subject,
        Values filter,
        boolean sendsWhenEmpty,
        Optional<InDoubt> inDoubt,
        Optional<Schedule> schedule,
        boolean isActive,
        String disabledReason,
        Progress progress,
        Instant createdAt,
        long revision)
        implements Stored {
    /** How stores keep outputs. */
    public static final Kind<Output> KIND = new Kind<>("output", Output::of, columns());

    /** Reads the stored form. */
    public static Output of(Values row) {
        return new Output(
                row.text("user_id"),
                row.text("id"),
                row.text("integration_id"),
                row.text("name"),
                row.objectOrEmpty("config"),
                row.text("template", ""),
                row.text("subject", ""),
                row.objectOrEmpty("filter"),
                row.flag("send_when_empty", false),
                row.optionalText("in_doubt").map(InDoubt::ofWord),
                Rows.schedule(row),
                row.flag("is_active", true),
                row.text("disabled_reason", ""),
                Progress.of(row),
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
                .with("config", config);
        row = Rows.withText(Rows.withText(row, "template", template), "subject", subject);
        row = Rows.withValues(row, "filter", filter).withOptional("in_doubt", inDoubt);
        row = sendsWhenEmpty ? row.with("send_when_empty", true) : row;
        row = Rows.withSchedule(row, schedule).with("is_active", isActive);
        row = Rows.withText(row, "disabled_reason", disabledReason).with(progress.toValues());
        return Rows.withRevision(row.with("created_at", createdAt), revision);
    }

    private static List<Column> columns() {
        var columns = new ArrayList<>(List.of(
                Column.text("integration_id"),
                Column.text("name"),
                Column.flag("is_active"),
                Column.text("disabled_reason"),
                Column.instant("created_at")));
        columns.addAll(Progress.COLUMNS);
        return columns;
    }
}
