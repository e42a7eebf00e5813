package org.symposium.handlers.notion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symposium.handlers.CannedReply;
import org.symposium.handlers.FakeRun;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Values;

class NotionSourceTest {
    private static final Values DATABASE =
            Values.of("read", "database").with("database", NotionFake.DATABASE).with("api_version", "2025-09-03");
    private static final HttpReply FOUND = reply("{\"data_sources\":[{\"id\":\"" + NotionFake.SOURCE + "\"}]}");
    private static final HttpReply SCHEMA =
            reply("{\"title\":[{\"plain_text\":\"Food\"}],\"properties\":{\"Name\":{\"type\":\"title\"}}}");

    private final NotionHandler handler = new NotionHandler();

    @Test
    void a_query_carries_filter_and_order_and_only_reads() {
        FakeRun run = run(
                DATABASE.with("filter", Map.of("property", "Done", "checkbox", Map.of("equals", true)))
                        .with("sort", "Price")
                        .with("order", "ascending")
                        .with("count", 7),
                FOUND,
                SCHEMA,
                list(1, false));

        CardData card = handler.execute(run);

        var query = run.sent().get(2);
        Values body = Values.fromJson(query.body().orElseThrow().shown());
        assertThat(query.effect()).isEqualTo(Effect.READ);
        assertThat(body.flag("filter.checkbox.equals")).isTrue();
        assertThat(body.object("sorts.0"))
                .isEqualTo(Values.of("property", "Price").with("direction", "ascending"));
        assertThat(body.whole("page_size")).isEqualTo(7);
        assertThat(body.has("start_cursor")).isFalse();
        assertThat(card.title()).isEqualTo("Notion: Food");
    }

    @Test
    void lists_are_read_until_there_are_enough_and_what_is_left_is_told() {
        FakeRun run = run(DATABASE.with("count", 150), FOUND, SCHEMA, list(100, true), list(100, true));

        CardData card = handler.execute(run);

        assertThat(card.data().whole("results_count")).isEqualTo(150);
        assertThat(card.data().flag("has_more")).isTrue();
        assertThat(handler.formatResponse(card.title(), card.data())).endsWith("*There are more pages than these.*");
        assertThat(Values.fromJson(run.sent().get(3).body().orElseThrow().shown())
                        .text("start_cursor"))
                .isEqualTo("next");
    }

    @Test
    void a_page_is_markdown_with_its_properties() {
        HttpReply[] replies = {
            page(NotionSource.PAGE, ""),
            page(NotionSource.PAGE, "/children"),
            page("000000000003", "/children"),
            page("00000000000b", "/children")
        };

        CardData card = handler.execute(run(Values.of("read", "page").with("page", NotionSource.PAGE), replies));
        String content = handler.formatResponse(card.title(), card.data());

        assertThat(card.title()).isEqualTo("Notion: Tuscan *kale*");
        assertThat(content)
                .startsWith("""
                        - Price: 2.5
                        - Kind: Veg
                        - Tags: A, B
                        - State: Ready
                        - When: 2026-02-23/2026-02-24
                        - Done: false
                        - Who: Ada
                        - Files: a.png
                        """)
                .contains("- Calc: 12\n- Roll: 3, T\n- No: T-4\n")
                .contains("# Soup\n\nCut ***finely***, see [here](https://example.org/x) or run ``a`b``\n\n")
                .contains("- one\n\n  1. inner\n- two\n\n- [x] buy\n\n```java\nint a;\n```\n\n> 1\\. said\n\n---\n\n")
                .contains("![Kale](https://example.org/p.png)\n\nOurs\n\n| a | b\\|c |\n| --- | --- |\n| 1 |  |\n\n")
                .endsWith("Another page\n\n[https://example.org/b](https://example.org/b)")
                .doesNotContain("signed");
    }

    @Test
    void what_is_in_pages_is_read_up_to_a_bound_that_is_told() {
        HttpReply[] endless = IntStream.range(0, 200)
                .mapToObj(number -> number == 0
                        ? page(NotionSource.PAGE, "")
                        : reply(
                                "{\"results\":[{\"type\":\"paragraph\",\"paragraph\":{\"rich_text\":[{\"plain_text\":\"x\"}]}}],"
                                        + "\"has_more\":true,\"next_cursor\":\"c" + number + "\"}"))
                .toArray(HttpReply[]::new);
        FakeRun run = run(Values.of("read", "page").with("page", NotionSource.PAGE), endless);

        CardData card = handler.execute(run);

        assertThat(run.sent()).hasSize(1 + BlockTree.MOST_REQUESTS);
        assertThat(card.notices()).singleElement().asString().contains("in part only");
        assertThat(handler.formatResponse(card.title(), card.data())).endsWith("*The rest of this page was not read.*");
    }

    @Test
    void a_query_that_notion_cuts_says_so() {
        HttpReply cut = reply(
                "{\"results\":[],\"has_more\":false,\"request_status\":{\"type\":\"incomplete\",\"incomplete_reason\":\"query_result_limit_reached\"}}");

        assertThat(handler.execute(run(DATABASE, FOUND, SCHEMA, cut)).notices())
                .singleElement()
                .asString()
                .contains("10,000");
    }

    @Test
    void what_did_not_change_makes_no_card() {
        CardData first = handler.execute(run(DATABASE, FOUND, SCHEMA, list(2, false)));
        CardData second = handler.execute(new FakeRun(
                handler.type(),
                DATABASE,
                Credentials.of("token", "ntn_1"),
                first.cursor().orElseThrow(),
                FOUND,
                SCHEMA,
                list(2, false)));

        assertThat(first.isUnchanged()).isFalse();
        assertThat(second.isUnchanged()).isTrue();
    }

    private FakeRun run(Values settings, HttpReply... replies) {
        return new FakeRun(handler.type(), settings, Credentials.of("token", "ntn_1"), Values.empty(), replies);
    }

    private static HttpReply page(String id, String what) {
        String path = what.isEmpty() ? "/v1/pages/" + id : "/v1/blocks/" + id + what;
        return reply(NotionSource.answer(new org.symposium.testkit.FakeService.Request("GET", path, Map.of(), ""))
                .body());
    }

    private static HttpReply list(int count, boolean hasMore) {
        List<String> pages = IntStream.range(0, count)
                .mapToObj(number ->
                        "{\"object\":\"page\",\"properties\":{\"Name\":{\"type\":\"title\",\"title\":[{\"plain_text\":\"P"
                                + number + "\"}]}}}")
                .toList();
        return reply("{\"results\":[" + pages.stream().collect(Collectors.joining(",")) + "],\"has_more\":" + hasMore
                + ",\"next_cursor\":" + (hasMore ? "\"next\"" : "null") + "}");
    }

    private static HttpReply reply(String json) {
        return CannedReply.ok(json);
    }
}
