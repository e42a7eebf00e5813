package org.symposium.handlers.mailchimp;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.symposium.spi.Delivery;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Values;

/** Looks at Mailchimp for what a step has done that was never answered. */
final class CampaignLookup {
    /** How far Mailchimp's clock may be behind. */
    private static final Duration LEEWAY = Duration.ofHours(1);

    private static final Set<String> OUT = Set.of("sending", "sent", "canceling", "canceled", "archived");
    private static final String SCHEDULED = "schedule";
    private static final int MOST = 1_000;
    private static final String ID = "[A-Za-z0-9_-]{1,40}";

    private final Delivery delivery;

    CampaignLookup(Delivery delivery) {
        this.delivery = delivery;
    }

    /** The campaign of this title. */
    Optional<Values> made(String title) {
        HttpCall call = HttpCall.get("/campaigns")
                .query("fields", "campaigns.id,campaigns.web_id,campaigns.settings.title,campaigns.recipients")
                .query("since_create_time", delivery.startedAt().minus(LEEWAY).truncatedTo(ChronoUnit.SECONDS))
                .query("sort_field", "create_time")
                .query("sort_dir", "ASC")
                .query("count", MOST)
                .bearer(MailchimpHandler.KEY);
        return new Members(delivery.http().send(call).json())
                .list("campaigns").stream()
                        .filter(campaign -> campaign.at("settings")
                                .text("title")
                                .filter(title::equals)
                                .isPresent())
                        .flatMap(campaign -> receipt(campaign).stream())
                        .findFirst();
    }

    /** Whether a campaign has left, or is leaving. */
    Optional<Values> sent(String id) {
        return campaign(id).text("status").filter(OUT::contains).map(status -> Values.empty());
    }

    /** When a campaign leaves, if it is scheduled, or when it left. */
    Optional<Values> scheduled(String id, SendTime time) {
        Members campaign = campaign(id);
        return campaign.text("status")
                .filter(status -> status.equals(SCHEDULED) || OUT.contains(status))
                .map(status -> scheduledAt(campaign.moment("send_time").orElse(time.at())));
    }

    /** What is kept of a campaign; nothing if it has no id, or none that could be one. */
    static Optional<Values> receipt(Members campaign) {
        return campaign.text("id")
                .filter(id -> id.matches(ID))
                .map(id -> Values.of("id", id)
                        .withOptional("web_id", campaign.whole("web_id"))
                        .withOptional("recipients", campaign.at("recipients").whole("recipient_count")));
    }

    /** What is kept of a schedule. */
    static Values scheduledAt(Instant moment) {
        return Values.of("epoch_seconds", moment.getEpochSecond());
    }

    private Members campaign(String id) {
        return new Members(delivery.http()
                .send(HttpCall.get("/campaigns/{}", id)
                        .query("fields", "id,status,send_time")
                        .bearer(MailchimpHandler.KEY)
                        .judge(MailchimpErrors::judgeOfCampaign))
                .json());
    }
}
