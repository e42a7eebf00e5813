package org.symposium.handlers.webscraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symposium.handlers.CannedReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Values;

class NextPagesTest {
    private static final Values SETTINGS = Values.of("url", SiteRun.HOME + "/list")
            .with("item_selector", "li")
            .with("next_selector", ".next")
            .with("max_pages", 3)
            .with("fields", List.of(Values.of("name", "text")));

    private final WebScraperHandler handler = new WebScraperHandler();

    @Test
    void pages_are_read_until_there_is_no_next_one() {
        SiteRun run = new SiteRun(SETTINGS)
                .html("/list", "<li>a</li><p class=next><a href='?page=2'>next</a>")
                .html("/list?page=2", "<li>b</li><a class=next href='/list?page=3'>next</a>")
                .html("/list?page=3", "<li>c</li><span class=next>next</span>");
        CardData card = handler.execute(run);

        assertThat(texts(card)).containsExactly("a", "b", "c");
        assertThat(card.data().whole("pages_count")).isEqualTo(3);
        assertThat(card.notices()).isEmpty();
        assertThat(run.addresses())
                .containsExactly(
                        "https://example.org/robots.txt",
                        "https://example.org/list",
                        "https://example.org/list?page=2",
                        "https://example.org/list?page=3");
    }

    @Test
    void a_host_may_be_called_in_any_script() {
        assertThat(PageAddress.absolute("https://bücher.example:8443/a#b"))
                .hasToString("Optional[https://xn--bcher-kva.example:8443/a]");
        assertThat(PageAddress.of("//Bücher.example/ä", URI.create("https://example.org/")))
                .hasToString("Optional[https://xn--bcher-kva.example/%C3%A4]");
        assertThat(PageAddress.absolute("https://" + "ü".repeat(300) + ".example/"))
                .isEmpty();
    }

    @Test
    void pages_that_never_end_are_bounded_and_it_says_so() {
        SiteRun run = new SiteRun(SETTINGS);
        for (int i = 0; i < 50; i++) {
            run.html(i == 0 ? "/list" : "/" + i, "<li>" + i + "<a class=next href=/" + (i + 1) + ">next</a>");
        }
        CardData card = handler.execute(run);

        assertThat(run.pagesRead()).hasSize(3);
        assertThat(card.notices()).containsExactly("There are more pages than the 3 that the settings allow.");
    }

    @Test
    void no_more_pages_are_read_than_the_card_needs() {
        SiteRun run = new SiteRun(SETTINGS.with("item_count", 2))
                .html("/list", "<li>a<li>b<li>c</li><a class=next href=/2>next</a>")
                .html("/2", "<li>d");

        assertThat(texts(handler.execute(run))).containsExactly("a", "b");
        assertThat(run.pagesRead()).hasSize(1);
    }

    @Test
    void a_link_back_ends_the_reading() {
        SiteRun run = new SiteRun(SETTINGS)
                .html("/list", "<li>a</li><a class=next href=/2#x>next</a>")
                .html("/2", "<li>b</li><a class=next href=/list>next</a>");

        assertThat(handler.execute(run).notices()).singleElement().asString().contains("leads back");
        assertThat(run.pagesRead()).hasSize(2);
    }

    @Test
    void a_page_that_comes_again_under_another_address_ends_the_reading() {
        SiteRun run = new SiteRun(SETTINGS)
                .html("/list", "<li>a</li><a class=next href='/list?page=2'>next</a>")
                .html("/list?page=2", "<li>a</li><a class=next href='/list?page=2'>next</a>");
        CardData card = handler.execute(run);

        assertThat(texts(card)).containsExactly("a");
        assertThat(card.notices()).singleElement().asString().contains("read already");
    }

    @Test
    void a_link_to_another_site_is_not_followed() {
        SiteRun run = new SiteRun(SETTINGS, Credentials.of("cookies", "session=1"))
                .html("/list", "<li>a</li><a class=next href='https://evil.example/2'>next</a>")
                .html("https://evil.example/2", "<li>b");
        CardData card = handler.execute(run);

        assertThat(run.addresses()).noneMatch(address -> address.contains("evil"));
        assertThat(card.notices()).singleElement().asString().contains("evil.example");
    }

    @Test
    void a_next_page_that_robots_forbid_is_not_read_and_the_first_is_kept() {
        SiteRun run = new SiteRun(SETTINGS)
                .page("/robots.txt", CannedReply.ok("User-agent: *\nDisallow: /*?page="))
                .html("/list", "<li>a</li><a class=next href='/list?page=2'>next</a>")
                .html("/list?page=2", "<li>b");
        CardData card = handler.execute(run);

        assertThat(texts(card)).containsExactly("a");
        assertThat(card.notices()).singleElement().asString().contains("robots.txt");
    }

    @Test
    void a_site_that_wants_minutes_between_pages_is_read_one_page_at_a_time() {
        SiteRun run = new SiteRun(SETTINGS)
                .page("/robots.txt", CannedReply.ok("User-agent: *\nCrawl-delay: 90"))
                .html("/list", "<li>a</li><a class=next href=/2>next</a>")
                .html("/2", "<li>b");
        CardData card = handler.execute(run);

        assertThat(texts(card)).containsExactly("a");
        assertThat(card.notices()).singleElement().asString().contains("90 seconds");
    }

    @Test
    void without_items_each_page_is_one() {
        SiteRun run = new SiteRun(Values.of("url", SiteRun.HOME + "/list").with("next_selector", ".next"))
                .html("/list", "<main>One</main><a class=next href=/2>next</a>")
                .html("/2", "<main>Two</main>");

        assertThat(handler.execute(run).data().list("items"))
                .extracting(item -> item.text("values.content"))
                .containsExactly(
                        "{<main>One</main> @ https://example.org/list}", "{<main>Two</main> @ https://example.org/2}");
    }

    private static List<String> texts(CardData card) {
        return card.data().list("items").stream()
                .map(item -> item.text("values.text"))
                .toList();
    }
}
