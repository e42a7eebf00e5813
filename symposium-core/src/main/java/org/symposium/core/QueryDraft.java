package org.symposium.core;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Values;

/** What a user decides of a query. Immutable; each wither gives a new draft. */
public final class QueryDraft {
    private final String name;
    private final List<String> sourceIds;
    private final List<String> tags;
    private final Optional<Schedule> schedule;

    private QueryDraft(String name, List<String> sourceIds, List<String> tags, Optional<Schedule> schedule) {
        this.name = name;
        this.sourceIds = List.copyOf(sourceIds);
        this.tags = List.copyOf(tags);
        this.schedule = schedule;
    }

    /** A query over these sources of its owner. */
    public static QueryDraft of(String name, List<String> sourceIds) {
        return new QueryDraft(name, sourceIds, List.of(), Optional.empty());
    }

    static QueryDraft of(Query query) {
        return new QueryDraft(query.name(), query.sourceIds(), query.tags(), query.schedule());
    }

    /** With another name. */
    public QueryDraft name(String newName) {
        return new QueryDraft(newName, sourceIds, tags, schedule);
    }

    /** Over these sources instead. */
    public QueryDraft sourceIds(List<String> ids) {
        return new QueryDraft(name, ids, tags, schedule);
    }

    /** With these tags on each card. */
    public QueryDraft tags(List<String> newTags) {
        return new QueryDraft(name, sourceIds, newTags, schedule);
    }

    /** Running by itself. */
    public QueryDraft schedule(Schedule newSchedule) {
        return new QueryDraft(name, sourceIds, tags, Optional.of(newSchedule));
    }

    /** Running by hand only. */
    public QueryDraft withoutSchedule() {
        return new QueryDraft(name, sourceIds, tags, Optional.empty());
    }

    /** When it runs by itself. */
    public Optional<Schedule> schedule() {
        return schedule;
    }

    /** What its user calls it. */
    public String name() {
        return name;
    }

    /** Which sources, in order. */
    public List<String> sourceIds() {
        return sourceIds;
    }

    /** Tags for its cards. */
    public List<String> tags() {
        return tags;
    }

    Values toValues() {
        return Values.of("name", name.strip())
                .with("source_ids", sourceIds)
                .with("tags", tags)
                .withOptional("schedule", schedule.map(Schedule::toValues));
    }
}
