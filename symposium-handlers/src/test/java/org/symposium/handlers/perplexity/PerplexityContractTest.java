package org.symposium.handlers.perplexity;

import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;

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
}
