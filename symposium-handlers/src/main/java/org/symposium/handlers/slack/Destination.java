package org.symposium.handlers.slack;

import java.util.List;
import org.symposium.spi.Delivery;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/** Where messages go, and by which of the two ways. */
sealed interface Destination permits BotChannel, WebhookChannel {
    /** The credential of the bot. */
    String TOKEN = "token";

    /** The credential that is a webhook's address. */
    String WEBHOOK_URL = "webhook_url";

    /** Posts messages, in order. */
    DeliveryResult post(Delivery delivery, List<Message> messages);

    /**
     * By the bot where the output names a channel, else by the webhook, which has a channel of its own.
     *
     * @throws HandlerException MISCONFIGURED when credentials and channel don't fit
     */
    static Destination of(Delivery delivery) {
        Credentials credentials = delivery.credentials();
        requireAny(credentials);
        String channel = delivery.testRecipient()
                .orElse(delivery.settings().text("channel", ""))
                .strip();
        if (credentials.has(TOKEN) && !channel.isEmpty()) {
            return new BotChannel(channel);
        }
        if (!credentials.has(WEBHOOK_URL)) {
            throw misfit("The output names no channel.", "Choose a channel in the output's settings.");
        }
        if (!channel.isEmpty()) {
            throw misfit(
                    "A webhook posts to the channel that it was made for, and to no other.",
                    "Leave the channel empty, or connect with Slack or enter a bot token in the integration's credentials.");
        }
        return new WebhookChannel(WebhookAddress.of(credentials.reveal(WEBHOOK_URL)));
    }

    /** Refuses credentials that hold neither. */
    static void requireAny(Credentials credentials) {
        if (!credentials.has(TOKEN) && !credentials.has(WEBHOOK_URL)) {
            throw misfit(
                    "The integration has neither a bot token nor the address of a webhook.",
                    "Connect with Slack, or enter one of the two in the integration's credentials.");
        }
    }

    private static HandlerException misfit(String message, String suggestion) {
        return new HandlerException(
                Verdict.failed(FailureKind.MISCONFIGURED, message).suggest(suggestion));
    }
}
