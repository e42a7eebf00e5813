package org.symposium.core;

import java.util.List;
import java.util.Optional;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/** What a user decides of a source. Immutable; each wither gives a new draft. */
public final class SourceDraft {
    private final String integrationId;
    private final String name;
    private final Settings settings;
    private final List<String> tags;
    private final Optional<Schedule> schedule;

    private SourceDraft(
            String integrationId, String name, Settings settings, List<String> tags, Optional<Schedule> schedule) {
        this.integrationId = integrationId;
        this.name = name;
        this.settings = settings;
        this.tags = List.copyOf(tags);
        this.schedule = schedule;
    }

    /** A source that runs by hand and tags nothing. */
    public static SourceDraft of(String integrationId, String name, Settings settings) {
        return new SourceDraft(integrationId, name, settings, List.of(), Optional.empty());
    }

    static SourceDraft of(Source source) {
        return new SourceDraft(
                source.integrationId(), source.name(), Settings.of(source.config()), source.tags(), source.schedule());
    }

    /** With another integration of the same owner. */
    public SourceDraft integrationId(String id) {
        return new SourceDraft(id, name, settings, tags, schedule);
    }

    /** With another name. */
    public SourceDraft name(String newName) {
        return new SourceDraft(integrationId, newName, settings, tags, schedule);
    }

    /** With other settings instead. */
    public SourceDraft settings(Settings newSettings) {
        return new SourceDraft(integrationId, name, newSettings, tags, schedule);
    }

    /** With these tags on each card. */
    public SourceDraft tags(String... newTags) {
        return tags(List.of(newTags));
    }

    /** With these tags on each card. */
    public SourceDraft tags(List<String> newTags) {
        return new SourceDraft(integrationId, name, settings, newTags, schedule);
    }

    /** Running by itself. */
    public SourceDraft schedule(Schedule newSchedule) {
        return new SourceDraft(integrationId, name, settings, tags, Optional.of(newSchedule));
    }

    /** Running by hand only. */
    public SourceDraft withoutSchedule() {
        return new SourceDraft(integrationId, name, settings, tags, Optional.empty());
    }

    /** Whose credentials it uses. */
    public String integrationId() {
        return integrationId;
    }

    /** What its user calls it. */
    public String name() {
        return name;
    }

    /** What its user chose. */
    public Settings settings() {
        return settings;
    }

    /** Tags for its cards. */
    public List<String> tags() {
        return tags;
    }

    /** When it runs by itself. */
    public Optional<Schedule> schedule() {
        return schedule;
    }

    Values toValues() {
        return Values.of("integration_id", integrationId)
                .with("name", name.strip())
                .with("config", settings.values())
                .with("tags", tags)
                .withOptional("schedule", schedule.map(Schedule::toValues));
    }
}
