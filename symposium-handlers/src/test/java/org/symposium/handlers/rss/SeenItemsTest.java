package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Values;

class SeenItemsTest {
    @Test
    void an_item_is_told_by_its_id_though_all_else_changed() {
        List<FeedItem> before = items("<item><guid isPermaLink='false'>1</guid><title>a</title><link>/a</link></item>");
        List<FeedItem> now = items("<item><guid isPermaLink='false'>1</guid><title>b</title><link>/b</link></item>");

        assertThat(unseen(before, now)).isEmpty();
    }

    @Test
    void an_item_without_id_is_told_by_its_address_and_else_by_what_it_says() {
        List<FeedItem> before = items(
                "<item><title>a</title><link>/a?utm_source=x</link></item><item><title>only words</title></item>");
        List<FeedItem> now = items(
                "<item><title>A!</title><link>http://EXAMPLE.org/a/</link></item><item><title>only words</title></item>");

        assertThat(unseen(before, now)).isEmpty();
        assertThat(unseen(before, items("<item><title>other words</title></item>")))
                .hasSize(1);
    }

    @Test
    void one_id_for_items_of_different_addresses_is_no_id() {
        String same = "<guid isPermaLink='false'>same</guid>";
        List<FeedItem> before =
                items("<item>" + same + "<link>/1</link></item><item>" + same + "<link>/2</link></item>");
        List<FeedItem> now = items("<item>" + same + "<link>/3</link></item><item>" + same + "<link>/2</link></item>");

        assertThat(unseen(before, now))
                .extracting(item -> item.url().orElseThrow().getPath())
                .containsExactly("/3");
    }

    @Test
    void of_two_versions_of_one_item_the_newer_is_taken() {
        List<FeedItem> items = Feeds.read("<feed xmlns='http://www.w3.org/2005/Atom'>"
                        + "<entry><id>x</id><title>old</title><updated>2024-01-01T00:00:00Z</updated></entry>"
                        + "<entry><id>x</id><title>new</title><updated>2024-01-02T00:00:00Z</updated></entry>"
                        + "<entry><id>x</id><title>older</title><updated>2023-01-02T00:00:00Z</updated></entry></feed>")
                .items();

        assertThat(new ItemIdentity(items).distinct(items))
                .extracting(FeedItem::title)
                .containsExactly("new");
    }

    @Test
    void ids_made_up_at_each_request_are_found_out_and_addresses_go_on_deciding() {
        SeenItems first = met(SeenItems.of(Values.empty()), numbered(1, 10, "a"));
        List<FeedItem> secondFeed = numbered(2, 11, "b");
        assertThat(unseen(first, secondFeed)).extracting(FeedItem::title).containsExactly("Post 11");

        SeenItems second = met(first, secondFeed);
        assertThat(unseen(second, numbered(11, 20, "c")))
                .extracting(FeedItem::title)
                .doesNotContain("Post 11")
                .hasSize(9);
    }

    @Test
    void new_items_that_share_one_address_are_new() {
        List<FeedItem> before = status("a");
        List<FeedItem> now = status("b");

        assertThat(unseen(before, now)).hasSize(10);
    }

    @Test
    void a_date_before_the_last_run_does_not_make_an_item_old() {
        List<FeedItem> before = items(Feeds.item(100));

        assertThat(unseen(before, items(Feeds.item(100) + Feeds.item(1))))
                .extracting(FeedItem::title)
                .containsExactly("Post 1");
    }

    @Test
    void memory_is_bounded_and_keeps_the_latest() {
        SeenItems seen = SeenItems.of(Values.empty());
        for (int block = 0; block < 6; block++) {
            seen = met(seen, numbered(block * 500, block * 500 + 499, "x"));
        }
        Values cursor = seen.into(Values.empty());

        assertThat(cursor.texts("seen_ids")).hasSize(SeenItems.AT_LEAST_KEPT);
        assertThat(cursor.texts("seen_links")).hasSize(SeenItems.AT_LEAST_KEPT);
        assertThat(unseen(SeenItems.of(cursor), numbered(1_000, 2_999, "x"))).isEmpty();
        assertThat(unseen(SeenItems.of(cursor), numbered(0, 999, "x"))).hasSize(1_000);
    }

    @Test
    void a_feed_larger_than_the_memory_is_remembered_whole() {
        List<FeedItem> items = numbered(0, 2_999, "x");

        assertThat(unseen(items, items)).isEmpty();
    }

    private static List<FeedItem> unseen(List<FeedItem> before, List<FeedItem> now) {
        return unseen(met(SeenItems.of(Values.empty()), before), now);
    }

    private static List<FeedItem> unseen(SeenItems seen, List<FeedItem> now) {
        return SeenItems.of(seen.into(Values.empty())).unseen(now, new ItemIdentity(now));
    }

    private static SeenItems met(SeenItems seen, List<FeedItem> items) {
        return seen.and(items, items, new ItemIdentity(items));
    }

    private static List<FeedItem> numbered(int first, int last, String session) {
        return items(IntStream.rangeClosed(first, last)
                .mapToObj(number ->
                        Feeds.item(number).replace(">id-", ">" + (session.equals("x") ? "" : session) + "id-"))
                .collect(Collectors.joining()));
    }

    private static List<FeedItem> status(String session) {
        return items(IntStream.range(0, 10)
                .mapToObj(number -> "<item><guid isPermaLink='false'>" + session + number
                        + "</guid><title>x</title><link>/status</link></item>")
                .collect(Collectors.joining()));
    }

    private static List<FeedItem> items(String items) {
        return Feeds.read(Feeds.rss(items)).items();
    }
}
