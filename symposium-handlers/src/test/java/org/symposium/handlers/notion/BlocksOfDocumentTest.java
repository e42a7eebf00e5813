package org.symposium.handlers.notion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symposium.core.Engine;
import org.symposium.core.OwnerView;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService;

/** Markdown as Notion gets it, and as much of it at a time as Notion takes. */
class BlocksOfDocumentTest {

    @Test
    void every_form_of_markdown_has_its_block() {
        String sent = HandlerStage.resource(getClass(), "dialect.json");

        List<FakeService.Request> requests = delivered(HandlerStage.resource(getClass(), "dialect.md"));

        assertThat(requests).hasSize(1);
        assertThat(Values.fromJson(requests.get(0).body()).asMap().get("children"))
                .isEqualTo(Json.read(sent));
    }

    @Test
    void more_than_a_hundred_blocks_follow_in_order() {
        List<FakeService.Request> requests = delivered(IntStream.range(0, 250)
                .mapToObj(number -> "Paragraph " + number)
                .collect(Collectors.joining("\n\n")));

        assertThat(requests).hasSize(3);
        assertThat(requests.get(2).body()).contains("Paragraph 200").contains("Paragraph 249");
        assertThat(NotionFake.after(requests).blocks(NotionFake.PAGE)).hasSize(250);
    }

    @Test
    void what_is_nested_deeper_than_a_request_may_be_is_appended_to_the_block_it_belongs_to() {
        List<FakeService.Request> requests = delivered("- 1\n  - 2\n    - 3\n      - 4\n        - 5\n- after");

        assertThat(requests).hasSizeGreaterThan(1);
        assertThat(NotionFake.after(requests).blocks(NotionFake.PAGE))
                .containsExactly(
                        "bulleted_list_item[bulleted_list_item[bulleted_list_item[bulleted_list_item[bulleted_list_item]]]]",
                        "bulleted_list_item");
    }

    @Test
    void a_table_in_a_list_in_a_list_is_appended_too() {
        List<FakeService.Request> requests =
                delivered("- 1\n  - 2\n    - 3\n\n      | a | b |\n      |---|---|\n      | c | d |\n");

        assertThat(NotionFake.after(requests).blocks(NotionFake.PAGE))
                .containsExactly(
                        "bulleted_list_item[bulleted_list_item[bulleted_list_item[table[table_row, table_row]]]]");
    }

    @Test
    void a_table_of_many_rows_stays_one_table() {
        List<FakeService.Request> requests = delivered("| a |\n|---|\n"
                + IntStream.range(0, 250).mapToObj(row -> "| " + row + " |").collect(Collectors.joining("\n")));

        assertThat(requests).hasSize(3);
        assertThat(NotionFake.after(requests).blocks(NotionFake.PAGE))
                .singleElement()
                .satisfies(table -> assertThat(table.split("table_row", -1)).hasSize(252));
    }

    @Test
    void a_long_text_is_cut_into_items_and_a_longer_one_into_paragraphs() {
        List<FakeService.Request> requests = delivered("# " + "word ".repeat(600) + "\n\n" + "字".repeat(60_000));

        assertThat(NotionFake.after(requests).blocks(NotionFake.PAGE))
                .containsExactly("heading_1", "paragraph", "paragraph");
    }

    @Test
    void many_marks_in_a_paragraph_are_cut_after_a_hundred() {
        List<FakeService.Request> requests = delivered("a *b* ".repeat(120));

        assertThat(NotionFake.after(requests).blocks(NotionFake.PAGE))
                .containsExactly("paragraph", "paragraph", "paragraph");
    }

    @Test
    void requests_stay_below_the_bytes_that_notion_takes() {
        List<FakeService.Request> requests = delivered(("*a* b ".repeat(45) + "\n\n").repeat(100));

        assertThat(requests).hasSizeGreaterThan(1);
        assertThat(NotionFake.after(requests).blocks(NotionFake.PAGE)).hasSize(100);
    }

    /** The requests by which this is added to a page. */
    private static List<FakeService.Request> delivered(String markdown) {
        FakeService service = FakeService.start();
        service.answer(request -> NotionFake.answer(service.requests()));
        try (service;
                Engine engine = NotionStage.engine(service)) {
            OwnerView ada = engine.forOwner("ada");
            String integration = ada.integrations()
                    .create("notion", "Mine", Credentials.of("token", "ntn_1"))
                    .id();
            ada.cards().create("Card", markdown, Values.empty(), List.of());
            String output = ada.outputs()
                    .create(
                            integration,
                            "Mine",
                            Settings.of("target", "page")
                                    .with("page", NotionFake.PAGE)
                                    .with("pages", "append"),
                            "{{#cards}}{{{content}}}{{/cards}}")
                    .id();
            RunResult result = ada.deliver(output);
            assertThat(result.status()).as("%s", result).isEqualTo(Status.SUCCESS);
            return service.requests();
        }
    }
}
