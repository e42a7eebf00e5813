package org.symposium.handlers.slack;

import java.util.List;
import org.symposium.spi.Delivery;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.DeliveryResult;

/**
 * The channel of an <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/">incoming webhook</a>. It tells no id of a message, so the parts
 * of a long one stand one after the other in the channel.
 */
record WebhookChannel(WebhookAddress address) implements Destination {
    @Override
    public DeliveryResult post(Delivery delivery, List<Message> messages) {
        int number = 0;
        for (Message message : messages) {
            number++;
            HttpCall call = HttpCall.of("POST", Secret.of(WEBHOOK_URL), address.shown())
                    .json(message.body(delivery.settings()))
                    .limit("webhook", delivery.credentials().reveal(WEBHOOK_URL))
                    .judge(WebhookErrors::judge);
            delivery.step(Step.of("message-" + number, call));
        }
        return DeliveryResult.delivered(delivery.id());
    }
}
