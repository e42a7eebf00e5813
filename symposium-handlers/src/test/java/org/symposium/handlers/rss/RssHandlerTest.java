package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.handlers.CannedReply;
import org.symposium.handlers.FakeContext;
import org.symposium.handlers.FakeRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.ConnectionCheck;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

class RssHandlerTest {
    private static final Values SETTINGS =
            Values.of("url", "https://example.org/blog/feed.xml").with("item_count", 3);

    private final RssHandler handler = new RssHandler();

    static Stream<String> resources() {
        return Stream.of(
                "rss-0.90.rdf",
                "rss-0.91-netscape.xml",
                "rss-1.0.rdf",
                "rss-2.0.xml",
                "atom-0.3.xml",
                "atom-1.0.xml",
                "json-feed-1.0.json",
                "json-feed-1.1.json");
    }

    @Test
    void the_call_reads_with_a_cap_and_says_what_it_takes() {
        FakeRun run = run(SETTINGS, Values.empty(), feed(1));
        handler.execute(run);

        HttpCall call = run.sent().get(0);
        assertThat(call.effect()).isEqualTo(Effect.READ);
        assertThat(call.uri()).hasToString("Optional[https://example.org/blog/feed.xml]");
        assertThat(call.maxBytes()).hasValue(10_485_760);
        assertThat(call.headers()).extracting(HttpCall.Part::name).containsExactly("Accept");
        assertThat(call.unlessChanged().isEmpty()).isTrue();
        assertThat(call.hasSecret()).isFalse();
    }

    @Test
    void a_card_holds_the_newest_items_and_what_the_feed_is() {
        CardData card = handler.execute(run(SETTINGS, Values.empty(), feed(5)));

        assertThat(card.title()).isEqualTo("T");
        Values data = card.data();
        assertThat(data.text("feed_title")).isEqualTo("T");
        assertThat(data.text("link")).isEqualTo("https://example.org/");
        assertThat(data.text("format")).isEqualTo("rss-2.0");
        assertThat(data.whole("items_count")).isEqualTo(3);
        assertThat(data.list("items"))
                .extracting(item -> item.text("title"))
                .containsExactly("Post 5", "Post 4", "Post 3");
        assertThat(data.text("items.0.id")).isEqualTo("id-5");
        assertThat(data.text("items.0.url")).isEqualTo("https://example.org/p/5");
        assertThat(data.text("items.0.published_at")).isEqualTo("2025-01-01T05:00:00Z");
        assertThat(data.text("items.0.summary_markdown")).isEqualTo("{<p>Text 5</p> @ https://example.org/}");
    }

    @Test
    void the_title_of_the_settings_comes_before_the_feeds_and_the_host_stands_in_for_both() {
        assertThat(handler.execute(run(SETTINGS.with("title", "Mine"), Values.empty(), feed(1)))
                        .title())
                .isEqualTo("Mine");
        assertThat(handler.execute(run(SETTINGS, Values.empty(), CannedReply.ok("<rss><channel/></rss>")))
                        .title())
                .isEqualTo("example.org");
    }

    @Test
    void full_content_is_markdown_against_the_items_base() {
        CardData card = handler.execute(run(SETTINGS.with("content", "full"), Values.empty(), resource("rss-2.0.xml")));

        assertThat(card.data().text("items.1.content_markdown"))
                .isEqualTo("{<p>See <a href=\"/map\">map</a></p> @ https://garden.example/}");
        assertThat(card.data().has("items.1.summary_markdown")).isFalse();
    }

    @Test
    void titles_only_means_that() {
        Values item = handler.execute(run(SETTINGS.with("content", "titles"), Values.empty(), feed(1)))
                .data()
                .object("items.0");

        assertThat(item.has("content_markdown")).isFalse();
        assertThat(item.has("summary_markdown")).isFalse();
    }

    @Test
    void a_long_summary_is_cut_as_plain_text() {
        String item = "<item><title>x</title><description>&lt;p&gt;" + "one *two* ".repeat(100)
                + "&lt;/p&gt;</description></item>";
        String summary = handler.execute(run(SETTINGS, Values.empty(), CannedReply.ok(Feeds.rss(item))))
                .data()
                .text("items.0.summary_markdown");

        assertThat(summary).startsWith("one \\*two\\* one").endsWith("…").hasSizeLessThan(700);
    }

    @Test
    void an_item_without_a_title_is_called_by_its_first_words() {
        CardData card = handler.execute(run(SETTINGS, Values.empty(), resource("json-feed-1.1.json")));

        assertThat(card.data().text("items.1.title")).isEqualTo("line one line <two>");
    }

    @Test
    void validators_and_hash_are_kept_with_the_outcome_and_asked_with_next_time() {
        CardData first = handler.execute(
                run(SETTINGS, Values.empty(), feed(1).with("ETag", "W/\"1\"").with("Last-Modified", "yesterday")));
        FakeRun second = run(
                SETTINGS, first.cursor().orElseThrow(), CannedReply.unchanged().with("ETag", "W/\"2\""));
        CardData unchanged = handler.execute(second);

        assertThat(second.sent().get(0).unlessChanged())
                .isEqualTo(Values.of("etag", "W/\"1\"").with("last_modified", "yesterday"));
        assertThat(unchanged.isUnchanged()).isTrue();
        assertThat(unchanged.cursor().orElseThrow().text("validators.etag")).isEqualTo("W/\"2\"");
        assertThat(unchanged.cursor().orElseThrow().text("body_hash"))
                .isEqualTo(first.cursor().orElseThrow().text("body_hash"));
    }

