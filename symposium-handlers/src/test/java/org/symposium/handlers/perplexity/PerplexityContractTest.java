package org.symposium.handlers.perplexity;

import java.util.List;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

class PerplexityContractTest extends HandlerContract {
    @Override
    protected Handler handler() {
        return new PerplexityHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("query", "latest AI developments");
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("api_key", CANARY);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        return Reply.json(HandlerStage.resource(getClass(), "answer.json"));
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(
                                "a model that is not known",
                                error(
                                        400,
                                        "{\"error\":{\"message\":\"Invalid model 'x'.\",\"type\":\"invalid_model\",\"code\":400}}"),
                                FailureKind.INVALID_REQUEST)
                        .saying("Invalid model 'x'", "another model"),
                Refusal.of(
                                "roles that do not alternate",
                                error(400, "{\"error\":{\"message\":\"Roles must alternate.\",\"code\":400}}"),
                                FailureKind.INVALID_REQUEST)
                        .saying("Roles must alternate"),
                Refusal.of(
                                "a key that is wrong, or an account without credit",
                                Reply.of(401, "text/html", "<html><h1>401 Authorization Required</h1></html>"),
                                FailureKind.AUTHENTICATION)
                        .saying("API key", "credit"),
                Refusal.of(
                                "a request that is not valid",
                                error(422, "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\"}]}"),
                                FailureKind.INVALID_REQUEST)
                        .saying("field required"),
                Refusal.of("too many requests", error(429, "{}"), FailureKind.RATE_LIMITED),
                Refusal.of("a fault of the service", error(500, "oops"), FailureKind.SERVER_ERROR));
    }

    private static Reply error(int status, String body) {
        return Reply.of(status, "application/json", body);
    }
}
