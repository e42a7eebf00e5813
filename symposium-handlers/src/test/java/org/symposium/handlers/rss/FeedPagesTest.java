package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symposium.handlers.CannedReply;
import org.symposium.handlers.FakeRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;

class FeedPagesTest {
    private static final Values SETTINGS = Values.of("url", "https://example.org/feed.xml")
            .with("item_count", 100)
            .with("max_pages", 3);

    private final RssHandler handler = new RssHandler();

    @Test
    void next_leads_to_older_items_up_to_the_bound_which_is_told() {
        FakeRun run = run(SETTINGS, page(9, "next", "?page=2"), page(8, "next", "?page=3"), page(7, "next", "?page=4"));

        CardData card = handler.execute(run);

        assertThat(titles(card)).containsExactly("Post 9", "Post 8", "Post 7");
        assertThat(addresses(run))
                .containsExactly(
                        "https://example.org/feed.xml",
                        "https://example.org/feed.xml?page=2",
                        "https://example.org/feed.xml?page=3");
        assertThat(run.sent().get(1).unlessChanged().isEmpty()).isTrue();
        assertThat(card.notices()).containsExactly("The feed has more than the 3 pages that were read.");
    }

    @Test
    void one_page_is_read_unless_more_are_wished_for() {
        FakeRun run = run(SETTINGS.without("max_pages"), page(2, "next", "?page=2"));

        assertThat(handler.execute(run).notices()).isEmpty();
        assertThat(run.sent()).hasSize(1);
    }

    @Test
    void the_last_page_is_the_last() {
        CardData card =
                handler.execute(run(SETTINGS, page(2, "next", "?page=2"), CannedReply.ok(Feeds.rss(Feeds.item(1)))));

        assertThat(titles(card)).containsExactly("Post 2", "Post 1");
        assertThat(card.notices()).isEmpty();
    }

    @Test
    void archives_of_an_atom_feed_are_read_and_next_comes_before_them() {
        String archived = "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>"
                + "<link rel='prev-archive' href='/2025.atom'/><entry><id>a</id><title>Now</title></entry></feed>";
        String both = archived.replace("<entry>", "<link rel='next' href='/feed?2'/><entry>");
        FakeRun run = run(SETTINGS, CannedReply.ok(archived), CannedReply.ok(Feeds.rss(Feeds.item(1))));
        handler.execute(run);

        assertThat(addresses(run)).contains("https://example.org/2025.atom");
        assertThat(Feeds.read(both).next()).contains(URI.create("https://example.org/feed?2"));
    }

    @Test
    void a_json_feed_names_its_next_page() {
        assertThat(Feeds.read("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[],"
                                + "\"next_url\":\"https://example.org/feed.json?page=2\"}")
                        .next())
                .contains(URI.create("https://example.org/feed.json?page=2"));
    }

    @Test
    void pages_in_a_circle_and_a_page_that_is_its_own_next_are_read_once() {
        FakeRun itself = run(SETTINGS, page(2, "next", "/feed.xml"));
        FakeRun circle = run(SETTINGS, page(2, "next", "/b"), page(1, "next", "/feed.xml"));

        assertThat(handler.execute(itself).notices()).isEmpty();
        assertThat(handler.execute(circle).notices()).isEmpty();
        assertThat(itself.sent()).hasSize(1);
        assertThat(circle.sent()).hasSize(2);
    }

    @Test
    void a_page_that_brings_nothing_new_is_the_last_whatever_it_says() {
        FakeRun run = run(SETTINGS, page(2, "next", "?page=2"), page(2, "next", "?page=3"));

        assertThat(titles(handler.execute(run))).containsExactly("Post 2");
        assertThat(run.sent()).hasSize(2);
    }

    @Test
    void a_page_at_another_host_is_not_read() {
        FakeRun run = run(SETTINGS, page(2, "next", "https://evil.example/feed"));

        assertThat(handler.execute(run).notices())
                .containsExactly("The feed's next page is at another host, and was not read.");
        assertThat(run.sent()).hasSize(1);
    }

    @Test
    void a_feed_that_has_moved_elsewhere_gets_no_password_for_its_other_pages() {
        var run = new FakeRun(
                handler.type(),
                SETTINGS,
                Credentials.of("username", "ada").with("password", "pw"),
                Values.empty(),
                page(2, "next", "?page=2").at("https://moved.example/feed.xml"),
                CannedReply.ok(Feeds.rss(Feeds.item(1))));

        handler.execute(run);

        assertThat(run.sent()).extracting(HttpCall::hasSecret).containsExactly(true, false);
    }

    @Test
    void a_page_that_cant_be_read_fails_the_run_so_that_the_next_one_asks_for_all() {
        assertThatThrownBy(() -> handler.execute(run(SETTINGS, page(2, "next", "?page=2"), CannedReply.ok("<rss>"))))
                .isInstanceOf(HandlerException.class);
    }

    @Test
    void items_of_all_pages_are_bounded() {
        String many =
                String.join("", IntStream.range(10, 3_010).mapToObj(Feeds::item).toList());
        String more = String.join(
                "", IntStream.range(4_000, 7_000).mapToObj(Feeds::item).toList());

        CardData card = handler.execute(
                run(SETTINGS, CannedReply.ok(linked(many, "next", "/b")), CannedReply.ok(Feeds.rss(more))));

        assertThat(card.notices()).containsExactly("The feed has more than 5000 items on its pages.");
    }

    private static CannedReply page(int item, String rel, String address) {
        return CannedReply.ok(linked(Feeds.item(item), rel, address));
    }

    private static String linked(String items, String rel, String address) {
        return Feeds.rss("<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='" + rel + "' href='" + address
                + "'/>" + items);
    }

    private FakeRun run(Values settings, HttpReply... replies) {
        return new FakeRun(handler.type(), settings, Credentials.none(), Values.empty(), replies);
    }

    private static List<String> addresses(FakeRun run) {
        return run.sent().stream()
                .map(call -> call.uri().orElseThrow().toString())
                .toList();
    }

    private static List<String> titles(CardData card) {
        return card.data().list("items").stream()
                .map(item -> item.text("title"))
                .toList();
    }
}
