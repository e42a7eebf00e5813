package org.symposium.handlers.notion;

import java.net.URI;
import java.util.List;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;

/** One page with what is in it. */
class NotionPageContractTest extends HandlerContract {
    @Override
    protected Handler handler() {
        return new NotionHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("read", "page").with("page", NotionSource.PAGE);
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("token", CANARY);
    }

    /** Nothing in it is nested, so that a run is two requests and no limit makes it wait. */
    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        Reply reply = NotionSource.answer(request);
        return reply.body(reply.body().replace("\"has_children\":true", "\"has_children\":false"));
    }

    /** A list that brings nothing is the last, whatever it says. */
    @Override
    protected Reply nextPage(FakeService.Request request, URI another) {
        Reply good = goodAnswer(request);
        return request.path().contains("/children")
                ? good.body(Values.of("results", List.of())
                        .with("has_more", true)
                        .with("next_cursor", another.toString())
                        .toJson())
                : good;
    }

    @Override
    protected int mostRequests() {
        return 2;
    }
}
