package org.symposium.handlers.slack;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
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
 * A channel that an app's bot posts to by <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>. What is too long for one message goes
 * on in its thread, unless the output wants it in the channel.
 */
record BotChannel(String channel) implements Destination {
    @Override
    public DeliveryResult post(Delivery delivery, List<Message> messages) {
        boolean isThread = delivery.settings().text("rest", "thread").equals("thread");
        Receipt first = delivery.step(step(1, body(delivery, messages.get(0))));
        for (int number = 2; number <= messages.size(); number++) {
            Values body = body(delivery, messages.get(number - 1));
            delivery.step(step(number, isThread ? body.with("thread_ts", first.text("ts")) : body));
        }
        String place = first.text("channel");
        String moment = first.text("ts");
        DeliveryResult result = DeliveryResult.delivered(place + "/" + moment);
        return permalink(delivery, place, moment)
                .map(address -> result.link("Message in Slack", address))
                .orElse(result);
    }

    private Values body(Delivery delivery, Message message) {
        return Values.of("channel", channel)
                .with(message.body(delivery.settings()))
                .with("parse", "none")
                .with("link_names", false);
    }

    private Step step(int number, Values body) {
        HttpCall call = HttpCall.of("POST", "/chat.postMessage")
                .bearer(TOKEN)
                .header("Content-Type", "application/json; charset=utf-8") // Slack warns where the charset is not named
                .json(body)
                .limit("channel", channel);
        return Step.of("message-" + number, call).keep(BotChannel::kept);
    }

    private static Values kept(HttpReply reply) {
        var posted = new Members(reply.json());
        return Values.of("channel", posted.text("channel").orElseThrow(BotChannel::untold))
                .with("ts", posted.text("ts").orElseThrow(BotChannel::untold));
    }

    private static HandlerException untold() {
        return new HandlerException(Verdict.failed(
                        FailureKind.INVALID_RESPONSE, "Slack said that it took the message, but not where it is.")
                .suggest("Look into the channel whether the message is there.")
                .perhapsDone());
    }

    /** Slack's own form, {@code https://team.slack.com/archives/C1/p1503435956000247}; once a connection test has told the workspace's address. */
    private static Optional<URI> permalink(Delivery delivery, String place, String moment) {
        String workspace = delivery.integration().facts().text(Workspace.HOST, "");
        try {
            return workspace.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new URI("https", workspace, "/archives/" + place + "/p" + moment.replace(".", ""), null));
        } catch (URISyntaxException e) {
            return Optional.empty(); // a link is no more than a help
        }
    }
}
