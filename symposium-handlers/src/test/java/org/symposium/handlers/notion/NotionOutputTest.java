package org.symposium.handlers.notion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.Engine;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.ConnectionResult;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.FakeService.Request;

class NotionOutputTest {
    private static final Settings DATABASE = Settings.of("database", NotionFake.DATABASE);
    private static final Settings PAGE = Settings.of("target", "page").with("page", NotionFake.PAGE);

    private static final String TEMPLATE = "{{#cards}}{{{content}}}{{/cards}}";

    private FakeService service;
    private Engine engine;
    private OwnerView ada;
    private String integration;

    @BeforeEach
    void open() {
        service = FakeService.start();
        service.answer(request -> NotionFake.answer(service.requests()));
        engine = NotionStage.engine(service);
        ada = engine.forOwner("ada");
        integration = ada.integrations()
                .create("notion", "Mine", Credentials.of("token", "ntn_1"))
                .id();
    }

    @AfterEach
    void close() {
        engine.close();
        service.close();
    }

    @Test
    void a_card_becomes_a_page_with_properties_of_the_types_that_the_database_has() {
        card("A title", Values.of("price", 12.5).with("url", "https://example.org/1"), "Text");

        RunResult result = deliver(DATABASE.with("icon", "📰")
                .with(
                        "properties",
                        Map.ofEntries(
                                Map.entry("My number", "{{data.price}}"),
                                Map.entry("My url", "{{data.url}}"),
                                Map.entry("My multi_select", "{{tags}}"),
                                Map.entry("My select", "News"),
                                Map.entry("My date", "{{date created_at}}"),
                                Map.entry("My checkbox", "yes"),
                                Map.entry("My rich_text", "About *{{title}}*"),
                                Map.entry("My relation", NotionFake.PAGE),
                                Map.entry("My files", "https://example.org/a.png?x=1"),
                                Map.entry("My email", "{{data.nothing}}"))));

        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        Values body = lastBody();
        assertThat(body.object("parent"))
                .isEqualTo(Values.of("type", "data_source_id").with("data_source_id", NotionFake.SOURCE));
        assertThat(body.text("icon.emoji")).isEqualTo("📰");
        Values properties = body.object("properties");
        assertThat(properties.text("Name.title.0.text.content")).isEqualTo("A title");
        assertThat(properties.number("My number.number")).isEqualByComparingTo("12.5");
        assertThat(properties.text("My url.url")).isEqualTo("https://example.org/1");
        assertThat(properties.list("My multi_select.multi_select"))
                .containsExactly(Values.of("name", "a"), Values.of("name", "b"));
        assertThat(properties.text("My select.select.name")).isEqualTo("News");
        assertThat(properties.text("My date.date.start")).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(properties.flag("My checkbox.checkbox")).isTrue();
        assertThat(properties.text("My rich_text.rich_text.0.text.content")).isEqualTo("About A title");
        assertThat(properties.text("My relation.relation.0.id")).isEqualTo(NotionFake.PAGE);
        assertThat(properties.text("My files.files.0.name")).isEqualTo("a.png");
        assertThat(properties.names()).as("what shows as nothing").doesNotContain("My email");
        assertThat(body.list("children")).hasSize(1);
        assertThat(result.delivery().orElseThrow().confirmation().text("links.0.url"))
                .isEqualTo("https://www.notion.so/e0000000000040008000000000000001");
    }

    @Test
    void a_page_with_the_same_value_is_updated_and_its_content_replaced() {
        Settings settings = DATABASE.with("properties", Map.of("My url", "{{data.url}}", "My email", "{{data.mail}}"))
                .with("match_property", "My url");
        String output = output(settings, TEMPLATE);
        card("First", Values.of("url", "https://example.org/1").with("mail", "a@example.org"), "Old");
        ada.deliver(output);
        card("Second", Values.of("url", "https://example.org/1"), "New\n\nand longer");

        RunResult result = ada.deliver(output);

        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        NotionFake notion = NotionFake.after(service.requests());
        assertThat(notion.pages()).hasSize(1);
        String page = notion.pages().keySet().iterator().next();
        assertThat(notion.blocks(page)).containsExactly("paragraph", "paragraph");
        assertThat(notion.pages().get(page).text("Name.title.0.text.content")).isEqualTo("Second");
        assertThat(notion.pages().get(page).has("My email.email"))
                .as("emptied, since the card has none")
                .isFalse();
    }

    @Test
    void two_cards_with_the_same_value_are_one_page() {
        card("First", Values.of("url", "https://example.org/1"), "Old");
        card("Second", Values.of("url", "https://example.org/1"), "New");
        Function<Request, Reply> notion = request -> NotionFake.answer(service.requests());
        service.answer(request -> request.path().endsWith("/query") // Notion finds what is new with a delay
                ? Reply.json("{\"results\":[]}")
                : notion.apply(request));

        deliver(DATABASE.with("properties", Map.of("My url", "{{data.url}}")).with("match_property", "My url"));

        assertThat(NotionFake.after(service.requests()).pages()).hasSize(1);
    }

