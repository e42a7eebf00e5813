package org.symposium.handlers.slack;

import java.util.Locale;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;

/**
 * What a webhook's reply means: {@code ok}, or a word of plain text with a status. See <a
 * href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/">Sending messages using incoming webhooks</a>, <em>Handling errors</em>.
 */
final class WebhookErrors {
    private static final int MOST = 100;
    private static final String NEW_WEBHOOK =
            "Make a new webhook on the app's page \"Incoming Webhooks\", and enter its address in the integration's credentials.";

    private WebhookErrors() {}

    static Verdict judge(HttpReply reply) {
        String word = word(reply.text());
        Verdict verdict = reply.byStatus();
        if (verdict.isOk()) {
            return word.equals("ok") ? verdict : noAnswerOfSlack();
        }
        return switch (word) {
            case "invalid_token" ->
                failed(FailureKind.AUTHENTICATION, word).suggest(NEW_WEBHOOK).atField(Destination.WEBHOOK_URL);
            case "no_service", "no_team", "no_active_hooks" ->
                failed(FailureKind.TARGET_GONE, word).suggest(NEW_WEBHOOK);
            case "channel_not_found", "channel_is_archived" ->
                failed(FailureKind.TARGET_GONE, word)
                        .suggest("The webhook's channel is gone or archived: make a webhook for another one.");
            case "action_prohibited", "posting_to_general_channel_denied", "team_disabled" ->
                failed(FailureKind.FORBIDDEN, word)
                        .suggest("Ask the workspace's administrator to let the app post to this channel.");
            default -> said(verdict, word);
        };
    }

    private static Verdict failed(FailureKind kind, String word) {
        return Verdict.failed(kind, "Slack's webhook answered: " + word + ".");
    }

    private static Verdict said(Verdict verdict, String word) {
        return word.isEmpty() ? verdict : verdict.because("Slack's webhook answered: " + word + ".");
    }

    private static Verdict noAnswerOfSlack() {
        return Verdict.failed(
                        FailureKind.INVALID_RESPONSE, "What answered at the webhook's address is not Slack's webhook.")
                .suggest("Check the address, and whether a proxy answers instead.")
                .perhapsDone();
    }

    /** One of Slack's words; nothing for a web page, or anything else that no webhook says. */
    private static String word(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return word.length() <= MOST && word.matches("[a-z0-9_]+") ? word : "";
    }
}
