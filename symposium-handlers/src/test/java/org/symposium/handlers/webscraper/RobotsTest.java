package org.symposium.handlers.webscraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.handlers.CannedReply;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;

/** RFC 9309, 2.3: how robots.txt is fetched. */
class RobotsTest {
    private static final Values SETTINGS = Values.of("url", SiteRun.HOME + "/news");
    private static final String FORBIDS = "User-agent: symposium\nDisallow: /news\n";

    private final WebScraperHandler handler = new WebScraperHandler();
    private final SiteRun run = new SiteRun(SETTINGS, Credentials.of("cookies", "session=1")).html("/news", "<p>Hello");

    @Test
    void it_is_asked_first_without_credentials_and_shared_for_a_day() {
        handler.execute(run);

        HttpCall robots = run.sent().get(0);
        assertThat(robots.uri()).hasToString("Optional[https://example.org/robots.txt]");
        assertThat(robots.hasSecret()).isFalse();
        assertThat(robots.sharedFor()).contains(Duration.ofHours(24));
        assertThat(robots.limits()).isEqualTo(run.sent().get(1).limits()).hasSize(1);
        assertThat(run.sent().get(1).hasSecret()).isTrue();
    }

    @Test
    void a_page_that_it_forbids_is_not_read() {
        run.page("/robots.txt", CannedReply.ok(FORBIDS));

        assertThatThrownBy(() -> handler.execute(run))
                .hasMessageContaining("robots.txt of example.org does not allow")
                .satisfies(thrown -> assertThat(SiteRun.kindOf(thrown)).isEqualTo(FailureKind.FORBIDDEN));
        assertThat(run.pagesRead()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 451})
    void one_that_is_refused_or_not_there_allows_everything(int status) {
        run.page("/robots.txt", CannedReply.of(status, FORBIDS.getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(handler.execute(run).isUnchanged()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void one_that_cant_be_reached_forbids_everything(int status) {
        run.page("/robots.txt", CannedReply.of(status, new byte[0]));

        assertThatThrownBy(() -> handler.execute(run))
                .hasMessageContaining("robots.txt of example.org can't be")
                .satisfies(
                        thrown -> assertThat(SiteRun.kindOf(thrown).retryable()).isTrue());
        assertThat(run.pagesRead()).isEmpty();
    }

    @Test
    void redirects_are_followed_to_other_hosts_and_rule_the_site_that_was_asked() {
        run.page("/robots.txt", moved(301, "https://www.example.net/r"))
                .page("https://www.example.net/r", moved(307, "/robots"))
                .page("https://www.example.net/robots", CannedReply.ok(FORBIDS));

        assertThatThrownBy(() -> handler.execute(run)).isInstanceOf(HandlerException.class);
    }

    @Test
    void five_redirects_are_followed_and_after_more_it_counts_as_not_there() {
        for (int i = 0; i < 5; i++) {
            run.page(i == 0 ? "/robots.txt" : "/r" + i, moved(302, "/r" + (i + 1)));
        }
        run.page("/r5", CannedReply.ok(FORBIDS));
        assertThatThrownBy(() -> handler.execute(run)).isInstanceOf(HandlerException.class);

        run.page("/r5", moved(302, "/r6")).page("/r6", CannedReply.ok(FORBIDS));
        assertThat(handler.execute(run).isUnchanged()).isFalse();
    }

    @Test
    void a_redirect_to_nowhere_counts_as_not_there() {
        run.page("/robots.txt", CannedReply.of(302, new byte[0]));

        assertThat(handler.execute(run).isUnchanged()).isFalse();
    }

    @Test
    void a_site_on_the_way_of_a_page_has_rules_of_its_own() {
        run.page("/news", moved(302, "https://other.example/private"))
                .page("https://other.example/robots.txt", CannedReply.ok("User-agent: *\nDisallow: /private"))
                .html("https://other.example/private", "<p>Hello");

        assertThatThrownBy(() -> handler.execute(run)).hasMessageContaining("robots.txt of other.example");
        assertThat(run.pagesRead()).containsExactly("https://example.org/news");
    }

    @Test
    void a_crawl_delay_spaces_the_pages_of_a_site_out() {
        run.page("/robots.txt", CannedReply.ok("User-agent: *\nCrawl-delay: 20\n"));
        handler.execute(run);

        HttpCall page = run.sent().get(1);
        assertThat(page.spacing()).contains(Duration.ofSeconds(20));
        assertThat(page.limits()).containsExactly(new HttpCall.LimitKey("site", "https://example.org"));
    }

    @Test
    void a_crawl_delay_below_a_second_is_covered_by_our_own_limit() {
        run.page("/robots.txt", CannedReply.ok("User-agent: *\nCrawl-delay: 0.5\n"));
        handler.execute(run);

        assertThat(run.sent().get(1).spacing()).isEmpty();
        assertThat(handler.type().rateLimits()).singleElement().satisfies(limit -> {
            assertThat(limit.permits()).isEqualTo(1);
            assertThat(limit.per()).isEqualTo(Duration.ofSeconds(1));
            assertThat(limit.scope()).isEqualTo("type");
        });
    }

    private static CannedReply moved(int status, String location) {
        return CannedReply.of(status, new byte[0]).with("Location", location);
    }
}