    @Test
    void a_304_without_validators_keeps_those_it_was_asked_with() {
        CardData first = handler.execute(run(SETTINGS, Values.empty(), feed(1).with("ETag", "\"1\"")));
        CardData second = handler.execute(run(SETTINGS, first.cursor().orElseThrow(), CannedReply.unchanged()));

        assertThat(second.cursor()).isEqualTo(first.cursor());
    }

    @Test
    void the_same_body_again_is_unchanged_whatever_its_validators() {
        CardData first = handler.execute(run(SETTINGS, Values.empty(), feed(1).with("ETag", "\"1\"")));
        CardData second = handler.execute(run(SETTINGS, first.cursor().orElseThrow(), feed(1).with("ETag", "\"2\"")));

        assertThat(second.isUnchanged()).isTrue();
        assertThat(second.cursor().orElseThrow().text("validators.etag")).isEqualTo("\"2\"");
    }

    @Test
    void another_body_with_the_same_items_is_unchanged() {
        CardData first = handler.execute(run(SETTINGS, Values.empty(), feed(1)));
        CannedReply built = CannedReply.ok(Feeds.rss("<lastBuildDate>now</lastBuildDate>" + Feeds.item(1)));

        assertThat(handler.execute(run(SETTINGS, first.cursor().orElseThrow(), built))
                        .isUnchanged())
                .isTrue();
    }

    @Test
    void ids_that_are_made_up_at_each_request_make_no_other_card() {
        CardData first = handler.execute(run(SETTINGS, Values.empty(), feed(2)));
        CannedReply other =
                CannedReply.ok(Feeds.rss(Feeds.item(1) + Feeds.item(2)).replace("id-", "session-77-"));

        assertThat(handler.execute(run(SETTINGS, first.cursor().orElseThrow(), other))
                        .isUnchanged())
                .isTrue();
    }

    @Test
    void a_changed_item_makes_a_card() {
        CardData first = handler.execute(run(SETTINGS, Values.empty(), feed(1)));

        assertThat(handler.execute(run(SETTINGS, first.cursor().orElseThrow(), feed(2)))
                        .isUnchanged())
                .isFalse();
    }

    @Test
    void only_new_gives_the_newest_first_and_then_what_no_run_has_met() {
        Values settings = SETTINGS.with("only_new", true);
        CardData first = handler.execute(run(settings, Values.empty(), feed(5)));
        CardData second = handler.execute(run(settings, first.cursor().orElseThrow(), feed(7)));
        CardData third =
                handler.execute(run(settings, second.cursor().orElseThrow(), CannedReply.ok(Feeds.rss(Feeds.item(6)))));

        assertThat(titles(first)).isEqualTo("Post 5, Post 4, Post 3");
        assertThat(titles(second)).isEqualTo("Post 7, Post 6");
        assertThat(third.isUnchanged()).isTrue();
    }

    @Test
    void more_new_items_than_fit_follow_with_the_next_run_though_the_feed_is_the_same() {
        Values settings = SETTINGS.with("only_new", true);
        CardData first = handler.execute(run(settings, Values.empty(), feed(1)));
        FakeRun secondRun = run(settings, first.cursor().orElseThrow(), feed(6).with("ETag", "\"6\""));
        CardData second = handler.execute(secondRun);
        FakeRun thirdRun = run(settings, second.cursor().orElseThrow(), feed(6).with("ETag", "\"6\""));
        CardData third = handler.execute(thirdRun);
        CardData fourth = handler.execute(run(settings, third.cursor().orElseThrow(), feed(6)));

        assertThat(titles(second)).isEqualTo("Post 6, Post 5, Post 4");
        assertThat(second.notices()).containsExactly("2 more new items follow with the next run.");
        assertThat(thirdRun.sent().get(0).unlessChanged().isEmpty()).isTrue();
        assertThat(titles(third)).isEqualTo("Post 3, Post 2");
        assertThat(fourth.isUnchanged()).isTrue();
    }

    @Test
    void an_item_from_the_future_hides_nothing_that_comes_later() {
        Values settings = SETTINGS.with("only_new", true);
        String future = "<item><title>future</title><guid>f</guid><pubDate>2099-01-01</pubDate></item>";
        CardData first = handler.execute(run(settings, Values.empty(), CannedReply.ok(Feeds.rss(future))));
        CardData second = handler.execute(
                run(settings, first.cursor().orElseThrow(), CannedReply.ok(Feeds.rss(future + Feeds.item(1)))));

        assertThat(titles(second)).isEqualTo("Post 1");
    }

