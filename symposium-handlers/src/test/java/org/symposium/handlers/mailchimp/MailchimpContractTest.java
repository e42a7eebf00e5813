package org.symposium.handlers.mailchimp;

import java.util.List;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

/** Titles and details of errors: Mailchimp's error glossary, and what its users report. */
class MailchimpContractTest extends HandlerContract {
    @Override
    protected Handler handler() {
        return new MailchimpHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("list_id", "a1b2c3d4e5").with("from_name", "Example").with("reply_to", "a@example.org");
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("api_key", CANARY + "-us21");
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        return MailchimpFake.answer(List.of(request));
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                refusal(
                                401,
                                "API Key Invalid",
                                "Your API key may be invalid, or you've attempted to access the wrong datacenter.",
                                FailureKind.AUTHENTICATION)
                        .saying("wrong datacenter", "at the end"),
                refusal(401, "API Key Missing", "Your request did not include an API key.", FailureKind.AUTHENTICATION),
                refusal(403, "Forbidden", "You are not permitted to access this resource.", FailureKind.FORBIDDEN)
                        .saying("plan"),
                refusal(403, "User Disabled", "This account has been disabled.", FailureKind.FORBIDDEN)
                        .saying("active"),
                refusal(403, "Wrong Datacenter", "The API key is of another datacenter.", FailureKind.FORBIDDEN),
                refusal(
                                404,
                                "Resource Not Found",
                                "The requested resource could not be found.",
                                FailureKind.TARGET_GONE)
                        .saying("choose another"),
                refusal(400, "Bad Request", "Your request could not be processed.", FailureKind.INVALID_REQUEST),
                refusal(400, "JSON Parse Error", "We encountered an error.", FailureKind.INVALID_REQUEST),
                refusal(
                        405,
                        "Method Not Allowed",
                        "The requested method and resource are not compatible.",
                        FailureKind.INVALID_REQUEST),
                refusal(
                        414,
                        "Resource Nested Too Deeply",
                        "The sub-resource requested is nested too deeply.",
                        FailureKind.INVALID_REQUEST),
                refusal(426, "Upgrade Required", "Your request must be made with TLS.", FailureKind.INVALID_REQUEST),
                refusal(503, "Compliance Related", "This method has been disabled.", FailureKind.FORBIDDEN)
                        .saying("log in"),
                Refusal.of(
                                "fields that are wrong",
                                Reply.of(
                                        400,
                                        "application/problem+json",
                                        "{\"title\": \"Invalid Resource\", \"status\": 400, \"detail\": \"The resource"
                                                + " submitted could not be validated.\", \"errors\": [{\"field\":"
                                                + " \"settings.reply_to\", \"message\": \"This value should be a valid"
                                                + " email.\"}, {\"message\": 5}, 7]}"),
                                FailureKind.INVALID_REQUEST)
                        .saying("settings.reply_to: This value should be a valid email."),
                Refusal.of("a web page", Reply.of(200, "text/html", "<html></html>"), FailureKind.INVALID_RESPONSE),
                Refusal.of("no audience", Reply.json("{\"a\": 1}"), FailureKind.INVALID_RESPONSE));
    }

    private static Refusal refusal(int status, String title, String detail, FailureKind kind) {
        return Refusal.of(status + " " + title, MailchimpFake.problem(status, title, detail), kind)
                .saying(detail);
    }
}
