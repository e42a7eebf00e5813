package org.symposium.handlers.discord;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.Canary;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

/** Codes and shapes of errors: Discord's list of JSON error codes, and its pages on rate limits and error messages. */
class DiscordContractTest extends HandlerContract {
    /** Each integration has a webhook of its own, for limits are the webhook's, whoever uses it. */
    private final AtomicLong ids = new AtomicLong(100_000_000_000_000_000L);

    @Override
    protected Handler handler() {
        return new DiscordHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.none();
    }

    @Override
    protected Credentials credentials(FakeService service) {
        String path = "/api/webhooks/" + ids.incrementAndGet() + "/" + Canary.plain("contract", "discord");
        return Credentials.of("webhook_url", service.uri(path).toString());
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        return Reply.json(request.method().equals("GET") ? DiscordStage.WEBHOOK : DiscordStage.POSTED);
    }

    @Override
    protected List<Refusal> refusals() {
        var all = new ArrayList<Refusal>();
        all.add(code(404, 10_015, "Unknown Webhook", FailureKind.TARGET_GONE).saying("new webhook"));
        all.add(code(401, 50_027, "Invalid Webhook Token", FailureKind.AUTHENTICATION)
                .saying("new webhook"));
        all.add(code(404, 10_003, "Unknown Channel", FailureKind.TARGET_GONE).saying("another thread"));
        all.add(code(404, 10_008, "Unknown Message", FailureKind.TARGET_GONE));
        all.add(code(403, 50_001, "Missing Access", FailureKind.FORBIDDEN));
        all.add(code(403, 50_013, "Missing Permissions", FailureKind.FORBIDDEN));
        all.add(code(400, 50_006, "Cannot send an empty message", FailureKind.INVALID_REQUEST));
        all.add(code(400, 50_109, "The request body contains invalid JSON.", FailureKind.INVALID_REQUEST));
        all.add(code(413, 40_005, "Request entity too large", FailureKind.INVALID_REQUEST));
        all.add(code(
                        400,
                        40_067,
                        "A tag is required to create a forum post in this channel",
                        FailureKind.INVALID_REQUEST)
                .saying("settings"));
        all.add(code(400, 50_083, "Thread is archived", FailureKind.TARGET_GONE).saying("another one"));
        all.add(code(400, 160_005, "Thread is locked", FailureKind.TARGET_GONE).saying("another one"));
        all.add(code(400, 200_000, "Message was blocked by automatic moderation", FailureKind.INVALID_REQUEST)
                .saying("AutoMod"));
        all.add(code(400, 200_001, "Title was blocked by automatic moderation", FailureKind.INVALID_REQUEST)
                .saying("AutoMod"));
        all.add(code(
                        400,
                        220_001,
                        "Webhooks posted to forum channels must have a thread_name or thread_id",
                        FailureKind.INVALID_REQUEST)
                .saying("forum"));
        all.add(code(400, 220_002, "Webhooks posted to forum channels cannot have both", FailureKind.INVALID_REQUEST)
                .saying("not both"));
        all.add(code(400, 220_003, "Webhooks can only create threads in forum channels", FailureKind.INVALID_REQUEST)
                .saying("switch that off"));
        all.add(code(400, 220_004, "Webhook services cannot be used in forum channels", FailureKind.FORBIDDEN));
        all.add(code(403, 240_000, "Message blocked by harmful links filter", FailureKind.INVALID_REQUEST)
                .saying("link"));
        all.add(code(
                503,
                130_000,
                "API resource is currently overloaded. Try again a little later",
                FailureKind.SERVER_ERROR));
        all.add(code(
                429,
                20_028,
                "The write action you are performing on the channel has hit the write rate limit",
                FailureKind.RATE_LIMITED));
        all.add(code(
                429,
                20_029,
                "The write action you are performing on the server has hit the write rate limit",
                FailureKind.RATE_LIMITED));
        all.add(code(429, 40_062, "Service resource is being rate limited.", FailureKind.RATE_LIMITED));
        all.add(Refusal.of(
                        "a form that is wrong",
                        Reply.of(
                                400,
                                "application/json",
                                "{\"code\": 50035, \"message\": \"Invalid Form Body\", \"errors\": {\"embeds\": {\"0\": {\"fields\": {\"1\": {\"name\":"
                                        + " {\"_errors\": [{\"code\": \"BASE_TYPE_REQUIRED\", \"message\": \"This field is required\"}]}}}}}}}"),
                        FailureKind.INVALID_REQUEST)
                .saying("embeds[0].fields[1].name: This field is required", "50035"));
        all.add(Refusal.of(
                        "a form that is wrong, told in the older shape",
                        Reply.of(
                                400,
                                "application/json",
                                "{\"username\": [\"x\"], \"errors\": {\"content\": [\"Must be 2000 or fewer in length.\"]}}"),
                        FailureKind.INVALID_REQUEST)
                .saying("content: Must be 2000 or fewer in length."));
        all.add(Refusal.of(
                        "a limit",
                        Reply.of(
                                        429,
                                        "application/json",
                                        "{\"message\": \"You are being rate limited.\", \"retry_after\": 3600.25, \"global\": false, \"code\": 0}")
                                .header("X-RateLimit-Scope", "shared"),
                        FailureKind.RATE_LIMITED)
                .saying("You are being rate limited"));
        all.add(Refusal.of(
                "Cloudflare's ban",
                Reply.of(429, "text/html", "<html>error code: 1015</html>").header("Retry-After", "3600"),
                FailureKind.RATE_LIMITED));
        all.add(Refusal.of("a web page", Reply.of(200, "text/html", "<html></html>"), FailureKind.IN_DOUBT));
        all.add(Refusal.of("nothing", Reply.of(204, "text/plain", ""), FailureKind.IN_DOUBT));
        all.add(Refusal.of("a message without an id", Reply.json("{\"type\": 0}"), FailureKind.IN_DOUBT)
                .saying("not where it is"));
        return all;
    }

    /** What may pass asks for so much patience that no test waits for it. */
    private static Refusal code(int status, int code, String message, FailureKind kind) {
        return Refusal.of(
                        code + " " + message,
                        Reply.of(
                                        status,
                                        "application/json",
                                        "{\"message\": \"" + message + "\", \"code\": " + code + "}")
                                .header("Retry-After", "3600"),
                        kind)
                .saying(message.replaceFirst("\\.$", ""));
    }
}