    @Test
    void without_content_only_properties_are_sent() {
        card("Only", Values.empty(), "Text");

        deliver(DATABASE.with("content", "none"));

        assertThat(lastBody().has("children")).isFalse();
    }

    @Test
    void a_title_over_the_limit_is_cut_and_stands_on_one_line() {
        card("x", Values.of("long", "long ".repeat(500)), "Text");

        deliver(DATABASE.with("title", "a\n\nb {{data.long}}"));

        assertThat(lastBody().text("properties.Name.title.0.text.content"))
                .startsWith("a b long")
                .endsWith("…")
                .hasSizeLessThanOrEqualTo(2_000);
    }

    @Test
    void a_template_that_gives_nothing_adds_nothing_and_says_so() {
        card("x", Values.empty(), "Text");

        RunResult result = deliver(PAGE.with("pages", "append"), "{{! nothing }}");

        assertFailure(result, FailureKind.MISCONFIGURED, "template");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void a_property_that_is_not_there_is_told_before_anything_is_sent() {
        card("x", Values.empty(), "Text");

        assertFailure(
                deliver(DATABASE.with("properties", Map.of("Nmae", "x"))),
                FailureKind.MISCONFIGURED,
                "no property 'Nmae'",
                "My url");
        assertThat(NotionFake.after(service.requests()).pages()).isEmpty();
    }

    @Test
    void a_property_that_notion_fills_itself_is_refused() {
        card("x", Values.empty(), "Text");

        assertFailure(
                deliver(DATABASE.with("properties", Map.of("My formula", "x"))),
                FailureKind.MISCONFIGURED,
                "formula",
                "nobody can write");
    }

    @Test
    void a_value_of_another_type_is_told_before_any_page_is_made() {
        card("good", Values.of("n", "1"), "Text");
        card("bad", Values.of("n", "many"), "Text");

        assertFailure(
                deliver(DATABASE.with("properties", Map.of("My number", "{{data.n}}"))),
                FailureKind.MISCONFIGURED,
                "My number",
                "'bad'",
                "'many'");
        assertThat(NotionFake.after(service.requests()).pages()).isEmpty();
    }

    @Test
    void a_database_of_several_data_sources_asks_for_one() {
        card("x", Values.empty(), "Text");
        service.answer(Reply.json("{\"object\":\"database\",\"data_sources\":[{\"id\":\"" + NotionFake.SOURCE
                + "\",\"name\":\"Items\"},{\"id\":\"" + NotionFake.PAGE + "\",\"name\":\"People\"}]}"));

        assertFailure(
                deliver(DATABASE),
                FailureKind.MISCONFIGURED,
                "2 data sources",
                "Items = " + NotionFake.SOURCE,
                "People");
    }

    @Test
    void the_old_version_writes_into_the_database_itself() {
        card("x", Values.empty(), "Text");
        service.answer(request -> request.method().equals("GET")
                ? Reply.json("{\"object\":\"database\",\"properties\":{\"Name\":{\"type\":\"title\"}}}")
                : Reply.json("{\"object\":\"page\",\"id\":\"" + NotionFake.PAGE + "\"}"));

        RunResult result = deliver(DATABASE.with("api_version", "2022-06-28"));

        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        assertThat(service.requests())
                .allSatisfy(
                        request -> assertThat(request.header("Notion-Version")).contains("2022-06-28"));
        assertThat(lastBody().text("parent.database_id")).isEqualTo(NotionFake.DATABASE);
    }

    @Test
    void what_was_added_is_not_added_again_when_a_later_part_is_refused() {
        card("x", Values.empty(), paragraphs(250));
        Function<Request, Reply> notion = request -> NotionFake.answer(service.requests().stream()
                .filter(asked -> !asked.body().contains("Paragraph 150")
                        || service.requests().size() > 2)
                .toList());
        service.answer(request -> service.requests().size() == 2
                ? NotionFake.error(429, "rate_limited", "slow down")
                : notion.apply(request));
        String output = output(PAGE.with("pages", "append"), TEMPLATE);

        RunResult first = ada.deliver(output);
        RunResult result = first.isSuccess() ? first : ada.deliver(output);

        assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
        assertThat(service.requests().stream().filter(sent -> sent.body().contains("Paragraph 50\"")))
                .hasSize(1);
        assertThat(service.requests().stream().filter(sent -> sent.body().contains("Paragraph 249\"")))
                .hasSize(1);
    }

    @Test
    void a_page_of_whose_making_no_answer_came_is_found_and_filled() {
        card("Lost and found", Values.empty(), paragraphs(150));
        service.answer(request -> {
            Reply reply = NotionFake.answer(service.requests());
            return service.requests().size() == 3 ? reply.brokenOff() : reply;
        });
        String output = output(DATABASE, TEMPLATE);

        RunResult first = ada.deliver(output);
        RunResult second = ada.deliver(output);

        assertThat(first.status()).isNotEqualTo(Status.SUCCESS);
        assertThat(second.status()).as("%s", second).isEqualTo(Status.SUCCESS);
        NotionFake notion = NotionFake.after(service.requests());
        assertThat(notion.pages()).hasSize(1);
        assertThat(notion.blocks(notion.pages().keySet().iterator().next())).hasSize(150);
    }

    @Test
    void content_of_whose_adding_no_answer_came_is_looked_for() {
        card("Long", Values.empty(), paragraphs(250));
        service.answer(request -> {
            Reply reply = NotionFake.answer(service.requests());
            return service.requests().size() == 4 ? reply.brokenOff() : reply;
        });
        String output = output(DATABASE, TEMPLATE);

        ada.deliver(output);
        RunResult second = ada.deliver(output);

        assertThat(second.status()).as("%s", second).isEqualTo(Status.SUCCESS);
        NotionFake notion = NotionFake.after(service.requests());
        assertThat(notion.blocks(notion.pages().keySet().iterator().next())).hasSize(250);
    }

    @Test
    void what_is_added_to_a_page_of_others_is_held_when_no_answer_came() {
        card("x", Values.empty(), "Text");
        service.answer(request -> NotionFake.error(504, "gateway_timeout", "too long"));
        String output = output(PAGE.with("pages", "append"), TEMPLATE);

        ada.deliver(output);
        RunResult second = ada.deliver(output);

        assertThat(second.failure().orElseThrow().kind()).isEqualTo(FailureKind.IN_DOUBT);
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void a_page_that_is_gone_switches_the_output_off_and_not_the_integration() {
        card("x", Values.empty(), "Text");
        service.answer(NotionFake.error(404, "object_not_found", "Could not find block with ID"));
        String output = output(PAGE.with("pages", "append"), TEMPLATE);

        assertFailure(ada.deliver(output), FailureKind.TARGET_GONE, "share the page");

        assertThat(ada.outputs().get(output).isActive()).isFalse();
        assertThat(ada.integrations().get(integration).isActive()).isTrue();
    }

    @Test
    void settings_that_can_not_work_are_refused_when_they_are_saved() {
        assertThatThrownBy(() -> output(DATABASE.with("pages", "append"), TEMPLATE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("pages");
        assertThatThrownBy(() -> output(DATABASE.with("database", "my database"), TEMPLATE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("database");
        assertThatThrownBy(() ->
                        output(DATABASE.with("pages", "one").with("properties", Map.of("My url", "x")), TEMPLATE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("properties");
    }

    @Test
    void the_connection_test_says_whose_the_token_is() {
        ConnectionResult result = ada.integrations().test(integration);

        assertThat(result.isValid()).as("%s", result).isTrue();
        assertThat(result.toString()).contains("Ada's");
    }

    @Test
    void databases_and_pages_are_offered_by_title() {
        service.answer(Reply.json("{\"results\":[{\"object\":\"data_source\",\"id\":\"" + NotionFake.SOURCE
                + "\",\"title\":[{\"plain_text\":\"Items\"}]},{\"object\":\"page\",\"id\":\"" + NotionFake.PAGE
                + "\",\"properties\":{\"Name\":{\"type\":\"title\",\"title\":[{\"plain_text\":\"Home\"}]}}}]}"));

        assertThat(ada.integrations()
                        .options(integration, "output_schema.database", "it", DATABASE)
                        .toString())
                .contains("Items", NotionFake.SOURCE, "Home");
        assertThat(lastBody().text("filter.value")).isEqualTo("data_source");
    }

    private static String paragraphs(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "Paragraph " + number)
                .collect(Collectors.joining("\n\n"));
    }

    private Card card(String title, Values data, String content) {
        return ada.cards().create(title, content, data, List.of("a", "b"));
    }

    private RunResult deliver(Settings settings) {
        return deliver(settings, TEMPLATE);
    }

    private RunResult deliver(Settings settings, String template) {
        return ada.deliver(output(settings, template));
    }

    private String output(Settings settings, String template) {
        return ada.outputs().create(integration, "Mine", settings, template).id();
    }

    private Values lastBody() {
        List<Request> all = service.requests();
        return Values.fromJson(all.get(all.size() - 1).body());
    }

    private static void assertFailure(RunResult result, FailureKind kind, String... words) {
        RunResult.Failure failure = result.failure().orElseThrow();
        assertThat(failure.kind()).as("%s", failure).isEqualTo(kind);
        assertThat(failure.message() + " " + failure.suggestion()).contains(words);
    }
}
