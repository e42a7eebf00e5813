package org.symposium.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Query;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Values;

/** What a user decides of a query. Immutable; each wither gives a new draft. */
public final class QueryDraft {
    private static final String TEMPLATE = "template";
    private static final String DEADLINE = "deadline";
    private static final String MINIMUM = "min_sources";
    private static final String LAST_GOOD = "last_good_max_age";

    private final String name;
    private final List<String> sourceIds;
    private final Values config;
    private final List<String> tags;
    private final Optional<Schedule> schedule;

    private QueryDraft(
            String name, List<String> sourceIds, Values config, List<String> tags, Optional<Schedule> schedule) {
        this.name = name;
        this.sourceIds = List.copyOf(sourceIds);
        this.config = config;
        this.tags = List.copyOf(tags);
        this.schedule = schedule;
    }

    /** A query over these sources of its owner, one of which is enough for a card. */
    public static QueryDraft of(String name, List<String> sourceIds) {
        return new QueryDraft(name, sourceIds, Values.empty(), List.of(), Optional.empty());
    }

    static QueryDraft of(Query query) {
        return new QueryDraft(query.name(), query.sourceIds(), query.config(), query.tags(), query.schedule());
    }

    /** With another name. */
    public QueryDraft name(String newName) {
        return new QueryDraft(newName, sourceIds, config, tags, schedule);
    }

    /** Over these sources instead; at most 100. */
    public QueryDraft sourceIds(List<String> ids) {
        return new QueryDraft(name, ids, config, tags, schedule);
    }

    /**
     * With this template, Mustache giving Markdown; empty for the default, a section for each source and a list of those that are missing. It sees:
     *
     * <ul>
     *   <li>{@code title} of the card, {@code date} (UTC), {@code sources_succeeded}, {@code sources_failed};
     *   <li>{@code sources}: those that gave something, in order, each with {@code name}, {@code title}, {@code content} (Markdown), {@code data}, {@code status};
     *       where an earlier card stands in, {@code last_good} is true and {@code as_of} says of when it is;
     *   <li>{@code failed}: those that failed, each with {@code name}, {@code error_kind}, {@code error_message}, {@code suggestion}, {@code last_good}.
     * </ul>
     */
    public QueryDraft template(String newTemplate) {
        return newTemplate.isEmpty() ? without(TEMPLATE) : with(TEMPLATE, newTemplate);
    }

    /** With this much time for all sources together; who is not done then has failed. At least a second, at most nine tenths of {@link EngineBuilder#runDeadline}, the default. */
    public QueryDraft deadline(Duration most) {
        return with(DEADLINE, most.toString());
    }

    /** With the default deadline. */
    public QueryDraft withoutDeadline() {
        return without(DEADLINE);
    }

    /** With this many sources that must give something for a card to be made; an earlier card that stands in counts. Default: 1. */
    public QueryDraft minimumSources(int count) {
        return with(MINIMUM, count);
    }

    /** With the last card of a source that fails standing in for it, unless that is older than this. The source counts as failed all the same. */
    public QueryDraft lastGood(Duration maxAge) {
        return with(LAST_GOOD, maxAge.toString());
    }

    /** With nothing standing in for a source that fails. */
    public QueryDraft withoutLastGood() {
        return without(LAST_GOOD);
    }

    /** With these tags on each card. */
    public QueryDraft tags(List<String> newTags) {
        return new QueryDraft(name, sourceIds, config, newTags, schedule);
    }

    /** Running by itself. */
    public QueryDraft schedule(Schedule newSchedule) {
        return new QueryDraft(name, sourceIds, config, tags, Optional.of(newSchedule));
    }

    /** Running by hand only. */
    public QueryDraft withoutSchedule() {
        return new QueryDraft(name, sourceIds, config, tags, Optional.empty());
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

    /** The template; empty for the default. */
    public String template() {
        return config.text(TEMPLATE, "");
    }

    /** Most time for all sources together, if one was chosen. */
    public Optional<Duration> deadline() {
        return config.optionalText(DEADLINE).map(Duration::parse);
    }

    /** How many sources must give something. */
    public int minimumSources() {
        return (int) config.whole(MINIMUM, 1);
    }

    /** Up to which age an earlier card stands in for a source that fails, if it may. */
    public Optional<Duration> lastGood() {
        return config.optionalText(LAST_GOOD).map(Duration::parse);
    }

    /** Tags for its cards. */
    public List<String> tags() {
        return tags;
    }

    Values toValues() {
        return Values.of("name", name.strip())
                .with("source_ids", sourceIds)
                .with("config", config)
                .with("tags", tags)
                .withOptional("schedule", schedule.map(Schedule::toValues));
    }

    private QueryDraft with(String option, Object value) {
        return new QueryDraft(name, sourceIds, config.with(option, value), tags, schedule);
    }

    private QueryDraft without(String option) {
        return new QueryDraft(name, sourceIds, config.without(option), tags, schedule);
    }
}
