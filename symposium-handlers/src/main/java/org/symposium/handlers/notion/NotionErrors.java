package org.symposium.handlers.notion;

import java.time.Duration;
import java.util.Locale;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.node.MissingNode;

/** What a reply of Notion means; see <a href="https://developers.notion.com/reference/status-codes">Status codes</a>. */
final class NotionErrors {
    private static final int MOST = 400;
    /** Where Notion does not say how long; its limits are averages over seconds. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(2);

    private NotionErrors() {}

    static Verdict judge(HttpReply reply) {
        Verdict verdict = reply.byStatus();
        if (verdict.isOk()) {
            return verdict;
        }
        var body = new Members(reply.jsonIfAny().orElseGet(MissingNode::getInstance));
        String said = TextPieces.shortened(
                body.text("message").orElse("").replaceAll("\\s+", " ").strip(), MOST);
        return switch (reply.status()) {
            case 400, 422 -> explained(verdict, said).suggest(correction(said.toLowerCase(Locale.ROOT)));
            case 401 ->
                explained(Verdict.failed(FailureKind.AUTHENTICATION, "Notion refused the token."), said)
                        .suggest(
                                "Enter the secret of the integration anew (notion.so/profile/integrations), or connect again.")
                        .atField("token");
            case 403 ->
                explained(Verdict.failed(FailureKind.FORBIDDEN, "Notion does not let this integration do that."), said)
                        .suggest(
                                "Give the integration the capability to read, insert or update content, at notion.so/profile/integrations.");
            case 404 ->
                explained(
                                Verdict.failed(
                                        FailureKind.TARGET_GONE, "Notion has no such page or database for this token."),
                                said)
                        .suggest(
                                "Check the link, and share the page or database with the integration: ••• → Connections.");
            case 409 ->
                explained(Verdict.failed(FailureKind.SERVER_ERROR, "Somebody else changed the same in Notion."), said)
                        .suggest("The run goes on by itself later.");
            case 413 -> explained(verdict, said).suggest("Choose fewer cards or a shorter template.");
            case 429, 529 -> limited(verdict, said);
            default -> explained(verdict, said);
        };
    }

    private static Verdict limited(Verdict verdict, String said) {
        return explained(Verdict.failed(FailureKind.RATE_LIMITED, "Notion wants to be asked less often."), said)
                .retryAfter(verdict.waitFor().orElse(SHORT_WAIT))
                .suggest("The run goes on by itself later; schedule it less often if this comes again.");
    }

    private static String correction(String said) {
        if (said.contains("not a property that exists") || said.contains("could not find property")) {
            return "Correct the property's name in the settings; it was renamed or removed in Notion.";
        }
        if (said.contains("status option")) {
            return "Add the option to the status property in Notion; options of a status are not made by writing a page.";
        }
        return said.contains("is a page, not a database")
                ? "Enter the link of a database, or choose to work with a page."
                : "Correct the settings as Notion says.";
    }

    private static Verdict explained(Verdict verdict, String said) {
        return said.isEmpty() ? verdict : verdict.because(verdict.message() + " It says: " + said);
    }
}
