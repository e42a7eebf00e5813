package org.symposium.handlers.notion;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

/** Shapes of errors: Notion's pages "Status codes" and "Request limits". */
class NotionContractTest extends HandlerContract {
    @Override
    protected Handler handler() {
        return new NotionHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("database", NotionFake.DATABASE);
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("token", CANARY);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        return NotionSource.answer(request);
    }

    @Override
    protected Map<Integer, FailureKind> kindsByStatus() {
        Map<Integer, FailureKind> kinds = super.kindsByStatus();
        kinds.put(409, FailureKind.SERVER_ERROR);
        kinds.put(413, FailureKind.INVALID_REQUEST);
        kinds.put(504, FailureKind.SERVER_ERROR);
        kinds.put(529, FailureKind.RATE_LIMITED);
        return kinds;
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                refusal(400, "invalid_json", "Error parsing JSON body.", FailureKind.INVALID_REQUEST),
                refusal(400, "missing_version", "Notion-Version header should be defined", FailureKind.INVALID_REQUEST),
                refusal(
                                400,
                                "validation_error",
                                "Could not find property with name or id: Stat",
                                FailureKind.INVALID_REQUEST)
                        .saying("Could not find property", "Correct the property's name"),
                refusal(400, "validation_error", "Provided ID is a page, not a database.", FailureKind.INVALID_REQUEST)
                        .saying("link of a database"),
                refusal(
                                400,
                                "validation_error",
                                "Invalid status option. Status option \"New\" does not exist.",
                                FailureKind.INVALID_REQUEST)
                        .saying("Add the option"),
                refusal(401, "unauthorized", "API token is invalid.", FailureKind.AUTHENTICATION)
                        .saying("API token is invalid", "profile/integrations"),
                refusal(
                                403,
                                "restricted_resource",
                                "Insufficient permissions for this endpoint.",
                                FailureKind.FORBIDDEN)
                        .saying("capability"),
                refusal(404, "object_not_found", "Could not find database with ID", FailureKind.TARGET_GONE)
                        .saying("share the page"),
                refusal(409, "conflict_error", "Conflict occurred while saving.", FailureKind.SERVER_ERROR),
                refusal(429, "rate_limited", "You have been rate limited.", FailureKind.RATE_LIMITED)
                        .saying("less often"),
                refusal(529, "service_overload", "Overloaded.", FailureKind.RATE_LIMITED),
                refusal(500, "internal_server_error", "Unexpected error.", FailureKind.SERVER_ERROR),
                refusal(502, "bad_gateway", "Bad gateway.", FailureKind.SERVER_ERROR),
                refusal(503, "database_connection_unavailable", "Try again.", FailureKind.SERVER_ERROR),
                refusal(504, "gateway_timeout", "Timed out.", FailureKind.SERVER_ERROR));
    }

    /** A query whose pages never end, and are few each time. */
    @Override
    protected Reply nextPage(FakeService.Request request, URI another) {
        Reply good = goodAnswer(request);
        boolean isList = request.path().contains("/query");
        return isList
                ? good.body(Values.fromJson(good.body())
                        .with("has_more", true)
                        .with(
                                "next_cursor",
                                UUID.nameUUIDFromBytes(another.toString().getBytes(StandardCharsets.UTF_8))
                                        .toString())
                        .toJson())
                : good;
    }

    /** Two for the database, ten lists. */
    @Override
    protected int mostRequests() {
        return 12;
    }

    private static Refusal refusal(int status, String code, String message, FailureKind kind) {
        return Refusal.of(status + " " + code + " " + message, NotionFake.error(status, code, message), kind);
    }
}
