package org.symposium.handlers.mailchimp;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.Delivery;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * One campaign: made, filled, checked, and then sent, scheduled or left as a draft. Each is a step, the reading of the checklist too, since it is about a campaign that a preview has
 * not.
 */
final class CampaignDelivery {
    /** Mailchimp answers with the content, in three forms. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Delivery delivery;
    private final CampaignLookup lookup;
    private final Mail mail;

    CampaignDelivery(Delivery delivery) {
        this.delivery = delivery;
        this.lookup = new CampaignLookup(delivery);
        this.mail = new Mail(delivery.content(), delivery.settings());
    }

    /** All that can be wrong is looked at before anything is made. */
    DeliveryResult send() {
        if (mail.isEmpty()) {
            throw misconfigured(
                    "The template gives nothing that could be sent.",
                    "Correct the output's template, or have it sent only when there are cards.");
        }
        Optional<String> trial = delivery.testRecipient().map(CampaignDelivery::address);
        Optional<SendTime> time = trial.isEmpty() ? sendTime() : Optional.empty();
        Receipt campaign = made(Audience.of(delivery));
        String id = campaign.text("id");
        filled(id);
        DeliveryResult result = result(campaign, id);
        if (trial.isPresent()) {
            return tried(result, id, trial.get());
        }
        if (mode().equals("draft")) {
            return result.notice("The campaign waits as a draft in Mailchimp; nothing was sent.");
        }
        checked(id);
        DeliveryResult counted = campaign.whole("recipients").isPresent()
                ? result.recipients(campaign.whole("recipients").getAsLong())
                : result;
        return time.isPresent() ? scheduled(counted, id, time.get()) : sent(counted, id);
    }

    private Optional<SendTime> sendTime() {
        return mode().equals("schedule")
                ? Optional.of(SendTime.of(
                        delivery.settings(),
                        delivery.startedAt(),
                        delivery.clock().instant()))
                : Optional.empty();
    }

    private Receipt made(Audience audience) {
        var draft = new CampaignDraft(delivery);
        HttpCall call =
                HttpCall.of("POST", "/campaigns").bearer(MailchimpHandler.KEY).json(draft.body(audience, mail));
        return delivery.step(
                Step.of("campaign", call).keep(CampaignDelivery::kept).ifInDoubt(() -> lookup.made(draft.title())));
    }

    private void filled(String id) {
        delivery.step(Step.of(
                "content",
                call("PUT", "/campaigns/{}/content", id).json(mail.body()).maxBytes(MOST_BYTES)));
    }

    private void checked(String id) {
        delivery.step(Step.of("checklist", call("GET", "/campaigns/{}/send-checklist", id))
                .keep(Checklist::passed));
    }

    private DeliveryResult sent(DeliveryResult result, String id) {
        delivery.step(
                Step.of("send", call("POST", "/campaigns/{}/actions/send", id)).ifInDoubt(() -> lookup.sent(id)));
        return result;
    }

    private DeliveryResult scheduled(DeliveryResult result, String id, SendTime time) {
        HttpCall call = call("POST", "/campaigns/{}/actions/schedule", id)
                .json(Map.of("schedule_time", time.at().toString()));
        Receipt receipt = delivery.step(Step.of("schedule", call)
                .keep(reply -> CampaignLookup.scheduledAt(time.at()))
                .ifInDoubt(() -> lookup.scheduled(id, time)));
        Instant at = Instant.ofEpochSecond(
                receipt.whole("epoch_seconds").orElse(time.at().getEpochSecond()));
        DeliveryResult scheduled = result.scheduledFor(at);
        return time.isMoved()
                ? scheduled.notice(
                        "Mailchimp sends at quarter hours to come: at " + at + ", not at " + time.wanted() + ".")
                : scheduled;
    }

    private DeliveryResult tried(DeliveryResult result, String id, String recipient) {
        delivery.step(Step.of(
                "test",
                call("POST", "/campaigns/{}/actions/test", id)
                        .json(Map.of("test_emails", List.of(recipient), "send_type", "html"))));
        return result.recipients(1).notice("The trial's campaign stays as a draft in Mailchimp; delete it there.");
    }

    private DeliveryResult result(Receipt campaign, String id) {
        DeliveryResult result = DeliveryResult.delivered(id);
        Optional<DataCentre> centre = DataCentre.ofFacts(delivery.integration().facts());
        if (centre.isPresent() && campaign.whole("web_id").isPresent()) {
            result = result.link(
                    "Campaign in Mailchimp",
                    centre.get().page(campaign.whole("web_id").getAsLong()));
        }
        return mail.isCut()
                ? result.notice("The mail is larger than 102 KB: Gmail shows its beginning only, and hides the link"
                        + " to unsubscribe.")
                : result;
    }

    private String mode() {
        return delivery.settings().text("mode", "send");
    }

    private static HttpCall call(String method, String path, String id) {
        return HttpCall.of(method, path, id).bearer(MailchimpHandler.KEY).judge(MailchimpErrors::judgeOfCampaign);
    }

    private static Values kept(HttpReply reply) {
        return CampaignLookup.receipt(new Members(reply.json()))
                .orElseThrow(() -> new HandlerException(
                        Verdict.failed(FailureKind.INVALID_RESPONSE, "Mailchimp answered without a campaign's id.")
                                .suggest("Look whether the campaign is there, and report this if it comes again.")
                                .perhapsDone()));
    }

    private static String address(String recipient) {
        String address = recipient.strip();
        if (!address.matches("[^@\\s]+@[^@\\s]+")) {
            throw misconfigured("A trial goes to an e-mail address.", "Name the address of a mailbox of your own.");
        }
        return address;
    }

    private static HandlerException misconfigured(String message, String suggestion) {
        return new HandlerException(
                Verdict.failed(FailureKind.MISCONFIGURED, message).suggest(suggestion));
    }
}
