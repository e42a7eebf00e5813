package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.handlers.CannedReply;
import org.symposium.handlers.FakeContext;
import org.symposium.handlers.FakeRun;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Values;

class PollingHintsTest {
    /** A Saturday, at noon. */
    private static final Instant NOW = FakeContext.NOW;

    private static final Values SETTINGS = Values.of("url", "https://example.org/feed.xml");
    private static final String SYNDICATION = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'";

    private final RssHandler handler = new RssHandler();

    @ParameterizedTest
    @CsvSource({
        "60, '', '', PT1H",
        "' 90 ', '', '', PT1H30M",
        "5, hourly, 2, PT30M",
        "60, hourly, 2, PT1H",
        "'', hourly, '', PT1H",
        "'', '', 4, PT6H",
        "'', weekly, 14, PT12H",
        "'', yearly, 1, PT24H",
        "99999, '', '', PT24H",
        "'', hourly, 0, PT1H",
        "soon, '', '', PT0S",
        "-5, '', '', PT0S",
        "123456789012, '', '', PT0S",
        "'', '', '', PT0S"
    })
    void the_longest_of_what_a_feed_says_counts_up_to_a_day(
            String ttl, String period, String frequency, Duration least) {
        assertThat(PollingHints.of(ttl, period, frequency, List.of(), List.of()).least())
                .isEqualTo(least);
    }

    @Test
    void hours_and_days_are_read_as_feeds_write_them_and_all_of_them_are_none() {
        PollingHints hints = PollingHints.of(
                "", "", "", List.of("0", " 7", "24", "25", "x", ""), List.of("Sunday", "monday ", "Mo"));

        assertThat(hints.hours()).containsExactlyInAnyOrder(0, 7);
        assertThat(hints.days()).containsExactlyInAnyOrder(DayOfWeek.SUNDAY, DayOfWeek.MONDAY);
        assertThat(PollingHints.of(hints.values())).isEqualTo(hints);
        List<String> all = IntStream.range(0, 24).mapToObj(Integer::toString).toList();
        assertThat(PollingHints.of("", "", "", all, List.of()).isNone()).isTrue();
    }

    @Test
    void a_run_a_little_early_is_on_time() {
        PollingHints hourly = PollingHints.of("60", "", "", List.of(), List.of());

        assertThat(hourly.earliest(NOW, Duration.ZERO, NOW)).isEqualTo("2026-01-10T12:55:00Z");
        assertThat(hourly.earliest(NOW, Duration.ofHours(3), NOW)).isEqualTo("2026-01-10T14:55:00Z");
        assertThat(hourly.earliest(NOW, Duration.ofDays(300), NOW)).isEqualTo("2026-01-11T11:55:00Z");
        assertThat(hourly.earliest(NOW.minusSeconds(3_600), Duration.ZERO, NOW)).isEqualTo(NOW);
    }

    @Test
    void hours_and_days_that_are_to_be_left_out_are_passed_over() {
        PollingHints hints = PollingHints.of("", "", "", List.of("12", "13"), List.of());
        PollingHints weekend = PollingHints.of("", "", "", List.of("0"), List.of("Saturday", "Sunday"));

        assertThat(hints.earliest(Instant.EPOCH, Duration.ZERO, NOW)).isEqualTo("2026-01-10T14:00:00Z");
        assertThat(weekend.earliest(Instant.EPOCH, Duration.ZERO, NOW)).isEqualTo("2026-01-12T01:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "max-age=1800, '', '', PT30M",
        "'public, max-age=\"600\"', '', 300, PT5M",
        "'no-cache, max-age=600', '', '', PT0S",
        "s-maxage=600, '', '', PT0S",
        "max-age=60, '', 90, PT0S",
        "'', 'Sat, 10 Jan 2026 12:20:00 GMT', '', PT20M",
        "'', 'Sat, 10 Jan 2026 11:00:00 GMT', '', PT0S",
        "'', 0, '', PT0S",
        "max-age=99999999999999, '', '', PT277777H46M39S"
    })
    void an_answer_holds_as_long_as_its_headers_say(String control, String expires, String age, Duration fresh) {
        CannedReply reply = CannedReply.ok("x");
        reply = control.isEmpty() ? reply : reply.with("Cache-Control", control);
        reply = expires.isEmpty() ? reply : reply.with("Expires", expires);
        reply = age.isEmpty() ? reply : reply.with("Age", age);

        assertThat(Freshness.of(reply, NOW)).isEqualTo(fresh);
    }

