package org.symposium.handlers.rss;

import java.util.List;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

class RssContractTest extends HandlerContract {
    private static final String FEED = """
            <?xml version="1.0"?>
            <rss version="2.0"><channel><title>News</title><link>https://news.example/</link>
              <item><guid isPermaLink="false">1</guid><title>First &amp; best</title><link>/1</link>
                <pubDate>Sat, 31 Jan 2026 09:00:00 GMT</pubDate>
                <description>&lt;p&gt;Some &lt;b&gt;bold&lt;/b&gt; text, and &lt;a href="/more"&gt;more&lt;/a&gt;.&lt;/p&gt;</description></item>
              <item><guid isPermaLink="false">2</guid><title>Second</title></item>
            </channel></rss>
            """;

    @Override
    protected Handler handler() {
        return new RssHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("url", service.uri("/feed.xml"));
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("username", "ada").with("password", CANARY);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        return Reply.of(200, "application/rss+xml", FEED);
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(
                        "a feed that is not given without a password",
                        Reply.of(401, "text/html", "<h1>Unauthorized</h1>")
                                .header("WWW-Authenticate", "Basic realm=\"news\""),
                        FailureKind.AUTHENTICATION),
                Refusal.of("a feed that was given up", Reply.of(410, "text/html", "gone"), FailureKind.TARGET_GONE),
                Refusal.of(
                        "a web page instead of a feed",
                        Reply.of(200, "text/html", "<!DOCTYPE html><html><head><title>News</title></head></html>"),
                        FailureKind.INVALID_RESPONSE),
                Refusal.of(
                        "a host that wants to be asked less often",
                        Reply.of(429, "text/html", "").header("Retry-After", "120"),
                        FailureKind.RATE_LIMITED));
    }
}
