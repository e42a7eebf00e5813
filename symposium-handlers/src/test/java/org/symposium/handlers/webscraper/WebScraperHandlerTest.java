package org.symposium.handlers.webscraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.handlers.CannedReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;

class WebScraperHandlerTest {
    private static final Values LIST = Values.of("url", SiteRun.HOME + "/list")
            .with("item_selector", "li")
            .with("item_count", 50)
            .with(
                    "fields",
                    List.of(
                            Values.of("name", "text"),
                            Values.of("name", "link").with("take", "link").with("optional", true)));

    private final WebScraperHandler handler = new WebScraperHandler();

    @Test
    void links_are_absolute_and_only_to_the_web() {
        CardData card = run(
                LIST,
                "<base href=/deep/><li><a href='a b/ü?q=1#x'>1</a><li><a href='//other.example/'>2</a>"
                        + "<li><a href='javascript:alert(1)'>3</a><li><a href='mailto:a@b.example'>4</a>"
                        + "<li><a href='https://user:password@x.example/'>5</a><li><img src=../i.png>6");

        assertThat(card.data().list("items"))
                .extracting(item -> item.text("values.link", "-"))
                .containsExactly(
                        "https://example.org/deep/a%20b/%C3%BC?q=1",
                        "https://other.example/", "-", "-", "https://x.example/", "-");
    }

    @Test
    void an_item_may_be_its_own_link_or_picture() {
        CardData card = run(LIST.with("item_selector", "a, img"), "<a href=/1>One</a><img src=/2.png alt=Two>");

        assertThat(card.data().text("items.0.values.link")).isEqualTo("https://example.org/1");
        assertThat(card.data().text("items.1.values.link")).isEqualTo("https://example.org/2.png");
    }

    @Test
    void an_item_selector_that_finds_nothing_is_named() {
        assertThatThrownBy(() -> run(LIST, "<p>" + "Nothing here. ".repeat(50)))
                .hasMessage("The item selector 'li' finds nothing on example.org.")
                .satisfies(thrown -> assertInvalid(thrown, "Compare the selector"));
    }

    @Test
    void a_page_that_scripts_build_is_recognised() {
        assertThatThrownBy(() -> run(LIST, "<div id=root></div><script src=app.js></script>"))
                .satisfies(thrown -> assertInvalid(thrown, "built by JavaScript"));
    }

