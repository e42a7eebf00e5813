package org.symposium.handlers.mailchimp;

import org.symposium.spi.Delivery;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;

/** What {@code POST /campaigns} makes. Optional members are left out: Mailchimp takes an empty one for a value. */
final class CampaignDraft {
    private static final int LONGEST_SUBJECT = 150;
    private static final int LONGEST_TITLE = 100;

    private final Delivery delivery;
    private final Values settings;

    CampaignDraft(Delivery delivery) {
        this.delivery = delivery;
        this.settings = delivery.settings();
    }

    /** The name that the campaign has in Mailchimp. It ends in the delivery's id, by which a delivery that goes on finds what it has made. */
    String title() {
        String marker = " [" + delivery.id() + "]";
        String name = settings.text("campaign_name", "").strip();
        String trial = delivery.testRecipient().isPresent() ? "Test: " : "";
        return TextPieces.shortened(trial + (name.isEmpty() ? subject() : name), LONGEST_TITLE - marker.length())
                + marker;
    }

    Values body(Audience audience, Mail mail) {
        return Values.of("type", "regular")
                .with("recipients", recipients(audience))
                .with("settings", mailSettings(audience, mail))
                .with(
                        "tracking",
                        Values.of("opens", settings.flag("track_opens", true))
                                .with("html_clicks", settings.flag("track_clicks", true))
                                .with("text_clicks", false));
    }

    private Values recipients(Audience audience) {
        Values recipients = Values.of("list_id", audience.id());
        return settings.optionalText("segment_id")
                .map(id -> recipients.with("segment_opts", Values.of("saved_segment_id", Long.valueOf(id))))
                .orElse(recipients);
    }

    private Values mailSettings(Audience audience, Mail mail) {
        Values all = Values.of("subject_line", subject())
                .withOptional("preview_text", settings.optionalText("preview_text"))
                .with("title", title())
                .with("from_name", audience.fromName())
                .with("reply_to", audience.replyTo())
                .withOptional("to_name", settings.optionalText("to_name"))
                .with("authenticate", true)
                .with("auto_footer", false)
                .with("fb_comments", false);
        return mail.template().isPresent() ? all : all.with("inline_css", false); // styles stand inline already
    }

    /** The settings' own may have merge tags, since the output's user wrote it; one with words of cards in it may not. */
    private String subject() {
        return settings.optionalText("subject")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> TextPieces.shortened(
                        MergeTags.harmless(delivery.content().subject()), LONGEST_SUBJECT));
    }
}
