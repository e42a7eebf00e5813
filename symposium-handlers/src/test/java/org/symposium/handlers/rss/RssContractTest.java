package org.symposium.handlers.rss;

import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;

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
}
