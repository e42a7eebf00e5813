package org.symposium.core;

import java.util.Optional;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Values;

/** What a user decides of an output. Immutable; each wither gives a new draft. */
public final class OutputDraft {
    private final String integrationId;
    private final String name;
    private final Settings settings;
    private final String template;
    private final String subject;
    private final Values filter;
    private final boolean sendsWhenEmpty;
    private final Optional<Schedule> schedule;

    private OutputDraft(
            String integrationId,
            String name,
            Settings settings,
            String template,
            String subject,
            Values filter,
            boolean sendsWhenEmpty,
            Optional<Schedule> schedule) {
        this.integrationId = integrationId;
        this.name = name;
        this.settings = settings;
        this.template = template;
        this.subject = subject;
        this.filter = filter;
        this.sendsWhenEmpty = sendsWhenEmpty;
        this.schedule = schedule;
    }

    /** An output with the default template, over all its owner's cards that it has not delivered yet, run by hand. */
    public static OutputDraft of(String integrationId, String name, Settings settings) {
        return new OutputDraft(integrationId, name, settings, "", "", Values.empty(), false, Optional.empty());
    }

    static OutputDraft of(Output output) {
        return new OutputDraft(
                output.integrationId(),
                output.name(),
                Settings.of(output.config()),
                output.template(),
                output.subject(),
                output.filter(),
                output.sendsWhenEmpty(),
                output.schedule());
    }

    /** With another integration of the same owner. */
    public OutputDraft integrationId(String id) {
        return new OutputDraft(id, name, settings, template, subject, filter, sendsWhenEmpty, schedule);
    }

    /** With another name. */
    public OutputDraft name(String newName) {
        return new OutputDraft(integrationId, newName, settings, template, subject, filter, sendsWhenEmpty, schedule);
    }

    /** With other settings instead. */
    public OutputDraft settings(Settings newSettings) {
        return new OutputDraft(integrationId, name, newSettings, template, subject, filter, sendsWhenEmpty, schedule);
    }

    /** With this template, Mustache giving Markdown as {@code docs/templates.md} describes it; empty for the default, which shows title and content of each card. */
    public OutputDraft template(String newTemplate) {
        return new OutputDraft(integrationId, name, settings, newTemplate, subject, filter, sendsWhenEmpty, schedule);
    }

    /** With this template of the subject line; empty for the default: a single card's title, else the output's name and how many cards. */
    public OutputDraft subject(String newSubject) {
        return new OutputDraft(integrationId, name, settings, template, newSubject, filter, sendsWhenEmpty, schedule);
    }

    /** Over the cards of this filter. */
    public OutputDraft filter(CardFilter newFilter) {
        return filter(newFilter.toValues());
    }

    /** Over the cards of this filter, in the JSON form of {@link CardFilter}; checked when the output is saved. */
    public OutputDraft filter(Values newFilter) {
        return new OutputDraft(integrationId, name, settings, template, subject, newFilter, sendsWhenEmpty, schedule);
    }

    /** Sent even when there is no card to send, such as a digest that says so; else such a run ends {@code skipped}. */
    public OutputDraft sendsWhenEmpty(boolean sends) {
        return new OutputDraft(integrationId, name, settings, template, subject, filter, sends, schedule);
    }

    /** Running by itself. */
    public OutputDraft schedule(Schedule newSchedule) {
        return new OutputDraft(
                integrationId, name, settings, template, subject, filter, sendsWhenEmpty, Optional.of(newSchedule));
    }

    /** Running by hand only. */
    public OutputDraft withoutSchedule() {
        return new OutputDraft(
                integrationId, name, settings, template, subject, filter, sendsWhenEmpty, Optional.empty());
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

    /** The template; empty for the default. */
    public String template() {
        return template;
    }

    /** The subject's template; empty for the default. */
    public String subject() {
        return subject;
    }

    /** Which cards. */
    public Values filter() {
        return filter;
    }

    /** Whether it is sent even when there is no card to send. */
    public boolean sendsWhenEmpty() {
        return sendsWhenEmpty;
    }

    /** When it runs by itself. */
    public Optional<Schedule> schedule() {
        return schedule;
    }

    Values toValues() {
        return Values.of("integration_id", integrationId)
                .with("name", name.strip())
                .with("config", settings.values())
                .with("template", template)
                .with("subject", subject)
                .with("filter", filter)
                .with("send_when_empty", sendsWhenEmpty)
                .withOptional("schedule", schedule.map(Schedule::toValues));
    }
}
