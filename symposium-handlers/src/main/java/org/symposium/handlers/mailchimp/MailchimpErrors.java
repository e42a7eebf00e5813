package org.symposium.handlers.mailchimp;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.node.MissingNode;

/**
 * What a reply of Mailchimp means. Errors are problems of RFC 9457, {@code {"title", "status", "detail", "errors": [{"field", "message"}]}}; what stands before Mailchimp
 * answers with web pages. See <a href="https://mailchimp.com/developer/marketing/docs/errors/">Errors</a>.
 */
final class MailchimpErrors {
    private static final int MOST = 400;
    private static final String AGAIN =
            "Make a new key in Mailchimp's account settings and enter it whole, with its data centre at the end, or"
                    + " connect again.";

    private MailchimpErrors() {}

    /** About an account and its audiences: what is not found there is gone. */
    static Verdict judge(HttpReply reply) {
        return judge(reply, "The audience, or its segment, does not exist any more: choose another one.");
    }

    /** About a campaign of this delivery: that it is gone says nothing of the next one. */
    static Verdict judgeOfCampaign(HttpReply reply) {
        Verdict verdict = judge(reply, "");
        if (verdict.isOk() || verdict.kind() != FailureKind.TARGET_GONE) {
            return verdict;
        }
        return Verdict.failed(FailureKind.INVALID_REQUEST, "The delivery's campaign is not in Mailchimp any more.")
                .suggest("Somebody has deleted it: give the cards back, and deliver them anew.");
    }

    /** An answer that is not what was asked for. */
    static HandlerException unreadable(String message) {
        return new HandlerException(Verdict.failed(FailureKind.INVALID_RESPONSE, message)
                .suggest("Try again later, and report this if it comes again."));
    }

    private static Verdict judge(HttpReply reply, String whenGone) {
        Verdict verdict = reply.byStatus();
        if (verdict.isOk()) {
            return isNoAnswer(reply) ? noAnswerOfMailchimp() : verdict;
        }
        var problem = new Members(reply.jsonIfAny().orElseGet(MissingNode::getInstance));
        String title = problem.text("title").orElse("");
        if (title.equals("Compliance Related")) {
            return Verdict.failed(FailureKind.FORBIDDEN, message(reply.status(), problem))
                    .suggest("Mailchimp has stopped the account's mail: log in there and see what it asks for.");
        }
        Verdict told = title.isEmpty() ? verdict : verdict.because(message(reply.status(), problem));
        return switch (told.kind()) {
            case AUTHENTICATION -> told.suggest(AGAIN).atField(MailchimpHandler.KEY);
            case FORBIDDEN ->
                told.suggest("Check in Mailchimp that the account is active, and that its plan and the user's role"
                        + " allow this.");
            case TARGET_GONE -> told.suggest(whenGone);
            case INVALID_REQUEST -> told.suggest("Change the output's settings or its template as Mailchimp says.");
            case RATE_LIMITED ->
                told.suggest("Mailchimp answers ten requests at a time: the delivery goes on by itself later.");
            default -> told;
        };
    }

    /** An action is answered by 204 and nothing; whatever else is JSON. */
    private static boolean isNoAnswer(HttpReply reply) {
        return reply.bytes().length > 0 && reply.jsonIfAny().isEmpty();
    }

    private static Verdict noAnswerOfMailchimp() {
        return Verdict.failed(FailureKind.INVALID_RESPONSE, "What answered is not Mailchimp: its answer is no JSON.")
                .suggest("Check whether a proxy answers instead, and look in Mailchimp what was done.")
                .perhapsDone();
    }

    private static String message(int status, Members problem) {
        Stream<String> details = problem.list("errors").stream()
                .flatMap(error -> error.text("message").stream()
                        .map(text -> error.text("field")
                                .map(field -> field + ": " + text)
                                .orElse(text)));
        Optional<String> detail = problem.text("detail").or(() -> problem.text("title"));
        String all = Stream.concat(detail.stream(), details)
                .map(text -> text.replaceAll("[\\s\\p{Cc}]+", " "))
                .collect(Collectors.joining(" "));
        return "Mailchimp answered " + status + ": " + TextPieces.shortened(all, MOST);
    }
}
