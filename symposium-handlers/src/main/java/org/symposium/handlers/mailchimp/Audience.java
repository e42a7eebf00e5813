package org.symposium.handlers.mailchimp;

import java.util.Optional;
import org.symposium.spi.Delivery;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * Whom a campaign goes to, and whom it is from. Read before anything is made: an audience that is gone is told as such, and a campaign needs a sender.
 *
 * @param id the audience's
 * @param fromName the output's own, else the audience's
 * @param replyTo likewise; an address of a domain that the account has verified
 */
record Audience(String id, String fromName, String replyTo) {
    static final String SETTING = "list_id";
    static final String FORM = "[A-Za-z0-9_-]{1,40}";

    private static final String NAME = "[^\\p{Cc}]{1,100}";
    private static final String MAILBOX = "[^@\\s]{1,64}@[^@\\s]{1,255}";

    static Audience of(Delivery delivery) {
        Values settings = delivery.settings();
        String id = settings.text(SETTING);
        HttpCall call = HttpCall.get("/lists/{}", id)
                .query("fields", "id,campaign_defaults.from_name,campaign_defaults.from_email")
                .bearer(MailchimpHandler.KEY);
        var told = new Members(delivery.http().send(call).json());
        if (told.text("id").isEmpty()) {
            throw MailchimpErrors.unreadable("Mailchimp's answer is not about an audience.");
        }
        Members defaults = told.at("campaign_defaults");
        return new Audience(
                id,
                sender(settings, "from_name", "name", defaults.text("from_name").filter(name -> name.matches(NAME))),
                sender(
                        settings,
                        "reply_to",
                        "address",
                        defaults.text("from_email").filter(address -> address.matches(MAILBOX))));
    }

    private static String sender(Values settings, String field, String what, Optional<String> byDefault) {
        return settings.optionalText(field)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(() -> byDefault)
                .orElseThrow(() -> new HandlerException(Verdict.failed(
                                FailureKind.MISCONFIGURED,
                                "Neither the output nor the audience says the sender's " + what + ".")
                        .suggest("Enter it in the output's settings, or in Mailchimp as the audience's default.")));
    }
}