    @ParameterizedTest
    @CsvSource({
        "<ttl>60</ttl>, true",
        "<skipHours><hour>12</hour></skipHours>, true",
        "<skipHours><hour>11</hour></skipHours>, false",
        "<skipDays><day>Saturday</day></skipDays>, true",
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>, true",
        "<cloud domain='x' port='80' path='/' registerProcedure='' protocol='xml-rpc'/>, false",
        "'', false"
    })
    void a_feed_that_wants_to_be_left_alone_is_not_asked(String hint, boolean isLeftAlone) {
        String feed = "<rss version='2.0' " + SYNDICATION + "><channel><title>T</title>" + hint + Feeds.item(1)
                + "</channel></rss>";
        CardData first = handler.execute(run(Values.empty(), CannedReply.ok(feed)));

        FakeRun second = run(first.cursor().orElseThrow(), CannedReply.ok(feed));
        CardData again = handler.execute(second);

        assertThat(again.isUnchanged()).isTrue();
        assertThat(second.sent()).hasSize(isLeftAlone ? 0 : 1);
        if (isLeftAlone) {
            assertThat(again.cursor()).as("stays as it was").isEmpty();
            assertThat(again.notices()).singleElement().asString().contains("at the earliest");
        }
    }

    @Test
    void headers_count_too_also_those_of_an_answer_that_says_unchanged() {
        CardData first = handler.execute(run(Values.empty(), CannedReply.ok(Feeds.rss(Feeds.item(1)))));
        FakeRun second =
                run(first.cursor().orElseThrow(), CannedReply.unchanged().with("Cache-Control", "max-age=900"));
        CardData unchanged = handler.execute(second);
        FakeRun third = run(unchanged.cursor().orElseThrow());

        assertThat(second.sent()).hasSize(1);
        assertThat(handler.execute(third).isUnchanged()).isTrue();
        assertThat(third.sent()).isEmpty();
    }

    @Test
    void its_user_may_ask_all_the_same() {
        String feed = Feeds.rss("<ttl>60</ttl>" + Feeds.item(1));
        CardData first = handler.execute(run(Values.empty(), CannedReply.ok(feed)));
        var second = new FakeRun(
                handler.type(),
                SETTINGS.with("keep_interval", false),
                Credentials.none(),
                first.cursor().orElseThrow(),
                CannedReply.ok(feed));

        handler.execute(second);

        assertThat(second.sent()).hasSize(1);
    }

    @Test
    void what_is_left_of_a_feed_follows_with_the_next_run_whatever_the_feed_wants() {
        Values settings = SETTINGS.with("only_new", true).with("item_count", 1);
        CardData first = handler.execute(run(settings, Values.empty(), ttl(1)));
        // an hour later by the cursor, as far as the feed can tell
        Values hourAgo = first.cursor().orElseThrow().with("asked_at", NOW.minusSeconds(3_600));
        CardData second = handler.execute(run(settings, hourAgo, ttl(3)));
        FakeRun third = run(settings, second.cursor().orElseThrow(), ttl(3));

        assertThat(second.notices()).containsExactly("1 more new items follow with the next run.");
        assertThat(handler.execute(third).isUnchanged()).isFalse();
    }

    private static CannedReply ttl(int items) {
        return CannedReply.ok(Feeds.rss("<ttl>60</ttl>"
                + String.join(
                        "",
                        IntStream.rangeClosed(1, items).mapToObj(Feeds::item).toList())));
    }

    private FakeRun run(Values cursor, HttpReply... replies) {
        return run(SETTINGS, cursor, replies);
    }

    private FakeRun run(Values settings, Values cursor, HttpReply... replies) {
        return new FakeRun(handler.type(), settings, Credentials.none(), cursor, replies);
    }
}
