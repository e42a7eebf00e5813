package org.symposium.handlers.webscraper;

import java.net.URI;
import java.util.List;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

class WebScraperContractTest extends HandlerContract {
    @Override
    protected Handler handler() {
        return new WebScraperHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("url", service.uri("/books"))
                .with("item_selector", "article.book")
                .with("next_selector", "a.next")
                .with("max_pages", 2)
                .with(
                        "fields",
                        List.of(
                                Values.of("name", "title").with("selector", "h3"),
                                Values.of("name", "all").with("take", "content")));
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("username", "ada").with("password", CANARY).with("cookies", "session=" + CANARY);
    }

    /** The road keeps the first answer that stands for robots.txt: none of these may forbid what the next one is about. */
    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of("a robots.txt that can't be had", Reply.of(503, "text/plain", ""), FailureKind.SERVER_ERROR)
                        .saying("robots.txt"),
                Refusal.of(
                                "a page without what is looked for",
                                html("<p>" + "We have moved. ".repeat(20)),
                                FailureKind.INVALID_RESPONSE)
                        .saying("article.book", "JavaScript"),
                Refusal.of(
                        "a site that redirects in a circle",
                        Reply.of(302, "text/html", "").header("Location", "/books"),
                        FailureKind.INVALID_RESPONSE));
    }

    @Override
    protected Reply nextPage(FakeService.Request request, URI another) {
        return request.path().equals("/robots.txt")
                ? goodAnswer(request)
                : html("<article class=book><h3>" + another + "</h3></article><a class=next href='" + another
                        + "'>next</a>");
    }

    @Override
    protected int mostRequests() {
        return 3;
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        return request.path().equals("/robots.txt")
                ? Reply.of(200, "text/plain", "User-agent: *\nDisallow: /private\n")
                : html(HandlerStage.resource(getClass(), "books.html"));
    }

    private static Reply html(String page) {
        return Reply.of(200, "text/html; charset=utf-8", page);
    }
}
