package org.symposium.handlers.discord;

import java.util.List;
import org.symposium.spi.Delivery;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.spi.model.Violation;

/**
 * Messages in Discord by a channel's <a href="https://docs.discord.com/developers/resources/webhook">webhook</a>, as text or in embeds. Nothing that a card holds mentions
 * anybody, and nothing is hidden or made a link that is none in the card.
 *
 * <p>Discord has no keys by which a webhook knows a message that it has got already: each message is sent once, and one that was never answered is in doubt.
 *
 * <p>Spec: <em>Built-In Integration Types</em>, <em>Discord</em>.
 */
public final class DiscordHandler implements OutputHandler {
    private static final IntegrationType TYPE =
            IntegrationType.read(DiscordHandler.class.getResourceAsStream("discord.json"));

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public Verdict judge(HttpReply reply) {
        return DiscordErrors.judge(reply);
    }

    @Override
    public List<Violation> check(Values settings) {
        return SettingsRules.violations(settings);
    }

    @Override
    public ConnectionCheck test(HandlerContext context) {
        return Webhook.of(context).check(context);
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        var posting = Posting.of(delivery);
        return posting.post(Message.of(delivery));
    }
}
