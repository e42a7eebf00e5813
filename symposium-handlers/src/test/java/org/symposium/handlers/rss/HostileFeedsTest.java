package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;

class HostileFeedsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void a_hundred_thousand_nested_elements_are_refused() {
        assertThat(refusal(Feeds.rss("<a>".repeat(100_000)))).hasMessageContaining("more than 100 levels");
        assertThat(refusal(Feeds.rss("<item><description>" + "<a>".repeat(100_000))))
                .hasMessageContaining("more than 100 levels");
    }

    @Test
    void a_hundred_levels_are_read() {
        assertThat(Feeds.read(Feeds.rss("<a>".repeat(98) + "</a>".repeat(98))).title())
                .isEqualTo("T");
        assertThat(refusal(Feeds.rss("<a>".repeat(99) + "</a>".repeat(99))))
                .hasMessageContaining("more than 100 levels");
    }

    @Test
    void more_than_two_hundred_thousand_elements_are_refused() {
        assertThat(Feeds.read(Feeds.rss("<a/>".repeat(XmlElements.MAX_ELEMENTS - 4)))
                        .title())
                .isEqualTo("T");
        assertThat(refusal(Feeds.rss("<a/>".repeat(XmlElements.MAX_ELEMENTS - 3))))
                .hasMessageContaining("more than 200000 elements");
    }

    @Test
    void more_than_five_thousand_items_are_refused() {
        String item = "<item><title>x</title></item>";

        assertThat(Feeds.read(Feeds.rss(item.repeat(FeedDraft.MAX_ITEMS))).items())
                .hasSize(FeedDraft.MAX_ITEMS);
        assertThat(refusal(Feeds.rss(item.repeat(FeedDraft.MAX_ITEMS + 1))))
                .hasMessageContaining("more than 5000 items");
        assertThat(refusal(Feeds.rss("<item/>".repeat(199_000)))).hasMessageContaining("more than 5000 items");
    }

    @Test
    void a_text_of_more_than_a_mebibyte_is_refused_even_where_nobody_would_read_it() {
        String most = "x".repeat(XmlElements.MAX_TEXT);

        assertThat(Feeds.read(Feeds.rss("<item><description>" + most + "</description></item>"))
                        .items())
                .hasSize(1);
        assertThat(refusal(Feeds.rss("<item><description>" + most + "x</description></item>")))
                .hasMessageContaining("characters in one text");
        assertThat(refusal(Feeds.rss("<unknown>" + most + "x</unknown>")))
                .hasMessageContaining("characters in one text");
        assertThat(refusal(Feeds.rss("<item><description>" + ("<b>" + "x".repeat(1_000) + "</b>").repeat(1_100)
                        + "</description></item>")))
                .hasMessageContaining("characters in one text");
    }

    @Test
    void fifty_megabytes_are_refused_at_once() {
        byte[] feed = new byte[50_000_000];
        Arrays.fill(feed, (byte) 'x');
        byte[] head = Feeds.rss("").replace("</channel></rss>", "").getBytes(StandardCharsets.UTF_8);
        System.arraycopy(head, 0, feed, 0, head.length);

        Assertions.assertTimeoutPreemptively(
                SOON, () -> assertThat(refusal(feed)).hasMessageContaining("characters in one text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>",
                "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
                "<!DOCTYPE rss [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x.dtd'> %x;]>",
                "<!doctype rss SYSTEM 'http://127.0.0.1:1/\"x.dtd' [ ]>",
            })
    void a_document_type_that_declares_something_is_refused(String doctype) {
        String feed =
                "<?xml version='1.0'?>" + doctype + "<rss version='2.0'><channel><title>&c;&x;</title></channel></rss>";

        assertThat(refusal(feed)).hasMessageContaining("entities of its own");
    }

    @Test
    void a_document_type_that_declares_nothing_is_passed_over_and_never_loaded() {
        String feed =
                "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:1/x.dtd'><rss><channel><title>&x;</title></channel></rss>";

        Assertions.assertTimeoutPreemptively(
                SOON, () -> assertThat(Feeds.read(feed).title()).isEqualTo("&x;"));
    }

    @Test
    void a_document_type_inside_the_feed_is_refused_by_the_parser() {
        assertThat(refusal("<rss><!DOCTYPE rss [<!ENTITY a 'b'>]><channel/></rss>"))
                .hasMessageContaining("not well-formed");
    }

    @Test
    void the_parser_itself_expands_and_loads_nothing_even_if_a_document_type_reached_it() {
        XmlElements xml = XmlElements.of(
                "<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/x.dtd' [<!ENTITY a 'b'>]><r>&a;</r>", 0, Feeds.ADDRESS);

        assertThat(catchThrowableOfType(HandlerException.class, xml::text)).hasMessageContaining("not well-formed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&",
                "&amp;",
                "&#65;",
                "<",
                "<!--",
                "<?",
                "<![CDATA[",
                "]]>",
                "<!",
                "</",
                "\u0000",
                "<a b='",
                "<!DOCTYPE '",
                "<x:y xmlns:x='z'/>",
                "\ud83d\ude00",
                "<!-- --",
                "&nbsp;"
            })
    void whatever_is_repeated_costs_one_pass(String part) {
        String parts = part.repeat(2_000_000 / part.length());

        Assertions.assertTimeoutPreemptively(SOON, () -> {
            outcome(parts);
            outcome(Feeds.rss(parts));
            outcome(Feeds.rss("<item><title>" + parts));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[],", "\"a\",", "\\", "\""})
    void hostile_json_is_refused_before_much_is_built_of_it(String part) {
        String json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": ["
                + part.repeat(5_000_000 / part.length());

        Assertions.assertTimeoutPreemptively(SOON, () -> refusal(json));
    }

    @Test
    void more_than_two_hundred_thousand_values_of_json_are_refused() {
        assertThat(refusal("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [1" + ",1".repeat(200_000)
                        + "]}"))
                .hasMessageContaining("more than 200000 values");
    }

    /** Read or refused: both are fine, if soon. */
    private static void outcome(String text) {
        Throwable outcome = catchThrowable(() -> Feeds.read(text));
        assertThat(outcome == null || outcome instanceof HandlerException)
                .as("%s", outcome)
                .isTrue();
    }

    private static HandlerException refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static HandlerException refusal(byte[] bytes) {
        HandlerException refusal = catchThrowableOfType(HandlerException.class, () -> Feeds.read(bytes));
        assertThat(refusal).isNotNull();
        assertThat(refusal.verdict().kind()).isEqualTo(FailureKind.INVALID_RESPONSE);
        return refusal;
    }
}
