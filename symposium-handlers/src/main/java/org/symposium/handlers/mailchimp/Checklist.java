package org.symposium.handlers.mailchimp;

import java.util.List;
import java.util.stream.Collectors;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** What Mailchimp finds wrong with a campaign: {@code GET /campaigns/{id}/send-checklist}. */
final class Checklist {
    private static final int MOST = 600;

    private Checklist() {}

    /**
     * Nothing, when the campaign is ready.
     *
     * @throws HandlerException MISCONFIGURED, with all that is wrong, when it is not
     */
    static Values passed(HttpReply reply) {
        var checklist = new Members(reply.json());
        if (checklist.flag("is_ready")) {
            return Values.empty();
        }
        if (!checklist.has("is_ready")) {
            throw MailchimpErrors.unreadable("Mailchimp did not say whether the campaign is ready.");
        }
        String wrong = checklist.list("items").stream()
                .filter(item -> item.text("type").filter("error"::equals).isPresent())
                .map(Checklist::line)
                .collect(Collectors.joining("; "));
        throw new HandlerException(Verdict.failed(
                        FailureKind.MISCONFIGURED,
                        "Mailchimp says that the campaign is not ready to be sent"
                                + (wrong.isEmpty() ? "." : ": " + TextPieces.shortened(wrong, MOST)))
                .suggest("The campaign is a draft in Mailchimp: put right there what is named, and replay the"
                        + " delivery."));
    }

    private static String line(Members item) {
        return List.of("heading", "details").stream()
                .flatMap(part -> item.text(part).stream())
                .map(text -> text.replaceAll("[\\s\\p{Cc}]+", " "))
                .collect(Collectors.joining(": "));
    }
}
