package org.symposium.handlers.webhook;

import java.util.Map;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;

class WebhookContractTest extends HandlerContract {

    @Override
    protected Handler handler() {
        return new WebhookHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("url", service.uri("/hook"));
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("signing_secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                .with("bearer_token", CANARY);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        return Reply.of(204, "text/plain", "");
    }

    /** A receiver that is not there may come back: only 410 asks for an end. */
    @Override
    protected Map<Integer, FailureKind> kindsByStatus() {
        Map<Integer, FailureKind> kinds = super.kindsByStatus();
        kinds.put(404, FailureKind.INVALID_REQUEST);
        return kinds;
    }
}