    @Test
    void a_move_for_good_is_told_with_the_new_address_also_when_nothing_changed() {
        CardData card = handler.execute(run(SETTINGS, Values.empty(), feed(1).movedTo("https://new.example/feed")));
        CardData unchanged = handler.execute(run(
                SETTINGS, card.cursor().orElseThrow(), CannedReply.unchanged().movedTo("https://new.example/feed")));

        assertThat(card.notices())
                .containsExactly(
                        "The feed has moved for good to https://new.example/feed; change the source's url to it.");
        assertThat(unchanged.notices()).isEqualTo(card.notices());
    }

    @Test
    void a_feed_that_cannot_be_read_moves_no_cursor() {
        assertThatThrownBy(() -> handler.execute(
                        run(SETTINGS, Values.empty(), CannedReply.ok("<rss>").with("ETag", "\"1\""))))
                .isInstanceOf(HandlerException.class);
    }

    @Test
    void relative_addresses_without_a_site_are_seen_from_where_the_feed_was_found_in_the_end() {
        CannedReply reply = CannedReply.ok("<rss><channel><item><link>a</link></item></channel></rss>")
                .at("https://moved.example/x/feed?token=t");

        assertThat(handler.execute(run(SETTINGS, Values.empty(), reply)).data().text("items.0.url"))
                .isEqualTo("https://moved.example/x/a");
    }

    @Test
    void user_name_and_password_are_sent_as_basic_and_named_only() {
        HttpCall both = sent(Credentials.of("username", "ann").with("password", "pw"));
        HttpCall name = sent(Credentials.of("username", "ann"));

        assertThat(both.headers())
                .filteredOn(part -> part.name().equals("Authorization"))
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.text()).isNull();
                    assertThat(part.secret().resolve(field -> field.equals("username") ? "ann" : "pw"))
                            .isEqualTo("Basic YW5uOnB3");
                });
        assertThat(name.headers())
                .filteredOn(part -> part.name().equals("Authorization"))
                .singleElement()
                .satisfies(part ->
                        assertThat(part.secret().resolve(field -> "ann")).isEqualTo("Basic YW5uOg=="));
    }

    @Test
    void credentials_in_the_address_are_refused_with_a_hint() {
        assertThat(handler.check(Values.of("url", "https://ann:secret@example.org/feed")))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo("url");
                    assertThat(violation.message()).contains("credentials").doesNotContain("secret");
                });
        assertThat(handler.check(SETTINGS)).isEqualTo(java.util.List.<Violation>of());
    }

    @Test
    void a_test_reads_the_feed_when_there_is_one_to_read() {
        ConnectionCheck check = handler.test(new FakeContext(handler.type(), SETTINGS, Credentials.none(), feed(4)));

        assertThat(check.isTested()).isTrue();
        assertThat(check.accountId()).contains("https://example.org/blog/feed.xml");
        assertThat(check.label()).contains("T (4 items)");
        assertThat(handler.test(new FakeContext(handler.type(), Values.empty(), Credentials.none()))
                        .isTested())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void content_made_of_stored_data_is_the_same_content(String resource) {
        CardData card = handler.execute(run(SETTINGS.with("content", "full"), Values.empty(), resource(resource)));
        Values stored = Values.fromJson(card.data().toJson());

        assertThat(handler.formatResponse(card.title(), stored))
                .isEqualTo(handler.formatResponse(card.title(), card.data()))
                .startsWith("### ");
    }

    @Test
    void content_reads_well() {
        CardData card = handler.execute(run(SETTINGS.with("item_count", 1), Values.empty(), resource("rss-2.0.xml")));

        assertThat(handler.formatResponse(card.title(), card.data())).isEqualTo("""
                        ### [How to use \\<div>](https://garden.example/2024/div)

                        *2024-01-03 10:00 UTC · Ann Green*

                        {<p>Just a line.</p><p>And another.</p> @ https://garden.example/}

                        - [Attachment: audio/mpeg, 12.3 MB](https://garden.example/audio/1.mp3)
                        - [Attachment](https://cdn.example/2.mp3)""");
    }

    @Test
    void content_of_a_feed_without_items_says_so() {
        CardData card = handler.execute(run(SETTINGS, Values.empty(), CannedReply.ok(Feeds.rss(""))));

        assertThat(handler.formatResponse(card.title(), card.data())).isEqualTo("*The feed has no items.*");
    }

    private HttpCall sent(Credentials credentials) {
        FakeRun run = new FakeRun(handler.type(), SETTINGS, credentials, Values.empty(), feed(1));
        handler.execute(run);
        return run.sent().get(0);
    }

    private FakeRun run(Values settings, Values cursor, HttpReply... replies) {
        return new FakeRun(handler.type(), settings, Credentials.none(), cursor, replies);
    }

    private static CannedReply feed(int items) {
        return CannedReply.ok(
                Feeds.rss(IntStream.rangeClosed(1, items).mapToObj(Feeds::item).collect(Collectors.joining())));
    }

    private static CannedReply resource(String name) {
        return CannedReply.of(200, Feeds.bytes(name));
    }

    private static String titles(CardData card) {
        return card.data().list("items").stream()
                .map(item -> item.text("title"))
                .collect(Collectors.joining(", "));
    }
}
