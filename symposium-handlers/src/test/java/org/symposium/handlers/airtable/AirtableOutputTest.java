package org.symposium.handlers.airtable;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Output;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AirtableOutputTest {
    private static final String PATH = "/appXXXXXXXXXXXXXX/tblXXXXXXXXXXXXXX";
    private static final String GONE = "{\"error\": \"NOT_FOUND\"}";

    private final HandlerStage stage = new HandlerStage(new AirtableHandler(), Credentials.of("token", "patX.s3cret"));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void values_keep_their_types() {
        card(
                "A *title*",
                Values.of("n", 7)
                        .with("share", 0.25)
                        .with("done", true)
                        .with("word", "12.50")
                        .with("no", "No")
                        .with("link", "recLINKEDRECORD01")
                        .with("image", "https://example.org/a.png"));
        stage.on(post(PATH), made(1));

        deliver(settings(
                field("Name", "{{title}}"),
                field("Count", "{{data.n}}"),
                field("Share", "{{ data.share }}"),
                field("Done", "{{data.done}}"),
                field("Tags", "{{tags}}"),
                field("Both", "{{data.n}} of {{title}}"),
                field("Plain", "{{{content}}}", "text"),
                field("Rich", "{{{content}}}", "rich_text"),
                field("Price", "{{data.word}}", "number"),
                field("Flag", "{{data.no}}", "flag"),
                field("Choices", "one, two,,{{data.n}}, one", "list"),
                field("Photo", "[{\"url\": \"{{data.image}}\", \"filename\": \"{{title}}.png\"}]", "json"),
                field("Owner", "{\"id\": \"usr1\", \"nothing\": \"{{data.missing}}\"}", "json"),
                field("Linked", "[\"{{data.link}}\", \"{{data.missing}}\"]", "json"),
                field("Missing", "{{data.missing}}"),
                field("Hidden", "[{\"url\": \"{{data.missing}}\"}]", "json")));

        assertThat(stage.lastBody()).isEqualTo(JsonMapper.shared().readTree("""
                {"records": [{"fields": {
                  "Name": "A *title*", "Count": 7, "Share": 0.25, "Done": true, "Tags": ["a", "b"],
                  "Both": "7 of A *title*", "Plain": "Some content", "Rich": "Some *content*", "Price": 12.50,
                  "Flag": false, "Choices": ["one", "two", "7"],
                  "Photo": [{"url": "https://example.org/a.png", "filename": "A *title*.png"}],
                  "Owner": {"id": "usr1"}, "Linked": ["recLINKEDRECORD01"]}}], "typecast": false}
                """));
    }

    @Test
    void ten_records_go_in_a_request_and_each_is_linked() {
        cards(12);
        stage.on(post(PATH).withRequestBody(containing("Card 1\"")), made(10));
        stage.on(post(PATH).withRequestBody(containing("Card 12\"")), made(2));

        RunResult result = deliver(settings(field("Name", "{{title}}")).with("typecast", true));

        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(sizes()).containsExactly(10, 2);
        assertThat(bodies().get(0).path("typecast").asBoolean()).isTrue();
        var delivery = result.delivery().orElseThrow();
        assertThat(delivery.confirmation().list("links")).hasSize(12);
        assertThat(delivery.confirmation().uri("links.0.url"))
                .isEqualTo(URI.create("https://airtable.com/appXXXXXXXXXXXXXX/tblXXXXXXXXXXXXXX/rec00000000000001"));
        assertThat(stage.requests())
                .allSatisfy(request ->
                        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer patX.s3cret"));
    }

    @Test
    void a_single_record_gives_the_delivery_its_id_and_a_table_by_name_a_link_to_the_base() {
        cards(1);
        stage.on(post("/appXXXXXXXXXXXXXX/My%20table"), made(1));

        RunResult result = deliver(settings(field("Name", "{{title}}")).with("table", "My table"));

        assertThat(result.delivery().orElseThrow().deliveryId()).isEqualTo("rec00000000000001");
        assertThat(result.delivery().orElseThrow().confirmation().text("links.0.url"))
                .isEqualTo("https://airtable.com/appXXXXXXXXXXXXXX");
    }

    @Test
    void an_upsert_names_its_fields_and_takes_the_newest_card_of_each_record() {
        for (int number = 1; number <= 3; number++) {
            card("Card " + number, Values.of("key", number == 2 ? "b" : "a"));
        }
        stage.on(
                patch(PATH),
                HandlerStage.json(
                        200, "{\"records\": [], \"createdRecords\": [\"rec1\"], \"updatedRecords\": [\"rec2\"]}"));

        RunResult result = deliver(settings(field("Name", "{{title}}"), field("Key", "{{data.key}}"))
                .with("mode", "upsert")
                .with("merge_on", List.of("Key")));

        assertThat(stage.lastBody().path("performUpsert").toString()).isEqualTo("{\"fieldsToMergeOn\":[\"Key\"]}");
        assertThat(stage.lastBody().path("records"))
                .extracting(record -> record.path("fields").path("Name").asString(""))
                .containsExactlyInAnyOrder("Card 3", "Card 2");
        assertThat(result.notices())
                .containsExactly(
                        "One card is for the same record as a newer card; nothing was written of it.",
                        "1 made, 1 updated.");
    }

    @Test
    void an_update_names_records_and_may_empty_cells() {
        card("One", Values.of("record", "rec00000000000001"));
        stage.on(patch(PATH), made(1));
        Settings update = settings(field("Name", "{{title}}"), field("Notes", "{{data.missing}}"))
                .with("mode", "update")
                .with("record_id", "{{data.record}}");

        deliver(update.with("empty", "clear"));

        assertThat(stage.lastBody().path("records").toString())
                .isEqualTo("[{\"id\":\"rec00000000000001\",\"fields\":{\"Name\":\"One\",\"Notes\":null}}]");
        deliver(update);
        assertThat(stage.lastBody().path("records").path(0).path("fields").toString())
                .isEqualTo("{\"Name\":\"One\"}");
    }

    @Test
    void cards_that_cannot_be_written_fail_before_anything_is_sent() {
        cards(1);
        stage.on(any(anyUrl()), made(1));

        assertFailure(
                deliver(settings(field("Name", "{{data.missing}}"))),
                FailureKind.MISCONFIGURED,
                "No card gives a value");
        assertFailure(
                deliver(settings(field("Count", "{{title}}", "number"))),
                FailureKind.MISCONFIGURED,
                "'Count' is to be a number, but the card 'Card 1' gives 'Card 1'");
        assertFailure(deliver(settings(field("Done", "perhaps", "flag"))), FailureKind.MISCONFIGURED, "true or false");
        assertFailure(
                deliver(settings(field("Name", "{{title}}"), field("Key", "{{data.missing}}"))
                        .with("mode", "upsert")
                        .with("merge_on", List.of("Key"))),
                FailureKind.MISCONFIGURED,
                "no value for 'Key'");
        assertFailure(
                deliver(settings(field("Name", "{{title}}"))
                        .with("mode", "update")
                        .with("record_id", "{{data.missing}}")),
                FailureKind.MISCONFIGURED,
                "id of a record");
        assertThat(stage.requests()).isEmpty();
    }

    @Test
    void a_card_without_values_is_left_out_and_told() {
        card("One", Values.of("name", "x"));
        card("Two", Values.of("other", "x"));
        stage.on(post(PATH), made(1));

        RunResult result = deliver(settings(field("Name", "{{data.name}}")));

        assertThat(sizes()).containsExactly(1);
        assertThat(result.notices())
                .containsExactly("One card is without a value for any field; nothing was written of it.");
    }

    @Test
    void a_text_that_is_too_long_for_a_cell_is_cut() {
        card("x".repeat(150), Values.of("long", "y".repeat(120_000)));
        stage.on(post(PATH), made(1));

        deliver(settings(field("Notes", "{{data.long}}"), field("Rich", "{{data.long}}", "rich_text")));

        assertThat(stage.lastBody().path("records").path(0).path("fields"))
                .hasSize(2)
                .allSatisfy(
                        text -> assertThat(text.asString("")).hasSize(100_000).endsWith("…"));
    }

    @Test
    void a_delivery_that_failed_half_way_goes_on_with_the_rest() {
        cards(25);
        stage.on(post(PATH), made(10));
        stage.on(
                post(PATH).withRequestBody(containing("Card 11\"")),
                HandlerStage.json(422, "{\"error\": {\"type\": \"INVALID_VALUE_FOR_COLUMN\", \"message\": \"no\"}}"));
        RunResult failed = deliver(settings(field("Name", "{{title}}")));
        stage.on(post(PATH).withRequestBody(containing("Card 11\"")), made(10));

        RunResult result = stage.ada().deliveries().replay(failed.executionId());

        assertFailure(failed, FailureKind.INVALID_REQUEST, "no");
        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(sizes()).as("the second twice").containsExactly(10, 10, 10, 5);
        assertThat(result.delivery().orElseThrow().confirmation().list("links")).hasSize(30);
    }

    @Test
    void new_records_that_may_have_been_made_are_held_and_the_rest_is_sent_when_told() {
        cards(15);
        stage.on(post(PATH), made(10));
        stage.on(
                post(PATH).withRequestBody(containing("Card 15\"")),
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        Output output = output(settings(field("Name", "{{title}}")));
        RunResult failed = stage.ada().deliver(output.id());
        RunResult held = stage.ada().deliver(output.id());
        int asked = stage.requests().size();
        stage.on(post(PATH).withRequestBody(containing("Card 15\"")), made(5));

        RunResult result = stage.ada().deliveries().resend(held.executionId());

        assertThat(failed.failure().orElseThrow().kind()).isEqualTo(FailureKind.NETWORK);
        assertThat(held.failure().orElseThrow().kind()).isEqualTo(FailureKind.IN_DOUBT);
        assertThat(asked).as("not sent twice").isEqualTo(2);
        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(stage.requests()).hasSize(3);
    }

    @Test
    void an_upsert_that_may_have_been_done_is_sent_again() {
        cards(2);
        stage.on(
                patch(PATH)
                        .inScenario("lost")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("back"),
                aResponse().withFault(Fault.EMPTY_RESPONSE));
        stage.on(patch(PATH).inScenario("lost").whenScenarioStateIs("back"), made(2));

        RunResult result = deliver(
                settings(field("Name", "{{title}}")).with("mode", "upsert").with("merge_on", List.of("Name")));

        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(bodies()).hasSize(2);
        assertThat(bodies().get(0)).isEqualTo(bodies().get(1));
    }

    @Test
    void an_answer_that_says_nothing_of_the_records_still_means_that_they_are_written() {
        cards(1);
        stage.on(post(PATH), HandlerStage.html(200, "<html>fine</html>"));

        RunResult result = deliver(settings(field("Name", "{{title}}")));

        assertThat(result.status()).as("%s", result.failure()).isEqualTo(Status.SUCCESS);
        assertThat(result.delivery().orElseThrow().confirmation().list("links")).isEmpty();
        assertThat(result.delivery().orElseThrow().deliveryId()).isEqualTo(result.executionId());
    }

    @Test
    void a_base_that_is_gone_switches_the_output_off_and_not_the_integration() {
        cards(1);
        stage.on(any(anyUrl()), HandlerStage.json(404, GONE));
        Output output = output(settings(field("Name", "{{title}}")));

        assertFailure(stage.ada().deliver(output.id()), FailureKind.TARGET_GONE, "NOT_FOUND");

        assertThat(stage.ada().outputs().get(output.id()).isActive()).isFalse();
        assertThat(stage.ada().integrations().get(stage.integrationId()).isActive())
                .isTrue();
    }

    @Test
    void settings_that_do_not_fit_are_refused_when_saved_all_at_once() {
        Settings wrong = settings(
                        field("Name", "{{title}}"), field("Name", "x"), field("Photo", "{{data.image}}", "json"))
                .with("base_id", "wrong");

        assertThatThrownBy(() -> output(wrong))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("base_id");
        assertThat(new AirtableHandler()
                        .check(wrong.values().with("mode", "upsert").with("merge_on", List.of("Name", "Key"))))
                .extracting(Violation::field)
                .containsExactly("fields.1.field", "fields.2.value", "merge_on.1");
        assertThatThrownBy(() -> output(settings(field("Name", "x"), field("Name", "y"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("fields.1.field");
    }

    private void cards(int count) {
        IntStream.rangeClosed(1, count)
                .map(number -> count + 1 - number)
                .forEach(number -> card("Card " + number, Values.of("n", number)));
    }

    private void card(String title, Values data) {
        stage.ada().cards().create(title, "Some *content*", data, List.of("a", "b"));
    }

    private RunResult deliver(Settings settings) {
        return stage.ada().deliver(output(settings).id());
    }

    private Output output(Settings settings) {
        return stage.ada()
                .outputs()
                .create(stage.integrationId(), "Mine", settings, "{{#each cards}}{{title}}{{/each}}");
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // it is only read
    private static Settings settings(Map<String, String>... fields) {
        return Settings.of("base_id", "appXXXXXXXXXXXXXX")
                .with("table", "tblXXXXXXXXXXXXXX")
                .with("fields", List.of(fields));
    }

    private static Map<String, String> field(String name, String template) {
        return Map.of("field", name, "value", template);
    }

    private static Map<String, String> field(String name, String template, String type) {
        return Map.of("field", name, "value", template, "type", type);
    }

    private static ResponseDefinitionBuilder made(int records) {
        var made = new ArrayList<Map<String, ?>>();
        for (int number = 1; number <= records; number++) {
            made.add(Map.of(
                    "id", String.format(Locale.ROOT, "rec%014d", number),
                    "createdTime", "2026-01-10T12:00:00.000Z",
                    "fields", Map.of()));
        }
        return HandlerStage.json(200, Values.of("records", made).toJson());
    }

    private static void assertFailure(RunResult result, FailureKind kind, String words) {
        RunResult.Failure failure = result.failure().orElseThrow();
        assertThat(failure.kind()).as("%s", failure).isEqualTo(kind);
        assertThat(failure.message()).contains(words);
        assertThat(failure.suggestion()).isNotBlank();
    }

    private List<JsonNode> bodies() {
        return stage.requests().stream()
                .map(LoggedRequest::getBody)
                .map(body -> JsonMapper.shared().readTree(body))
                .toList();
    }

    private List<Integer> sizes() {
        return bodies().stream().map(body -> body.path("records").size()).toList();
    }
}
