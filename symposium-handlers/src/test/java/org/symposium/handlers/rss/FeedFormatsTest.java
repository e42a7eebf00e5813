package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FeedFormatsTest {
    @Test
    void rss_0_91_with_netscapes_document_type() {
        Feed feed = Feeds.resource("rss-0.91-netscape.xml");

        assertThat(feed.format()).isEqualTo("rss-0.91");
        assertThat(feed.title()).isEqualTo("Harbour Times");
        assertThat(feed.link()).contains(URI.create("http://harbour.example/"));
        assertThat(feed.language()).isEqualTo("en");
        FeedItem item = feed.items().get(0);
        assertThat(item.title()).isEqualTo("New crane & old rope");
        assertThat(item.summary()).isEqualTo("<p>The crane arrived on Monday.</p>");
        assertThat(item.id()).isEmpty();
        assertThat(item.moment()).isEmpty();
    }

    @Test
    void rss_0_90() {
        Feed feed = Feeds.resource("rss-0.90.rdf");

        assertThat(feed.format()).isEqualTo("rss-0.90");
        assertThat(feed.title()).isEqualTo("Old Channel");
        assertThat(feed.items()).extracting(FeedItem::title).containsExactly("First", "Second");
    }

    @Test
    void rss_1_0_with_items_beside_the_channel_and_prefixes_of_its_own() {
        Feed feed = Feeds.resource("rss-1.0.rdf");

        assertThat(feed.format()).isEqualTo("rss-1.0");
        assertThat(feed.language()).isEqualTo("en-GB");
        FeedItem item = feed.items().get(0);
        assertThat(item.id()).isEqualTo("http://lab.example/n/1");
        assertThat(item.content()).isEqualTo("<p>Long <b>text</b></p>");
        assertThat(item.author()).isEqualTo("Rosa");
        assertThat(item.moment()).contains(Instant.parse("2005-03-04T04:06:00Z"));
        assertThat(item.categories()).containsExactly("chemistry");
    }

    @Test
    void rss_2_0_feed_and_its_own_elements_only() {
        Feed feed = Feeds.resource("rss-2.0.xml");

        assertThat(feed.format()).isEqualTo("rss-2.0");
        assertThat(feed.title()).isEqualTo("Garden Diary");
        assertThat(feed.link()).contains(URI.create("https://garden.example/"));
        assertThat(feed.items()).hasSize(3);
    }

    @Test
    void rss_2_0_item_with_everything() {
        FeedItem item = Feeds.resource("rss-2.0.xml").items().get(0);

        assertThat(item.title()).isEqualTo("How to use <div>");
        assertThat(item.url()).contains(URI.create("https://garden.example/2024/div"));
        assertThat(item.id()).isEqualTo("garden-1");
        assertThat(item.author()).isEqualTo("Ann Green");
        assertThat(item.categories()).containsExactly("tips", "html");
        assertThat(item.summary()).isEqualTo("<p>Just a line.</p><p>And another.</p>");
        assertThat(item.enclosures())
                .containsExactly(
                        new Enclosure(
                                URI.create("https://garden.example/audio/1.mp3"),
                                "audio/mpeg",
                                OptionalLong.of(12_345_678)),
                        new Enclosure(URI.create("https://cdn.example/2.mp3"), "", OptionalLong.empty()));
    }

    @Test
    void a_guid_that_is_an_address_is_the_link_and_one_that_is_none_is_not() {
        List<FeedItem> items = Feeds.resource("rss-2.0.xml").items();

        assertThat(items.get(1).url()).contains(URI.create("https://garden.example/2024/tulips"));
        assertThat(items.get(2).url()).isEmpty();
        assertThat(items.get(2).id()).isEqualTo("not-an-address");
    }

    @Test
    void rss_2_0_content_media_and_iso_dates() {
        FeedItem item = Feeds.resource("rss-2.0.xml").items().get(1);

        assertThat(item.title()).isEqualTo("Tulips & bees");
        assertThat(item.content()).isEqualTo("<p>See <a href=\"/map\">map</a></p>");
        assertThat(item.base()).isEqualTo(URI.create("https://garden.example/"));
        assertThat(item.publishedAt()).contains(Instant.parse("2024-01-02T09:00:00Z"));
        assertThat(item.enclosures())
                .containsExactly(
                        new Enclosure(URI.create("https://cdn.example/t.jpg"), "image/jpeg", OptionalLong.of(2048)));
    }

    @Test
    void markup_that_was_not_escaped_is_written_as_html() {
        assertThat(Feeds.resource("rss-2.0.xml").items().get(2).summary())
                .isEqualTo("<p>Inline <em>markup</em> &amp; a<br>break</p>");
    }

    @Test
    void atom_1_0_feed_and_bases() {
        Feed feed = Feeds.resource("atom-1.0.xml");
        FeedItem item = feed.items().get(0);

        assertThat(feed.format()).isEqualTo("atom-1.0");
        assertThat(feed.title()).isEqualTo("River & Sea");
        assertThat(feed.link()).contains(URI.create("https://river.example/blog/"));
        assertThat(item.title()).isEqualTo("Less than < five");
        assertThat(item.url()).contains(URI.create("https://river.example/blog/2024/one.html"));
        assertThat(item.base()).isEqualTo(URI.create("https://river.example/blog/2024/"));
        assertThat(item.publishedAt()).contains(Instant.parse("2024-01-31T10:00:00Z"));
        assertThat(item.updatedAt()).contains(Instant.parse("2024-02-01T00:00:00Z"));
        assertThat(item.author()).isEqualTo("Feed Author");
        assertThat(item.categories()).containsExactly("Water", "sea");
        assertThat(item.enclosures())
                .containsExactly(new Enclosure(
                        URI.create("https://river.example/blog/2024/one.ogg"), "audio/ogg", OptionalLong.of(2000)));
    }

    @Test
    void atom_1_0_xhtml_is_html_with_absolute_addresses() {
        assertThat(Feeds.resource("atom-1.0.xml").items().get(0).content())
                .isEqualTo(
                        "<div>A <a href=\"https://river.example/blog/2024/x\" title=\"&quot;q&quot;\">link</a><br>and "
                                + "<img src=\"https://river.example/blog/2024/p.png\"></div>");
    }

    @Test
    void atom_1_0_text_constructs_and_content_that_is_no_text() {
        FeedItem item = Feeds.resource("atom-1.0.xml").items().get(1);

        assertThat(item.title()).isEqualTo("Two bold");
        assertThat(item.author()).isEqualTo("Own Author");
        assertThat(item.summary()).isEqualTo("<p>plain &lt;text&gt;</p>");
        assertThat(item.content()).isEmpty();
        assertThat(item.url()).contains(URI.create("https://river.example/blog/two"));
    }

    @Test
    void atom_0_3_with_a_prefix_and_its_modes() {
        Feed feed = Feeds.resource("atom-0.3.xml");

        assertThat(feed.format()).isEqualTo("atom-0.3");
        assertThat(feed.items()).extracting(FeedItem::title).containsExactly("One & only", "Two", "Three");
        assertThat(feed.items())
                .extracting(FeedItem::content)
                .containsExactly("<p>Escaped</p>", "<p>Inline</p>", "<p>Base 64</p>");
        assertThat(feed.items().get(0).publishedAt()).contains(Instant.parse("2004-05-06T07:08:09Z"));
    }

    @Test
    void an_atom_entry_that_stands_alone_is_a_feed_of_one() {
        Feed feed = Feeds.read("<entry xmlns='http://www.w3.org/2005/Atom'><id>x</id><title>Alone</title></entry>");

        assertThat(feed.items()).extracting(FeedItem::title).containsExactly("Alone");
    }

    @Test
    void json_feed_1_1() {
        Feed feed = Feeds.resource("json-feed-1.1.json");

        assertThat(feed.format()).isEqualTo("json-feed-1.1");
        assertThat(feed.title()).isEqualTo("Field Log");
        assertThat(feed.items()).extracting(FeedItem::id).containsExactly("7", "https://field.example/8");
        FeedItem item = feed.items().get(0);
        assertThat(item.url()).contains(URI.create("https://field.example/7"));
        assertThat(item.base()).isEqualTo(URI.create("https://field.example/log/feed.json"));
        assertThat(item.author()).isEqualTo("Eve");
        assertThat(item.categories()).containsExactly("a", "b");
        assertThat(item.enclosures())
                .containsExactly(
                        new Enclosure(URI.create("https://field.example/a.mp3"), "audio/mpeg", OptionalLong.of(1500)));
        assertThat(item.updatedAt()).contains(Instant.parse("2026-01-03T10:00:00Z"));
    }

    @Test
    void json_feed_text_keeps_its_lines_and_an_id_may_be_the_address() {
        FeedItem item = Feeds.resource("json-feed-1.1.json").items().get(1);

        assertThat(item.content()).isEqualTo("<p>line one<br>line &lt;two&gt;</p>");
        assertThat(item.url()).contains(URI.create("https://field.example/8"));
        assertThat(item.author()).isEqualTo("Team");
        assertThat(item.moment()).isEmpty();
    }

    @Test
    void json_feed_1_0_with_its_single_authors() {
        Feed feed = Feeds.resource("json-feed-1.0.json");

        assertThat(feed.format()).isEqualTo("json-feed-1.0");
        assertThat(feed.items()).extracting(FeedItem::author).containsExactly("Guest", "Solo");
        assertThat(feed.items().get(0).url()).contains(URI.create("https://elsewhere.example/"));
    }
}
