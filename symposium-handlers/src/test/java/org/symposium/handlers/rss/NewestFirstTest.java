package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestFirstTest {
    private static final Instant NOW = Instant.parse("2025-06-01T00:00:00Z");

    @Test
    void a_feed_that_starts_with_its_oldest_item_is_turned_round() {
        assertThat(ordered(Feeds.item(1) + Feeds.item(3) + Feeds.item(2)))
                .containsExactly("Post 3", "Post 2", "Post 1");
    }

    @Test
    void items_without_dates_keep_their_order_and_stay_with_their_neighbours() {
        assertThat(ordered("<item><title>a</title></item><item><title>b</title></item>"))
                .containsExactly("a", "b");
        assertThat(ordered(Feeds.item(3) + "<item><title>a</title></item>" + Feeds.item(2)))
                .containsExactly("Post 3", "a", "Post 2");
    }

    @Test
    void an_item_from_the_future_counts_as_of_now() {
        String future = "<item><title>scheduled</title><pubDate>2099-01-01</pubDate></item>";
        String further = "<item><title>later</title><pubDate>2199-01-01</pubDate></item>";

        assertThat(ordered(Feeds.item(1) + future + further)).containsExactly("scheduled", "later", "Post 1");
    }

    private static List<String> ordered(String items) {
        return NewestFirst.order(Feeds.read(Feeds.rss(items)).items(), NOW).stream()
                .map(FeedItem::title)
                .toList();
    }
}