    @Test
    void a_field_that_no_item_has_is_named_unless_it_may_be_missing() {
        Values price = Values.of("name", "price").with("selector", ".price");
        Values settings = LIST.with("fields", List.of(Values.of("name", "text"), price));

        assertThatThrownBy(() -> run(settings, "<li>a<li>b"))
                .hasMessage("The selector '.price' of the field 'price' finds nothing on example.org.");
        assertThat(run(settings, "<li>a<li>b <i class=price>1</i>").data().whole("items_count"))
                .isEqualTo(2);
        assertThat(run(LIST.with("fields", List.of(Values.of("name", "text"), price.with("optional", true))), "<li>a")
                        .data()
                        .whole("items_count"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, '{\"a\":1}', application/json",
        "application/pdf, %PDF, application/pdf",
        "image/png, x, image/png",
        "text/html, '', empty",
        "text/html, '  \n ', empty"
    })
    void what_is_no_page_is_an_invalid_response(String type, String body, String told) {
        var run = new SiteRun(LIST).page("/list", CannedReply.ok(body).with("Content-Type", type));

        assertThatThrownBy(() -> handler.execute(run))
                .hasMessageContaining(told)
                .satisfies(thrown -> assertInvalid(thrown, ""));
    }

    @Test
    void plain_text_and_xml_are_read_as_what_they_are() {
        var text = new SiteRun(Values.of("url", SiteRun.HOME + "/list"))
                .page("/list", CannedReply.ok("1 < 2\n  and so on").with("Content-Type", "text/plain"));
        assertThat(handler.execute(text).data().text("items.0.values.content")).contains("1 &lt; 2\n  and so on");

        var xml = new SiteRun(LIST.with("item_selector", "link").with("fields", List.of(Values.of("name", "text"))))
                .page(
                        "/list",
                        CannedReply.ok("<r><link>A</link><Link>B</Link></r>").with("Content-Type", "text/xml"));
        assertThat(handler.execute(xml).data().text("items.0.values.text")).isEqualTo("A");
    }

    @Test
    void ten_thousand_items_are_bounded_and_it_says_so() {
        CardData card = run(LIST, items(1, 10_000));

        assertThat(card.data().whole("items_count")).isEqualTo(50);
        assertThat(card.data().whole("found_count")).isEqualTo(10_000);
        assertThat(handler.formatResponse(card.title(), card.data()))
                .endsWith("50. [50](https://example.org/50)\n\n*9950 more items are not shown.*");
    }

    @Test
    void a_page_of_too_many_tags_is_refused() {
        assertThatThrownBy(() -> run(LIST, "<b>".repeat(100_001)))
                .hasMessageContaining("more than 100000 tags")
                .satisfies(thrown -> assertInvalid(thrown, "smaller page"));
        assertThatThrownBy(() -> run(LIST, "<li>x".repeat(20_001)))
                .hasMessageContaining("more than 20000 others")
                .satisfies(thrown -> assertInvalid(thrown, "smaller page"));
    }

    @Test
    void a_page_nested_without_end_takes_no_stack() {
        CardData card = run(LIST, "<div>".repeat(15_000) + "<li>deep" + "</div>".repeat(15_000));

        assertThat(card.data().text("items.0.values.text")).isEqualTo("deep");
    }

    @Test
    void long_values_are_cut_between_characters_and_it_says_so() {
        CardData card = run(LIST, "<li>" + "😀".repeat(20_000));

        assertThat(card.data().text("items.0.values.text"))
                .hasSizeBetween(9_990, 10_000)
                .endsWith("😀…");
        assertThat(card.notices()).containsExactly("Some values were longer than a card holds, and are cut.");
    }

    @Test
    void odd_characters_are_kept_as_text() {
        CardData card = run(LIST, "<li>\u202E\u202E \u0000 a\u0301 👩‍👩‍👧 <![CDATA[x]]> &#xD800; &amp;amp;");

        assertThat(card.data().text("items.0.values.text"))
                .contains("👩‍👩‍👧", "&amp;")
                .doesNotContain("\u0000");
    }

    @Test
    void items_that_are_the_same_are_one() {
        CardData card = run(LIST, "<li><a href=/1>One</a><li><a href=/1>One again</a><li>Two<li>Two");

        assertThat(card.data().list("items"))
                .extracting(item -> item.text("values.text"))
                .containsExactly("One", "Two");
    }

    @Test
    void a_card_that_would_hold_the_same_is_not_made() {
        CardData first = run(LIST, "<title>T</title><li>a</li><p>ad 1");
        SiteRun again = list(LIST, "<title>T</title><li>a</li><p>ad 2")
                .after(first.cursor().orElseThrow());
        SiteRun changed =
                list(LIST, "<title>T</title><li>b").after(first.cursor().orElseThrow());

        assertThat(handler.execute(again).isUnchanged()).isTrue();
        assertThat(handler.execute(changed).isUnchanged()).isFalse();
    }

    @Test
    void validators_are_kept_and_asked_with_but_not_where_more_pages_follow() {
        var first = new SiteRun(LIST).page("/list", CannedReply.ok("<li>a").with("ETag", "\"1\""));
        Values cursor = handler.execute(first).cursor().orElseThrow();

        var second = new SiteRun(LIST).page("/list", CannedReply.unchanged()).after(cursor);
        CardData unchanged = handler.execute(second);
        assertThat(second.sent().get(1).unlessChanged().text("etag")).isEqualTo("\"1\"");
        assertThat(unchanged.isUnchanged()).isTrue();
        assertThat(unchanged.cursor().orElseThrow().text("validators.etag")).isEqualTo("\"1\"");

        SiteRun paged = list(LIST.with("next_selector", ".next"), "<li>a").after(cursor);
        handler.execute(paged);
        assertThat(paged.sent().get(1).unlessChanged().isEmpty()).isTrue();
    }

    @Test
    void only_new_items_make_a_card() {
        Values settings = LIST.with("only_new", true);
        CardData first = run(settings, items(1, 3));
        CardData second = after(first, settings, items(1, 5));
        CardData third = after(second, settings, items(2, 5));

        assertThat(texts(first)).containsExactly("1", "2", "3");
        assertThat(texts(second)).containsExactly("4", "5");
        assertThat(third.isUnchanged()).isTrue();
    }

    @Test
    void new_items_that_find_no_room_follow_with_the_next_run() {
        Values settings = LIST.with("only_new", true).with("item_count", 2);
        CardData first = run(settings, items(1, 5));
        CardData second = after(first, settings, items(1, 8));
        CardData third = after(second, settings, items(1, 8));

        assertThat(texts(first)).containsExactly("1", "2");
        assertThat(texts(second)).containsExactly("6", "7");
        assertThat(second.notices()).containsExactly("1 more new items follow with the next run.");
        assertThat(second.cursor().orElseThrow().has("validators")).isFalse();
        assertThat(texts(third)).containsExactly("8");
    }

    @Test
    void what_tells_items_apart_may_be_chosen() {
        Values settings = LIST.with("only_new", true).with("identity_field", "text");
        CardData first = run(settings, "<li><a href=/1?session=1>One</a>");

        assertThat(after(first, settings, "<li><a href=/1?session=2>One</a>").isUnchanged())
                .isTrue();
        assertThat(after(first, settings, "<li><a href=/1?session=1>Two</a>").isUnchanged())
                .isFalse();
    }

    @Test
    void the_memory_of_items_is_bounded() {
        CardData first = run(LIST.with("only_new", true), items(1, 10_000));

        assertThat(first.cursor().orElseThrow().texts("seen")).hasSize(2_000);
        assertThat(first.notices()).anyMatch(notice -> notice.contains("10000 items"));
    }

    @Test
    void a_page_that_moved_for_good_says_where_to() {
        var run = new SiteRun(LIST)
                .page("/list", CannedReply.of(301, new byte[0]).with("Location", "/new"))
                .page("/new", CannedReply.of(308, new byte[0]).with("Location", "https://new.example/"))
                .html("https://new.example/", "<li><a href=a>x</a>");
        CardData card = handler.execute(run);

        assertThat(card.notices()).singleElement().asString().contains("https://new.example/");
        assertThat(card.data().text("items.0.values.link")).isEqualTo("https://new.example/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/list", "https://example.org/list#again"})
    void redirects_without_end_are_given_up(String location) {
        var run =
                new SiteRun(LIST).page("/list", CannedReply.of(302, new byte[0]).with("Location", location));

        assertThatThrownBy(() -> handler.execute(run)).hasMessageContaining("more than 5 times");
        assertThat(run.pagesRead()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/", "javascript:x", "", "http://[", "file:///etc/passwd"})
    void a_redirect_to_what_is_no_web_address_is_refused(String location) {
        var run =
                new SiteRun(LIST).page("/list", CannedReply.of(302, new byte[0]).with("Location", location));

        assertThatThrownBy(() -> handler.execute(run))
                .satisfies(thrown -> assertInvalid(thrown, "Open the address in a browser"));
    }

    @Test
    void a_login_that_nobody_entered_is_no_wrong_credential() {
        var run = new SiteRun(LIST).page("/list", CannedReply.of(401, new byte[0]));

        assertThatThrownBy(() -> handler.execute(run))
                .satisfies(thrown -> assertThat(SiteRun.kindOf(thrown)).isEqualTo(FailureKind.FORBIDDEN));
    }

    @Test
    void a_connection_is_tested_by_reading_the_page_that_the_integration_names() {
        SiteRun run = list(Values.of("url", SiteRun.HOME + "/list"), "<title>News</title>");

        assertThat(handler.test(run).label()).contains("News");
        assertThat(handler.test(new SiteRun(Values.empty())).isTested()).isFalse();
        assertThat(handler.test(new SiteRun(Values.of("url", "nonsense"))).isTested())
                .isFalse();
    }

    private CardData run(Values settings, String html) {
        return handler.execute(list(settings, html));
    }

    private CardData after(CardData before, Values settings, String html) {
        return handler.execute(list(settings, html).after(before.cursor().orElseThrow()));
    }

    private static SiteRun list(Values settings, String html) {
        return new SiteRun(settings).html("/list", html);
    }

    private static String items(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "<li><a href=/" + i + ">" + i + "</a>")
                .collect(Collectors.joining());
    }

    private static List<String> texts(CardData card) {
        return card.data().list("items").stream()
                .map(item -> item.text("values.text"))
                .toList();
    }

    private static void assertInvalid(Throwable thrown, String suggestion) {
        assertThat(SiteRun.kindOf(thrown)).isEqualTo(FailureKind.INVALID_RESPONSE);
        assertThat(((HandlerException) thrown).verdict().suggestion()).contains(suggestion);
    }
}
