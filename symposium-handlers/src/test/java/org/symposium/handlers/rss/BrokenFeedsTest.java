package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;

class BrokenFeedsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n  \t",
                "\ufeff",
                "\u0000",
                "Warning: x in y\n",
                "<br />\n<b>Warning</b>: mysql in /srv/x.php<br />\n"
            })
    void junk_before_the_declaration_is_passed_over(String junk) {
        assertThat(titles(junk + Feeds.rss(Feeds.item(1)))).containsExactly("Post 1");
    }

    @Test
    void junk_after_the_end_is_not_read() {
        assertThat(titles(Feeds.rss(Feeds.item(1)) + "<!-- cached --> & <br> more"))
                .containsExactly("Post 1");
    }

    @Test
    void characters_that_xml_forbids_are_dropped_wherever_they_stand() {
        assertThat(titles(Feeds.rss("<item><title>a\u0000b\u0008c\u001fd\ufffee</title></item>")))
                .containsExactly("abcde");
        assertThat(titles(Feeds.rss("<item><title><![CDATA[a\u0000b\u000bc]]></title></item>")))
                .containsExactly("abc");
        assertThat(titles(Feeds.rss("<item><title>a&#0;b&#x1F;c&#xFFFF;d</title></item>")))
                .containsExactly("abcd");
    }

    @Test
    void characters_beyond_the_first_plane_stay() {
        assertThat(titles(Feeds.rss("<item><title>😀 &#128512;</title></item>")))
                .containsExactly("😀 😀");
    }

    @Test
    void entities_of_html_are_read_though_nobody_declared_them() {
        assertThat(titles(Feeds.rss("<item><title>caf&eacute;&nbsp;&mdash;&#146; &copy</title></item>")))
                .containsExactly("café —’ &copy");
    }

    @Test
    void a_bare_ampersand_or_less_than_sign_is_text() {
        assertThat(titles(Feeds.rss("<item><title>AT&T & Q&A; 1 < 2 ]]> 3 &&amp;</title></item>")))
                .containsExactly("AT&T & Q&A; 1 < 2 ]]> 3 &&");
        assertThat(Feeds.read(Feeds.rss("<item><link>https://example.org/?a=1&b=2</link></item>"))
                        .items()
                        .get(0)
                        .url())
                .hasToString("Optional[https://example.org/?a=1&b=2]");
    }

    @Test
    void ampersands_in_cdata_are_left_alone() {
        assertThat(Feeds.read(Feeds.rss(
                                "<item><description><![CDATA[<a href='?a=1&b=2'>x</a> &nbsp;]]></description></item>"))
                        .items()
                        .get(0)
                        .summary())
                .isEqualTo("<a href='?a=1&b=2'>x</a> &nbsp;");
    }

    @Test
    void comments_and_instructions_that_xml_would_refuse_do_no_harm() {
        assertThat(titles(Feeds.rss("<!-- a -- b & <c> --><?php echo '<x>' ?><item><title>o<!-- -->ne</title></item>")))
                .containsExactly("one");
    }

    @Test
    void prefixes_that_nobody_declared_mean_what_they_say() {
        FeedItem item = Feeds.read(
                        Feeds.rss(
                                "<item><dc:creator>Ann</dc:creator><content:encoded>x</content:encoded><media:content url='/a'/></item>"))
                .items()
                .get(0);

        assertThat(item.author()).isEqualTo("Ann");
        assertThat(item.content()).isEqualTo("<p>x</p>");
        assertThat(item.enclosures()).hasSize(1);
    }

    @Test
    void names_in_any_case_are_read() {
        assertThat(titles("<RSS><Channel><Title>T</Title><ITEM><TITLE>Loud</TITLE></ITEM></Channel></RSS>"))
                .containsExactly("Loud");
    }

    @Test
    void an_own_default_namespace_or_an_unknown_version_changes_nothing() {
        assertThat(
                        titles(
                                "<rss version='3' xmlns='http://backend.userland.com/rss2'><channel><item><title>x</title></item></channel></rss>"))
                .containsExactly("x");
    }

    @Test
    void links_of_other_vocabularies_are_not_the_items() {
        String item =
                "<item xmlns:atom='http://www.w3.org/2005/Atom'><atom:link href='https://example.org/wrong'/><link>https://example.org/right</link></item>";

        assertThat(Feeds.read(Feeds.rss(item)).items().get(0).url()).hasToString("Optional[https://example.org/right]");
    }

    @Test
    void xml_base_reaches_down_and_ends_with_its_element() {
        Feed feed = Feeds.read(
                Feeds.rss("<item xml:base='https://a.example/x/'><link>1</link></item><item><link>2</link></item>"));

        assertThat(feed.items())
                .extracting(item -> item.url().orElseThrow().toString())
                .containsExactly("https://a.example/x/1", "https://example.org/2");
    }

    @Test
    void a_feed_without_items_is_a_feed() {
        assertThat(Feeds.read(Feeds.rss("")).items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss version='2.0'><channel><title>T</title><item><title>cut of",
                "<rss version='2.0'><channel><item></channel></rss>",
                "<rss version='2.0'><channel><item a=b></item></channel></rss>",
                "<rss version='2.0'><channel><![CDATA[ never ends",
                "<rss version='2.0'><channel><!-- never ends </channel></rss>",
                "<rss"
            })
    void what_cannot_be_repaired_is_refused_with_its_place_and_without_its_text(String xml) {
        HandlerException failure = failure("\n\n" + xml);

        assertThat(failure).hasMessageMatching("The feed is not well-formed XML at line 3, column \\d+\\.");
        assertThat(failure.getCause()).isNull();
    }

    @Test
    void the_line_of_a_fault_is_the_line_in_the_feed_as_it_came() {
        assertThat(failure("<?xml version='1.0'?>\n<!--\n-->\n<rss><channel>\n<!-- a\nb -->\n<x></y></channel></rss>"))
                .hasMessageContaining("line 7,");
    }

    @Test
    void an_empty_answer_is_no_feed() {
        assertThat(failure("")).hasMessage("The answer is empty.");
        assertThat(failure(" \n\t ")).hasMessage("The answer is empty.");
    }

    @Test
    void text_that_is_neither_xml_nor_json_is_no_feed() {
        assertThat(failure("Service temporarily out of order"))
                .hasMessage("The answer is neither XML nor JSON, so it is no feed.");
    }

    @Test
    void xml_of_another_kind_is_no_feed() {
        assertThat(failure("<?xml version='1.0'?><opml version='2.0'><body/></opml>")
                        .verdict()
                        .kind())
                .isEqualTo(FailureKind.INVALID_RESPONSE);
        assertThat(failure("<urlset><url/></urlset>")).hasMessage("The answer is XML, but neither RSS nor Atom.");
    }

    @Test
    void json_of_another_kind_is_no_feed() {
        assertThat(failure("{\"error\": \"secret-text\"}"))
                .hasMessageContaining("no JSON Feed")
                .hasMessageNotContaining("secret-text");
        assertThat(failure("[1, 2]")).hasMessageContaining("must be a JSON object");
    }

    @Test
    void broken_json_is_refused_whole_with_its_place() {
        assertThat(failure(
                        "{\"version\": \"https://jsonfeed.org/version/1.1\",\n \"items\": [{\"id\": \"1\"}, {\"id\""))
                .hasMessageContaining("is not valid JSON at line 2");
    }

    private static List<String> titles(String xml) {
        return Feeds.read(xml).items().stream().map(FeedItem::title).toList();
    }

    private static HandlerException failure(String text) {
        HandlerException failure = catchThrowableOfType(HandlerException.class, () -> Feeds.read(text));
        assertThat(failure.verdict().kind()).isEqualTo(FailureKind.INVALID_RESPONSE);
        return failure;
    }
}
