package org.symposium.handlers.mailchimp;

import java.util.List;
import java.util.Map;
import org.symposium.spi.Delivery;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.spi.model.Violation;

/**
 * Campaigns of <a href="https://mailchimp.com/developer/marketing/api/campaigns/">Mailchimp's Marketing API 3.0</a>. A campaign is sent once: whether one that was never answered
 * for is out is looked for, and it is not sent again by itself.
 *
 * <p>Spec: <em>Handler Conceptual Examples</em>, <em>Mailchimp Output Handler</em>.
 */
public final class MailchimpHandler implements OutputHandler {
    /** A key of Mailchimp's, or a token of OAuth: both are sent the same way. */
    static final String KEY = "api_key";

    private static final IntegrationType TYPE =
            IntegrationType.read(MailchimpHandler.class.getResourceAsStream("mailchimp.json"));

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public Verdict judge(HttpReply reply) {
        return MailchimpErrors.judge(reply);
    }

    @Override
    public List<Violation> check(Values settings) {
        return SettingsRules.violations(settings);
    }

    @Override
    public Map<String, String> facts(Credentials credentials) {
        return Map.of(DataCentre.FACT, DataCentre.ofKey(credentials.reveal(KEY)).name());
    }

    /** Whose the key is: the API's root. */
    @Override
    public ConnectionCheck test(HandlerContext context) {
        HttpCall call = HttpCall.get("/")
                .query("fields", "account_id,account_name,email")
                .bearer(KEY);
        var account = new Members(context.http().send(call).json());
        String id = account.text("account_id")
                .orElseThrow(() -> MailchimpErrors.unreadable("Mailchimp did not say whose the key is."));
        String name =
                account.text("account_name").or(() -> account.text("email")).orElse(id);
        return ConnectionCheck.ok(id, name);
    }

    @Override
    public List<Option> options(HandlerContext context, String field, String search) {
        return switch (field) {
            case "output_schema.list_id" -> new Choices(context, search).audiences();
            case "output_schema.segment_id" -> new Choices(context, search).segments();
            case "output_schema.template_id" -> new Choices(context, search).templates();
            default -> List.of();
        };
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        return new CampaignDelivery(delivery).send();
    }
}
