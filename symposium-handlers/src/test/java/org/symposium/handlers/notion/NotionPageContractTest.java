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
    private static final String PAGE = """
            {"object":"page","id":"%s","last_edited_time":"2026-07-06T20:25:00.000Z","in_trash":false,
             "url":"https://www.notion.so/Tuscan-kale-598337872cf94fdf8782e53db20768a5",
             "properties":{"Name":{"id":"title","type":"title","title":[{"type":"text","plain_text":"Tuscan *kale*"}]}}}
            """.formatted(NotionSource.PAGE);

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

    /** Nothing in it is nested, so that a run is two requests. Of properties it has but the title: {@link NotionContractTest} has all of them. */
    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        if (request.path().startsWith("/v1/pages/")) {
            return Reply.json(PAGE);
        }
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
