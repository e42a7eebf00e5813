package org.symposium.handlers.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;

/**
 * What a reply of the Web API means. Slack answers 200 and says {@code "ok": false} with a word; any other status but 429 is trouble on the way. Words: <a
 * href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>, <em>Errors</em>.
 */
final class SlackErrors {
    private static final int MOST = 300;
    private static final String AGAIN = "Connect with Slack again, or enter a new bot token.";
    private static final Set<String> PERHAPS_DONE = Set.of("fatal_error", "internal_error");

    private static final Map<FailureKind, Set<String>> KINDS = Map.of(
            FailureKind.AUTHENTICATION,
            Set.of(
                    "not_authed",
                    "invalid_auth",
                    "account_inactive",
                    "token_revoked",
                    "token_expired",
                    "two_factor_setup_required",
                    "org_login_required",
                    "is_bot"),
            FailureKind.FORBIDDEN,
            Set.of(
                    "missing_scope",
                    "not_allowed_token_type",
                    "no_permission",
                    "ekm_access_denied",
                    "access_denied",
                    "app_access_restricted",
                    "enterprise_is_restricted",
                    "restricted_action",
                    "restricted_action_read_only_channel",
                    "restricted_action_thread_only_channel",
                    "restricted_action_thread_locked",
                    "restricted_action_non_threadable_channel",
                    "messages_tab_disabled",
                    "not_in_channel"),
            FailureKind.TARGET_GONE,
            Set.of("channel_not_found", "is_archived", "team_not_found", "cannot_reply_to_message"),
            FailureKind.RATE_LIMITED,
            Set.of("ratelimited", "rate_limited", "accesslimited"),
            FailureKind.QUOTA,
            Set.of("message_limit_exceeded"),
            FailureKind.SERVER_ERROR,
            Set.of("service_unavailable", "request_timeout", "team_added_to_org", "fatal_error", "internal_error"));

    private SlackErrors() {}

    static Verdict judge(HttpReply reply) {
        Verdict byStatus = reply.byStatus();
        JsonNode body = byStatus.isOk() ? reply.json() : reply.jsonIfAny().orElse(null);
        if (body == null) {
            return byStatus;
        }
        var answer = new Members(body);
        if (byStatus.isOk() && answer.flag("ok")) {
            return byStatus;
        }
        String word = answer.text("error").orElse("");
        if (word.isEmpty()) {
            return byStatus.isOk() ? noAnswerOfSlack() : byStatus;
        }
        return byStatus.isOk() ? refused(word, answer) : byStatus.because(message(word, answer));
    }

    private static Verdict refused(String word, Members answer) {
        FailureKind kind = KINDS.entrySet().stream()
                .filter(entry -> entry.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(FailureKind.INVALID_REQUEST);
        Verdict verdict = Verdict.failed(kind, message(word, answer)).suggest(suggestion(kind, word, answer));
        verdict = kind == FailureKind.AUTHENTICATION ? verdict.atField(Destination.TOKEN) : verdict;
        return PERHAPS_DONE.contains(word) ? verdict.perhapsDone() : verdict;
    }

    private static String message(String word, Members answer) {
        String details =
                TextPieces.shortened(String.join("; ", details(answer)).strip().replaceAll("\\s+", " "), MOST);
        return "Slack answered: " + TextPieces.shortened(word, MOST)
                + (details.isEmpty() ? "." : " (" + details + ").");
    }

    private static List<String> details(Members answer) {
        var details = new ArrayList<String>();
        answer.node().path("errors").forEach(error -> details.add(error.asString("")));
        answer.node().path("response_metadata").path("messages").forEach(message -> details.add(message.asString("")));
        return details.stream().filter(text -> !text.isBlank()).distinct().toList();
    }

    private static String suggestion(FailureKind kind, String word, Members answer) {
        return switch (kind) {
            case AUTHENTICATION -> AGAIN;
            case FORBIDDEN -> permission(word, answer);
            case TARGET_GONE ->
                "Choose another channel; a private one is not there for an app that was not invited to it.";
            case RATE_LIMITED -> "The delivery goes on by itself later; schedule it less often if this comes again.";
            case QUOTA -> "The workspace's plan has no room for more messages; free some, or change the plan.";
            case SERVER_ERROR -> "The fault is Slack's; try again later.";
            default ->
                message(word, answer).contains("image")
                        ? "Slack could not load a picture: switch pictures off in the output's settings."
                        : "Change the output's template or settings as Slack says.";
        };
    }

    private static String permission(String word, Members answer) {
        return switch (word) {
            case "missing_scope" ->
                answer.text("needed")
                        .map(scope -> "Give the app the scope " + TextPieces.shortened(scope, MOST)
                                + ", and install it in the workspace again.")
                        .orElse("Give the app the scope that it lacks, and install it in the workspace again.");
            case "not_in_channel" -> "Invite the app to the channel: /invite and its name.";
            case "not_allowed_token_type" -> "Enter the bot's token: it begins with xoxb-.";
            default -> "Ask the workspace's administrator to let the app post to this channel, or choose another one.";
        };
    }

    private static Verdict noAnswerOfSlack() {
        return Verdict.failed(
                        FailureKind.INVALID_RESPONSE, "Slack's answer says neither that it is done nor that it is not.")
                .suggest("Check that the address of the service is Slack's, and whether a proxy answers instead.")
                .perhapsDone();
    }
}
