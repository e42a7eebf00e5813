package org.symposium.handlers.airtable;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

/** Airtable as a source. Shapes of errors: airtable.com/developers/web/api/errors, and what its users report. */
class AirtableContractTest extends HandlerContract {
    private final AtomicInteger bases = new AtomicInteger();

    @Override
    protected Handler handler() {
        return new AirtableHandler();
    }

    /** A base for each source: a limit that is reached at one closes it for all of them. */
    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("base_id", String.format(Locale.ROOT, "app%014d", bases.incrementAndGet()))
                .with("table", "tblXXXXXXXXXXXXXX")
                .with("fields", List.of("Name", "Stars", "Photo", "Owner", "Score", "Code"));
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("token", CANARY);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        if (request.path().startsWith("/meta/whoami")) {
            return Reply.json("{\"id\": \"usrL2PNC5o3H4lBEi\", \"scopes\": [\"data.records:read\"]}");
        }
        if (request.path().matches("/meta/bases/.*/tables.*")) {
            return Reply.json("{\"tables\": [{\"id\": \"tblXXXXXXXXXXXXXX\", \"name\": \"Places\", \"primaryFieldId\":"
                    + " \"fldXXXXXXXXXXXXXX\", \"fields\": [{\"id\": \"fldXXXXXXXXXXXXXX\", \"name\": \"Name\","
                    + " \"type\": \"singleLineText\"}], \"views\": [{\"id\": \"viwXXXXXXXXXXXXXX\", \"name\":"
                    + " \"Grid\", \"type\": \"grid\"}]}]}");
        }
        return request.path().startsWith("/meta/bases")
                ? Reply.json("{\"bases\": [{\"id\": \"app00000000000001\", \"name\": \"Trips\", \"permissionLevel\":"
                        + " \"create\"}]}")
                : Reply.json(HandlerStage.resource(getClass(), "records.json"));
    }

    @Override
    protected Reply nextPage(FakeService.Request request, URI another) {
        String number = another.toString().replaceAll(".*contract_page=", "");
        return Reply.json("{\"records\": [{\"id\": \"rec" + number + "\", \"fields\": {\"Name\": \"Place " + number
                + "\"}}], \"offset\": \"itr/" + number + "\"}");
    }

    @Override
    protected int mostRequests() {
        return 15;
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(
                                "no token",
                                object(401, "AUTHENTICATION_REQUIRED", "Authentication required"),
                                FailureKind.AUTHENTICATION)
                        .saying("Authentication required", "create/tokens"),
                Refusal.of("a token that is wrong", text(401, "UNAUTHORIZED"), FailureKind.AUTHENTICATION),
                Refusal.of("JSON that is none", object(400, "INVALID_JSON", ""), FailureKind.INVALID_REQUEST)
                        .saying("INVALID_JSON"),
                Refusal.of("a plan that does not have it", object(402, "PAYMENT_REQUIRED", ""), FailureKind.QUOTA)
                        .saying("plan"),
                Refusal.of(
                                "a base that is wrong, or closed to the token",
                                object(
                                        403,
                                        "INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND",
                                        "Invalid permissions, or the requested model was not found."),
                                FailureKind.FORBIDDEN)
                        .saying("model was not found", "add the base"),
                Refusal.of(
                                "a right that is missing",
                                object(403, "INVALID_PERMISSIONS", "You are not permitted to perform this operation"),
                                FailureKind.FORBIDDEN)
                        .saying("not permitted", "scope"),
                Refusal.of("another right", object(403, "NOT_AUTHORIZED", ""), FailureKind.FORBIDDEN),
                Refusal.of("a base that is gone", text(404, "NOT_FOUND"), FailureKind.TARGET_GONE)
                        .saying("NOT_FOUND", "choose another"),
                Refusal.of(
                        "a table that is gone",
                        object(404, "TABLE_NOT_FOUND", "Could not find table"),
                        FailureKind.TARGET_GONE),
                Refusal.of(
                                "a table that is gone, told as an invalid request",
                                object(422, "TABLE_NOT_FOUND", "Could not find table"),
                                FailureKind.TARGET_GONE)
                        .saying("not there any more"),
                Refusal.of(
                                "a record that is gone",
                                object(404, "ROW_DOES_NOT_EXIST", "Record ID rec1 does not exist"),
                                FailureKind.INVALID_REQUEST)
                        .saying("rec1", "deleted"),
                Refusal.of("too much at once", object(413, "REQUEST_TOO_LARGE", ""), FailureKind.INVALID_REQUEST)
                        .saying("fewer"),
                Refusal.of(
                                "a field that is not there",
                                object(422, "UNKNOWN_FIELD_NAME", "Unknown field name: \\\"Foo\\\""),
                                FailureKind.INVALID_REQUEST)
                        .saying("Unknown field name: \"Foo\"", "renamed"),
                Refusal.of(
                                "a view that is not there",
                                object(422, "VIEW_NAME_NOT_FOUND", "View Foo not found"),
                                FailureKind.INVALID_REQUEST)
                        .saying("another view"),
                Refusal.of(
                                "a formula that is wrong",
                                object(
                                        422,
                                        "INVALID_FILTER_BY_FORMULA",
                                        "The formula for filtering records is invalid"),
                                FailureKind.INVALID_REQUEST)
                        .saying("Correct the formula"),
                Refusal.of(
                                "a value that does not fit",
                                object(
                                        422,
                                        "INVALID_VALUE_FOR_COLUMN",
                                        "Field Stars can not accept the provided value"),
                                FailureKind.INVALID_REQUEST)
                        .saying("Stars", "convert"),
                Refusal.of(
                                "an option that is not there",
                                object(422, "INVALID_MULTIPLE_CHOICE_OPTIONS", "Insufficient permissions to create"),
                                FailureKind.INVALID_REQUEST)
                        .saying("option"),
                Refusal.of(
                        "a body of another form", object(422, "INVALID_REQUEST_BODY", ""), FailureKind.INVALID_REQUEST),
                Refusal.of("anything else", object(422, "INVALID_REQUEST_UNKNOWN", ""), FailureKind.INVALID_REQUEST),
                Refusal.of("records that are none", object(422, "INVALID_RECORDS", ""), FailureKind.INVALID_REQUEST),
                Refusal.of(
                        "too many requests",
                        errors(429, "RATE_LIMIT_REACHED", "Rate limit exceeded. Please try again later"),
                        FailureKind.RATE_LIMITED),
                Refusal.of(
                                "the month's allowance",
                                errors(429, "PUBLIC_API_BILLING_LIMIT_EXCEEDED", "API billing plan limit exceeded."),
                                FailureKind.QUOTA)
                        .saying("billing plan limit"),
                Refusal.of("a fault", object(500, "SERVER_ERROR", "Try again"), FailureKind.SERVER_ERROR)
                        .saying("Try again"),
                Refusal.of("a restart", Reply.of(502, "text/html", "<html>"), FailureKind.SERVER_ERROR),
                Refusal.of(
                        "an overload",
                        object(503, "SERVICE_UNAVAILABLE", "The service is temporarily unavailable"),
                        FailureKind.SERVER_ERROR));
    }

    private static Reply object(int status, String type, String message) {
        String inner = message.isEmpty()
                ? "{\"type\": \"" + type + "\"}"
                : "{\"type\": \"" + type + "\", \"message\": \"" + message + "\"}";
        return json(status, "{\"error\": " + inner + "}");
    }

    private static Reply text(int status, String type) {
        return json(status, "{\"error\": \"" + type + "\"}");
    }

    private static Reply errors(int status, String type, String message) {
        return json(status, "{\"errors\": [{\"error\": \"" + type + "\", \"message\": \"" + message + "\"}]}");
    }

    private static Reply json(int status, String body) {
        return Reply.of(status, "application/json; charset=utf-8", body);
    }
}
