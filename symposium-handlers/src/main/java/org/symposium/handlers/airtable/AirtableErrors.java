package org.symposium.handlers.airtable;

import java.time.Duration;
import java.util.Set;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.TextPieces;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a reply of Airtable means. Errors have three shapes: {@code {"error": {"type", "message"}}}, {@code {"error": "NOT_FOUND"}} and, for too many requests,
 * {@code {"errors": [{"error", "message"}]}}. See <a href="https://airtable.com/developers/web/api/errors">Errors</a>.
 */
final class AirtableErrors {
    private static final int MOST = 300;
    /** What the month's allowance is used up by is not back for days; asked now and then, since it may be bought. */
    private static final Duration ALLOWANCE = Duration.ofHours(6);

    private static final Set<String> PLACE_LOST = Set.of("LIST_RECORDS_ITERATOR_NOT_AVAILABLE", "INVALID_OFFSET_VALUE");

    private AirtableErrors() {}

    /**
     * An error as it was told.
     *
     * @param type in capitals; empty if there is none
     * @param message for people; may be empty
     */
    private record Said(String type, String message) {
        static Said of(HttpReply reply) {
            JsonNode body = reply.jsonIfAny().orElseGet(MissingNode::getInstance);
            JsonNode first = body.path("errors").path(0);
            if (first.isObject()) {
                return new Said(line(first.path("error")), line(first.path("message")));
            }
            JsonNode error = body.path("error");
            return error.isObject()
                    ? new Said(line(error.path("type")), line(error.path("message")))
                    : new Said(line(error), "");
        }

        private static String line(JsonNode text) {
            String line = text.isString() ? text.asString("").strip().replaceAll("[\\s\\p{Cc}]+", " ") : "";
            return TextPieces.shortened(line, MOST);
        }

        Verdict explain(Verdict verdict) {
            String words = message.isEmpty() ? type : message;
            return words.isEmpty() ? verdict : verdict.because(verdict.message() + " It says: " + words);
        }
    }

    static Verdict judge(HttpReply reply) {
        Verdict verdict = reply.byStatus();
        if (verdict.isOk()) {
            return verdict;
        }
        Said said = Said.of(reply);
        return switch (reply.status()) {
            case 401 -> unauthorized(said);
            case 402 -> spent(said);
            case 403 -> forbidden(said);
            case 404 -> notFound(said, verdict);
            case 413 ->
                said.explain(verdict)
                        .suggest("The records are too large: send fewer cards, or shorter texts, at once.");
            case 422 -> invalid(said, verdict);
            case 429 -> tooMany(said, verdict);
            case 502 -> restarting(said, verdict);
            default -> said.explain(verdict);
        };
    }

    /** As {@link #judge}, for a page of a list, of which Airtable may say that it has lost its place. */
    static Verdict judgePage(HttpReply reply) {
        boolean isLost = reply.status() == 422 && PLACE_LOST.contains(Said.of(reply).type);
        return isLost ? Verdict.ok() : judge(reply);
    }

    /** Whether a page, judged as one, says that the list must be read from its beginning again. */
    static boolean isPlaceLost(HttpReply page) {
        return page.status() == 422;
    }

    private static Verdict unauthorized(Said said) {
        return said.explain(Verdict.failed(FailureKind.AUTHENTICATION, "Airtable refused the token."))
                .suggest(
                        "The token is wrong, expired or deleted: make a new one at airtable.com/create/tokens, or connect"
                                + " again.")
                .atField("token");
    }

    private static Verdict spent(Said said) {
        return said.explain(Verdict.failed(
                        FailureKind.QUOTA,
                        "Airtable's plan does not allow any more requests of this workspace for now."))
                .retryAfter(ALLOWANCE)
                .suggest("Wait for the next month, or take a larger plan at Airtable.");
    }

    /** Airtable says the same of what is not there and of what the token may not see. */
    private static Verdict forbidden(Said said) {
        Verdict verdict =
                said.explain(Verdict.failed(FailureKind.FORBIDDEN, "Airtable does not let this token do that."));
        return said.type.equals("INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND")
                ? verdict.suggest(
                        "Check the base and the table; if they are right, add the base and the scope to the token"
                                + " at airtable.com/create/tokens.")
                : verdict.suggest(
                        "Give the token the scope at airtable.com/create/tokens, and its user the right to edit"
                                + " the base.");
    }

    private static Verdict notFound(Said said, Verdict verdict) {
        return said.type.equals("ROW_DOES_NOT_EXIST")
                ? invalid(said, Verdict.failed(FailureKind.INVALID_REQUEST, verdict.message()))
                : said.explain(verdict).suggest("The base or the table is not there any more: choose another one.");
    }

    private static Verdict invalid(Said said, Verdict verdict) {
        Verdict explained = said.explain(verdict);
        return switch (said.type) {
            case "TABLE_NOT_FOUND" ->
                said.explain(Verdict.failed(FailureKind.TARGET_GONE, verdict.message()))
                        .suggest("The table is not there any more: choose another one.");
            case "VIEW_NAME_NOT_FOUND" -> explained.suggest("Choose another view, or none.");
            case "UNKNOWN_FIELD_NAME" ->
                explained.suggest("Write the field as it is called in the table; it may have been renamed.");
            case "INVALID_FILTER_BY_FORMULA" -> explained.suggest("Correct the formula as Airtable says.");
            case "INVALID_VALUE_FOR_COLUMN" ->
                explained.suggest(
                        "Choose the type of the value that the field wants, or let Airtable convert texts. Fields"
                                + " that Airtable fills itself can't be written.");
            case "INVALID_MULTIPLE_CHOICE_OPTIONS" ->
                explained.suggest(
                        "Add the option to the field in Airtable, or let Airtable convert texts, which adds it.");
            case "ROW_DOES_NOT_EXIST" ->
                explained.suggest("A record that is named or linked was deleted: correct the card, or leave it out.");
            default -> explained.suggest("Correct the settings as Airtable says.");
        };
    }

    private static Verdict tooMany(Said said, Verdict verdict) {
        return said.type.equals("PUBLIC_API_BILLING_LIMIT_EXCEEDED")
                ? spent(said)
                : said.explain(verdict)
                        .suggest("The run goes on by itself after half a minute; schedule it less often if this comes"
                                + " again.");
    }

    /** Unlike other 502s: Airtable documents that nothing was done, and that it may be sent again. */
    private static Verdict restarting(Said said, Verdict verdict) {
        Verdict notDone = said.explain(Verdict.failed(FailureKind.SERVER_ERROR, verdict.message()))
                .suggest(verdict.suggestion());
        return verdict.waitFor().map(notDone::retryAfter).orElse(notDone);
    }
}
