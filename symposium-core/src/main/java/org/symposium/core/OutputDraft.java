package org.symposium.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.InDoubt;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.Schedule;
import org.symposium.spi.model.Values;

/** What a user decides of an output. Immutable; each wither gives a new draft. */
public final class OutputDraft {
    private final Values decided;

    private OutputDraft(Values decided) {
        this.decided = decided;
    }

    /** An output with the default template, over all its owner's cards that it has not delivered yet, run by hand. */
    public static OutputDraft of(String integrationId, String name, Settings settings) {
        return new OutputDraft(Values.of("integration_id", integrationId)
                .with("name", name)
                .with("config", settings.values())
                .with("template", "")
                .with("subject", "")
                .with("filter", Values.empty())
                .with("send_when_empty", false));
    }

    static OutputDraft of(Output output) {
        return new OutputDraft(of(output.integrationId(), output.name(), Settings.of(output.config()))
                .decided
                .with("template", output.template())
                .with("subject", output.subject())
                .with("filter", output.filter())
                .with("send_when_empty", output.sendsWhenEmpty())
                .withOptional("in_doubt", output.inDoubt())
                .withOptional("schedule", output.schedule().map(Schedule::toValues)));
    }

    /** With another integration of the same owner. */
    public OutputDraft integrationId(String id) {
        return with("integration_id", id);
    }

    /** With another name. */
    public OutputDraft name(String newName) {
        return with("name", newName);
    }

    /** With other settings instead. */
    public OutputDraft settings(Settings newSettings) {
        return with("config", newSettings.values());
    }

    /** With this template, Mustache giving Markdown as {@code docs/templates.md} describes it; empty for the default, which shows title and content of each card. */
    public OutputDraft template(String newTemplate) {
        return with("template", newTemplate);
    }

    /** With this template of the subject line; empty for the default: a single card's title, else the output's name and how many cards. */
    public OutputDraft subject(String newSubject) {
        return with("subject", newSubject);
    }

    /** Over the cards of this filter. */
    public OutputDraft filter(CardFilter newFilter) {
        return filter(newFilter.toValues());
    }

    /** Over the cards of this filter, in the JSON form of {@link CardFilter}; checked when the output is saved. */
    public OutputDraft filter(Values newFilter) {
        return with("filter", newFilter);
    }

    /** Sent even when there is no card to send, such as a digest that says so; else such a run ends {@code skipped}. */
    public OutputDraft sendsWhenEmpty(boolean sends) {
        return with("send_when_empty", sends);
    }

    /** Doing this with a step that was sent and never answered, whatever its type says. */
    public OutputDraft inDoubt(InDoubt policy) {
        return with("in_doubt", policy);
    }

    /** Doing what its type says with a step that was sent and never answered. */
    public OutputDraft inDoubtByType() {
        return new OutputDraft(decided.without("in_doubt"));
    }

    /** Running by itself. */
    public OutputDraft schedule(Schedule newSchedule) {
        return with("schedule", newSchedule.toValues());
    }

    /** Running by hand only. */
    public OutputDraft withoutSchedule() {
        return new OutputDraft(decided.without("schedule"));
    }

    /** Whose credentials it uses. */
    public String integrationId() {
        return decided.text("integration_id");
    }

    /** What its user calls it. */
    public String name() {
        return decided.text("name");
    }

    /** What its user chose. */
    public Settings settings() {
        return Settings.of(decided.object("config"));
    }

    /** The template; empty for the default. */
    public String template() {
        return decided.text("template");
    }

    /** The subject's template; empty for the default. */
    public String subject() {
        return decided.text("subject");
    }

    /** Which cards. */
    public Values filter() {
        return decided.object("filter");
    }

    /** Whether it is sent even when there is no card to send. */
    public boolean sendsWhenEmpty() {
        return decided.flag("send_when_empty");
    }

    /** What becomes of a step that was sent and never answered; empty for what its type says. */
    public Optional<InDoubt> inDoubt() {
        return decided.optionalText("in_doubt").map(InDoubt::ofWord);
    }

    /** When it runs by itself. */
    public Optional<Schedule> schedule() {
        return decided.has("schedule") ? Optional.of(Schedule.of(decided.object("schedule"))) : Optional.empty();
    }

    Values toValues() {
        return decided.with("name", name().strip());
    }

    private OutputDraft with(String field, @Nullable Object value) {
        return new OutputDraft(decided.with(field, value));
    }
}
