package org.symposium.handlers.slack;

import java.util.List;
import org.symposium.spi.Delivery;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.Verdict;

/**
 * Messages in <a href="https://docs.slack.dev/">Slack</a>, by an app's bot to any channel, or by an incoming webhook to its own. Nothing that a card holds mentions
 * anybody.
 *
 * <p>Slack has no keys by which it knows a message that it has got already: each message is sent once, and one that was never answered is in doubt.
 *
 * <p>Spec: <em>Built-In Integration Types</em>, <em>Slack</em>.
 */
public final class SlackHandler implements OutputHandler {
    private static final IntegrationType TYPE =
            IntegrationType.read(SlackHandler.class.getResourceAsStream("slack.json"));

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public Verdict judge(HttpReply reply) {
        return SlackErrors.judge(reply);
    }

    /** A bot's token is tried; of a webhook no more than the form can be, since every request to one posts something. */
    @Override
    public ConnectionCheck test(HandlerContext context) {
        Credentials credentials = context.credentials();
        Destination.requireAny(credentials);
        if (credentials.has(Destination.WEBHOOK_URL)) {
            WebhookAddress.of(credentials.reveal(Destination.WEBHOOK_URL));
        }
        return credentials.has(Destination.TOKEN) ? Workspace.check(context) : ConnectionCheck.untested();
    }

    @Override
    public List<Option> options(HandlerContext context, String field, String search) {
        return field.equals("output_schema.channel") ? Channels.options(context, search) : List.of();
    }

    @Override
    public DeliveryResult send(Delivery delivery) {
        Destination destination = Destination.of(delivery);
        return destination.post(delivery, Message.of(delivery.content(), delivery.settings()));
    }
}
