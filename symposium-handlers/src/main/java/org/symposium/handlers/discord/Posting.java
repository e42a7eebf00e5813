package org.symposium.handlers.discord;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.symposium.spi.Delivery;
import org.symposium.spi.Receipt;
import org.symposium.spi.Step;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/**
 * Posts the messages of a delivery, one after the other, by <a href="https://docs.discord.com/developers/resources/webhook#execute-webhook">Execute Webhook</a>: to the
 * webhook's channel, to a thread in it, or as a new post of a forum, whose further messages go on in that post.
 */
final class Posting {
    private static final Pattern ID = Pattern.compile("\\d{17,20}");
    private static final int LONGEST_POST_NAME = 100;

    private final Delivery delivery;
    private final Webhook webhook;
    private final String thread;

    private Posting(Delivery delivery, Webhook webhook, String thread) {
        this.delivery = delivery;
        this.webhook = webhook;
        this.thread = thread;
    }

    /**
     * For one delivery. A trial goes to the thread that is its recipient.
     *
     * @throws HandlerException MISCONFIGURED when there is no webhook, or the recipient is no id of a thread
     */
    static Posting of(Delivery delivery) {
        Optional<String> trial = delivery.testRecipient().map(String::strip);
        if (trial.isPresent() && !ID.matcher(trial.get()).matches()) {
            throw new HandlerException(
                    Verdict.failed(FailureKind.MISCONFIGURED, "The recipient of a trial must be a thread's id.")
                            .suggest("Copy the id of a thread of the webhook's channel, 17 to 20 digits."));
        }
        return new Posting(
                delivery,
                Webhook.of(delivery),
                trial.orElse(delivery.settings().text("thread_id", "")).strip());
    }

    DeliveryResult post(List<Message> messages) {
        boolean beginsPost = thread.isEmpty() && delivery.settings().flag("forum_post", false);
        Values body = messages.get(0).body(delivery.settings());
        Receipt first = delivery.step(step(1, beginsPost ? body.with(newPost()) : body, thread));
        String rest = beginsPost ? first.text("channel_id") : thread;
        for (int number = 2; number <= messages.size(); number++) {
            delivery.step(step(number, messages.get(number - 1).body(delivery.settings()), rest));
        }
        String channel = first.text("channel_id");
        String message = first.text("id");
        DeliveryResult result = DeliveryResult.delivered(channel + "/" + message);
        return webhook.page(channel, message)
                .map(page -> result.link("Message in Discord", page))
                .orElse(result);
    }

    private Values newPost() {
        String subject = delivery.content().subject().strip();
        Values post = Values.of(
                "thread_name", subject.isEmpty() ? "New cards" : TextPieces.shortened(subject, LONGEST_POST_NAME));
        List<String> tags =
                delivery.settings().has("tags") ? delivery.settings().texts("tags") : List.of();
        return tags.isEmpty() ? post : post.with("applied_tags", tags);
    }

    /** Without {@code wait} Discord answers before it has the message, and tells nobody if it can't be saved. */
    private Step step(int number, Values body, String thread) {
        HttpCall call = webhook.call("POST").query("wait", true).json(body);
        return Step.of("message-" + number, thread.isEmpty() ? call : call.query("thread_id", thread))
                .keep(Posting::kept);
    }

    private static Values kept(HttpReply reply) {
        var posted = new Members(reply.json());
        return Values.of("id", posted.text("id").orElseThrow(Posting::untold))
                .with("channel_id", posted.text("channel_id").orElseThrow(Posting::untold));
    }

    private static HandlerException untold() {
        return new HandlerException(Verdict.failed(
                        FailureKind.INVALID_RESPONSE, "Discord said that it took the message, but not where it is.")
                .suggest("Look into the channel whether the message is there.")
                .perhapsDone());
    }
}
