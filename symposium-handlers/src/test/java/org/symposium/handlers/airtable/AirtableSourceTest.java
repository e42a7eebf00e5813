package org.symposium.handlers.airtable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.symposium.handlers.CannedReply;
import org.symposium.handlers.FakeRun;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AirtableSourceTest {
    private static final Values TABLE =
            Values.of("base_id", "appXXXXXXXXXXXXXX").with("table", "tblXXXXXXXXXXXXXX");
    private static final String LOST = "{\"error\": {\"type\": \"LIST_RECORDS_ITERATOR_NOT_AVAILABLE\"}}";

    private final AirtableHandler handler = new AirtableHandler();
    private final List<HttpCall> sent = new ArrayList<>();

    @Test
    void records_become_a_table_and_data_with_their_own_ids() {
        CardData card = run(TABLE, Values.empty(), CannedReply.ok(HandlerStage.resource(getClass(), "records.json")));

        assertThat(handler.formatResponse(card.title(), card.data()) + "\n")
                .isEqualTo(HandlerStage.resource(getClass(), "records.md"));
        assertThat(card.title()).isEqualTo("Airtable: 3 records");
        assertThat(card.data().text("records.0.id")).isEqualTo("rec560UJdUtocSouk");
        assertThat(card.data().text("records.0.created_at")).isEqualTo("2026-09-12T21:03:48Z");
        assertThat(card.data().number("records.0.fields.Share")).isEqualByComparingTo("0.25");
        assertThat(card.data().flag("records.0.fields.Visited")).isTrue();
        assertThat(card.data().text("records.0.fields.Photo.0.url")).startsWith("https://v5.airtable");
        assertThat(card.data().has("records.0.fields.Photo.0.thumbnails")).isFalse();
    }

    @Test
    void the_list_is_asked_for_as_the_settings_say_and_reads_only() {
        run(
                TABLE.with("view", "viwXXXXXXXXXXXXXX")
                        .with("formula", "{Stars} > 3")
                        .with("fields", List.of("Name", " Name ", "Stars"))
                        .with("sort", List.of(Values.of("field", "Stars").with("direction", "desc")))
                        .with("count", 250),
                Values.empty(),
                page("a"));

        assertThat(sent).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path()).contains("/appXXXXXXXXXXXXXX/tblXXXXXXXXXXXXXX/listRecords");
            assertThat(call.effect()).isEqualTo(Effect.READ);
            assertThat(call.limits()).containsExactly(new HttpCall.LimitKey("base", "appXXXXXXXXXXXXXX"));
        });
        assertThat(body(0).toString())
                .isEqualTo("{\"view\":\"viwXXXXXXXXXXXXXX\",\"filterByFormula\":\"{Stars} > 3\",\"fields\":[\"Name\","
                        + "\"Stars\"],\"sort\":[{\"field\":\"Stars\",\"direction\":\"desc\"}],\"pageSize\":100}");
    }

    @Test
    void pages_are_followed_by_the_same_parameters_also_after_an_empty_one() {
        CardData card = run(
                TABLE.with("count", 3).with("view", "Grid"),
                Values.empty(),
                next("itr/1", "a", "b"),
                next("itr/2"),
                next("itr/3", "c", "d"));

        assertThat(ids(card)).containsExactly("reca", "recb", "recc");
        assertThat(card.data().flag("has_more")).isTrue();
        assertThat(card.notices()).as("its user's own number").isEmpty();
        assertThat(sent).hasSize(3);
        assertThat(body(2).path("offset").asString("")).isEqualTo("itr/2");
        assertThat(body(2).path("view").asString("")).isEqualTo("Grid");
        assertThat(body(0).has("offset")).isFalse();
        assertThat(handler.formatResponse("", card.data())).contains("There are more records than these 3.");
    }

    @Test
    void a_list_that_repeats_itself_ends() {
        CardData card = run(TABLE, Values.empty(), next("itr/1", "a"), next("itr/1", "a"));

        assertThat(ids(card)).containsExactly("reca");
        assertThat(sent).hasSize(2);
    }

    @Test
    void a_place_that_airtable_lost_is_read_from_the_beginning_twice_and_no_more() {
        CardData card = run(TABLE, Values.empty(), next("itr/1", "a"), lost(), next("itr/2", "x"), page("y"));

        assertThat(ids(card)).containsExactly("recx", "recy");
        assertThat(body(2).has("offset")).isFalse();
        assertThatThrownBy(() -> run(TABLE, Values.empty(), lost(), lost(), lost()))
                .isInstanceOfSatisfying(
                        HandlerException.class,
                        failure -> assertThat(failure.verdict().kind()).isEqualTo(FailureKind.SERVER_ERROR));
    }

    @Test
    void records_that_are_too_long_for_a_card_are_not_kept_and_it_is_told() {
        String long9 = "x".repeat(9_000);
        var pages = new HttpReply[10];
        for (int number = 0; number < pages.length; number++) {
            var records = new ArrayList<String>();
            for (int at = 0; at < 100; at++) {
                records.add("{\"id\": \"rec" + number + "-" + at + "\", \"fields\": {\"Name\": \"" + long9 + "\"}}");
            }
            pages[number] = CannedReply.ok(
                    "{\"records\": [" + String.join(",", records) + "], \"offset\": \"itr/" + number + "\"}");
        }

        CardData card = run(TABLE.with("count", 1000), Values.empty(), pages);

        assertThat(card.data().toJson()).hasSizeBetween(1_900_000, 2_200_000);
        assertThat(card.data().flag("has_more")).isTrue();
        assertThat(card.notices()).singleElement().asString().contains("too long");
        assertThat(sent).hasSize(3);
    }

    @Test
    void the_same_records_make_no_card_also_where_an_attachment_has_another_address() {
        String records = HandlerStage.resource(getClass(), "records.json");
        Values cursor =
                run(TABLE, Values.empty(), CannedReply.ok(records)).cursor().orElseThrow();

        assertThat(run(TABLE, cursor, CannedReply.ok(records.replace("/v3/u/1/abc", "/v3/u/1/def")))
                        .isUnchanged())
                .isTrue();
        assertThat(run(TABLE, cursor, CannedReply.ok(records.replace("\"Stars\": 4", "\"Stars\": 3")))
                        .isUnchanged())
                .isFalse();
    }

    @Test
    void new_records_are_those_made_since_and_not_met() {
        Values settings = TABLE.with("only_new", true).with("formula", "{Done}");
        CardData first = run(settings, Values.empty(), page("a", "b").with("Date", "Sat, 10 Jan 2026 13:00:00 GMT"));
        sent.clear();

        CardData second = run(settings, first.cursor().orElseThrow(), page("b", "c"));

        assertThat(ids(first)).containsExactly("reca", "recb");
        assertThat(ids(second)).containsExactly("recc");
        assertThat(body(0).path("filterByFormula").asString(""))
                .as("by the service's clock, with some overlap")
                .isEqualTo("AND(NOT(IS_BEFORE(CREATED_TIME(), '2026-01-10T12:55:00Z')), {Done}\n)");
        assertThat(run(settings, second.cursor().orElseThrow(), page("b", "c")).isUnchanged())
                .isTrue();
    }

    @Test
    void new_records_for_which_there_is_no_room_follow_the_oldest_first() {
        Values settings = TABLE.with("only_new", true).with("count", 2);
        Values cursor = run(settings, Values.empty(), page()).cursor().orElseThrow();
        HttpReply three = CannedReply.ok("{\"records\": [" + record("new", "2026-01-10T12:03:00Z") + ","
                + record("old", "2026-01-10T12:01:00Z") + "," + record("mid", "2026-01-10T12:02:00Z") + "]}");

        CardData first = run(settings, cursor, three);
        CardData second = run(settings, first.cursor().orElseThrow(), three);

        assertThat(ids(first)).containsExactly("recold", "recmid");
        assertThat(first.notices()).containsExactly("1 more new records follow with the next run.");
        assertThat(first.cursor().orElseThrow().text("since")).isEqualTo(cursor.text("since"));
        assertThat(ids(second)).containsExactly("recnew");
        assertThat(second.cursor().orElseThrow().texts("seen")).contains("recnew", "recold", "recmid");
    }

    @Test
    void what_is_remembered_is_bounded() {
        var seen = new SeenRecords(Optional.empty(), Set.of("recold"));
        var met = new ArrayList<TableRecord>();
        for (int number = 0; number < 6_000; number++) {
            met.add(new TableRecord("rec" + number, Optional.empty(), Values.empty()));
        }

        assertThat(seen.and(met, Optional.empty()).texts("seen")).hasSize(5_000).contains("rec0");
    }

    @Test
    void columns_beyond_twelve_are_in_the_data_only() {
        var fields = new ArrayList<String>();
        for (int number = 1; number <= 15; number++) {
            fields.add("\"F" + number + "\": " + number);
        }
        CardData card = run(
                TABLE,
                Values.empty(),
                CannedReply.ok("{\"records\": [{\"id\": \"reca\", \"fields\": {" + String.join(",", fields) + "}}]}"));

        assertThat(handler.formatResponse("", card.data()))
                .contains("| F12 |")
                .doesNotContain("F13")
                .contains("*3 more fields are not shown.*");
        assertThat(card.data().whole("records.0.fields.F15")).isEqualTo(15);
    }

    @Test
    void a_table_without_records_says_so_and_a_named_one_gives_the_title() {
        CardData card = run(TABLE.with("table", "Places / 2026"), Values.empty(), page());

        assertThat(card.title()).isEqualTo("Airtable: Places / 2026");
        assertThat(handler.formatResponse(card.title(), card.data())).isEqualTo("*No records.*");
        assertThat(sent.get(0).path()).contains("/appXXXXXXXXXXXXXX/Places%20%2F%202026/listRecords");
    }

    private CardData run(Values settings, Values cursor, HttpReply... replies) {
        var run = new FakeRun(handler.type(), settings, Credentials.of("token", "patX.y"), cursor, replies);
        try {
            return handler.execute(run);
        } finally {
            sent.addAll(run.sent());
        }
    }

    private JsonNode body(int call) {
        byte[] bytes = sent.get(call).body().orElseThrow().bytes(name -> name);
        return JsonMapper.shared().readTree(bytes);
    }

    private static List<String> ids(CardData card) {
        return card.data().list("records").stream()
                .map(record -> record.text("id"))
                .toList();
    }

    private static CannedReply lost() {
        return CannedReply.of(422, LOST.getBytes(StandardCharsets.UTF_8));
    }

    private static CannedReply page(String... names) {
        return CannedReply.ok(Values.of("records", records(names)).toJson());
    }

    private static CannedReply next(String offset, String... names) {
        return CannedReply.ok(
                Values.of("records", records(names)).with("offset", offset).toJson());
    }

    private static List<Map<String, ?>> records(String... names) {
        var records = new ArrayList<Map<String, ?>>();
        for (String name : names) {
            records.add(Map.of(
                    "id", "rec" + name, "createdTime", "2026-01-10T12:00:00.000Z", "fields", Map.of("Name", name)));
        }
        return records;
    }

    private static String record(String name, String createdAt) {
        return "{\"id\": \"rec" + name + "\", \"createdTime\": \"" + createdAt + "\", \"fields\": {\"Name\": \"" + name
                + "\"}}";
    }
}
