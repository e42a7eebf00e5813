package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Table;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardFilter;
import org.symposium.spi.model.Comparison;
import org.symposium.spi.model.Execution;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/** What is written comes back unchanged: JSON, text of any script, moments, sizes. */
@SuppressWarnings("MemberName") // tests are named as sentences
public interface StoredFormContract extends StoresFixture {
    /** What a later version wrote, an older one must not lose. */
    @Test
    default void names_that_nobody_knows_are_kept() {
        Table<Execution> log = stores().table(Execution.KIND);
        Values unknown = Values.fromJson("{\"b\": [1, {\"c\": null}], \"a\": \"x\"}");
        log.insert(Samples.with(Execution.KIND, Samples.execution(ADA, "1"), "from_the_future", unknown));

        Execution row = log.find(ADA, "1").orElseThrow();
        assertThat(row.toValues().object("from_the_future").toJson()).isEqualTo(unknown.toJson());

        log.replace(Samples.with(Execution.KIND, row, "status", "failure"), 1);
        row = log.find(ADA, "1").orElseThrow();
        assertThat(row.toValues().object("from_the_future").toJson()).isEqualTo(unknown.toJson());
        assertThat(row.toValues().text("status")).isEqualTo("failure");
    }

    /** As they were written: a signature may hang on it. */
    @Test
    default void order_of_names_and_form_of_numbers_survive() {
        String json = "{\"z\":1.0,\"a\":0.10,\"m\":1E+2,\"big\":123456789012345678901234567890,"
                + "\"long\":9007199254740993,\"minus\":-0.0,\"none\":null,\"empty\":{},\"list\":[[],{},\"\",true],"
                + "\"\":\"no name\",\"a.b\":\"a dot\",\"deep\":{\"y\":1,\"b\":2}}";
        Card card = Samples.with(Card.KIND, Samples.card(ADA, "1"), "data", Values.fromJson(json));
        Source source = Samples.with(Source.KIND, Samples.source(ADA, "1"), "cursor", Values.fromJson(json));
        String same = Values.fromJson(json).toJson();

        stores().cards().insert(card);
        stores().table(Source.KIND).insert(source);

        assertThat(stores().cards().find(ADA, "1").orElseThrow().data().toJson())
                .isEqualTo(same);
        assertThat(stores().table(Source.KIND)
                        .find(ADA, "1")
                        .orElseThrow()
                        .cursor()
                        .toJson())
                .isEqualTo(same);
    }

    /** In values with a column as well as without. */
    @Test
    default void text_of_any_script_survives() {
        List<String> texts = List.of(
                "👩🏽‍🚀 naïve café",
                "שלום \u202Eעולם\u202C مرحبا",
                "ẞßſ İıIi Ǆ ﬃ e\u0301 é",
                "日本語 𠮷野家 \uD83D\uDE00",
                " spaces at both ends ",
                "tab\tline\nreturn\r\nbackslash\\ quote' double\" \u0001\u001F\u007F\u0085\u2028",
                "");

        for (int number = 0; number < texts.size(); number++) {
            String text = texts.get(number);
            String id = "card-" + number;
            Card card = Samples.with(Card.KIND, Samples.card(ADA, id), "title", text);
            card = Samples.with(Card.KIND, Samples.with(Card.KIND, card, "content", text), "tags", List.of(text));
            stores().cards().insert(Samples.with(Card.KIND, card, "data", Values.of("text", text)));

            Card found = stores().cards().find(ADA, id).orElseThrow();
            assertThat(found.title()).isEqualTo(text);
            assertThat(found.content()).isEqualTo(text);
            assertThat(found.tags()).containsExactly(text);
            assertThat(found.data().text("text")).isEqualTo(text);
        }
        assertThat(stores().cards().page(ADA, Map.of("title", texts.get(0)), "", 10))
                .hasSize(1);
    }

    /** PostgreSQL stores no U+0000, so no store does. */
    @Test
    default void the_character_nul_is_taken_out() {
        Card card = new Card(
                ADA,
                "1",
                "source",
                "source-1",
                "a\u0000b",
                Values.of("text", "\u0000"),
                "x\u0000",
                Values.empty(),
                List.of("t\u0000"),
                Samples.CREATED_AT,
                0);

        assertThat(stores().cards().insert(card)).isTrue();

        Card found = stores().cards().find(ADA, "1").orElseThrow();
        assertThat(found.title()).isEqualTo("ab");
        assertThat(found.content()).isEqualTo("x");
        assertThat(found.tags()).containsExactly("t");
        assertThat(found.data().text("text")).isEmpty();
    }

    /** Half of a surrogate pair is no character: one database refuses it, another one stores a question mark. So it is U+FFFD in all, and is found by either. */
    @Test
    default void half_of_a_surrogate_pair_is_replaced_in_cards_and_filters() {
        Card card = new Card(
                ADA,
                "1",
                "source",
                "source-1",
                "a\uD83Db",
                Values.of("text", "\uDE00").with("pair", "😀"),
                "x\uD83D\uD83D\uDE00",
                Values.empty(),
                List.of("t\uD83D"),
                Samples.CREATED_AT,
                0);

        assertThat(stores().cards().insert(card)).isTrue();

        Card found = stores().cards().find(ADA, "1").orElseThrow();
        assertThat(found.title()).isEqualTo("a\uFFFDb");
        assertThat(found.content()).isEqualTo("x\uFFFD😀");
        assertThat(found.tags()).containsExactly("t\uFFFD");
        assertThat(found.data()).isEqualTo(Values.of("text", "\uFFFD").with("pair", "😀"));
        for (CardFilter filter : List.of(
                CardFilter.all().where("title", Comparison.EQUALS, "a\uD83Db"),
                CardFilter.all().where("content", Comparison.CONTAINS, "x\uDE00"),
                CardFilter.all().where("data.text", Comparison.EQUALS, "\uD83D"),
                CardFilter.all().tags("t\uDE00"))) {
            assertThat(stores().cards().choose(ADA, filter)).as("%s", filter).hasSize(1);
        }
        assertThat(stores().cards().page(ADA, Map.of("title", "a\uDE00b"), "", 10))
                .hasSize(1);
        assertThat(stores().cards().find(ADA, "\uD83D")).isEmpty();
    }

    /** A megabyte of each. */
    @Test
    default void large_data_and_large_content_survive() {
        String large = "0123456789abcdef é".repeat(65_536);
        Card card = Samples.with(Card.KIND, Samples.card(ADA, "1"), "content", large);
        card = Samples.with(Card.KIND, card, "data", Values.of("text", large).with("list", List.of(large)));

        stores().cards().insert(card);

        Card found = stores().cards().find(ADA, "1").orElseThrow();
        assertThat(found.content().equals(large)).as("content").isTrue();
        assertThat(found.data().equals(card.data())).as("data").isTrue();
        assertThat(stores().cards().choose(ADA, CardFilter.all())).hasSize(1);
    }

    /** Cut, never rounded: a rounded one would lie in the future. */
    @Test
    default void moments_are_kept_to_the_microsecond() {
        Table<Source> sources = stores().table(Source.KIND);
        List<String> moments = List.of(
                "2026-03-29T01:30:00.123456789Z",
                "2026-10-25T01:30:00.999999999Z",
                "1970-01-01T00:00:00Z",
                "2038-01-19T03:14:08.000001Z",
                "2999-12-31T23:59:59.999999Z");

        for (String moment : moments) {
            sources.insert(Samples.with(Source.KIND, Samples.source(ADA, moment), "next_run_at", moment));
            Instant cut = Instant.parse(moment).truncatedTo(java.time.temporal.ChronoUnit.MICROS);
            stores().cards().insert(made(moment, Instant.parse(moment)));

            assertThat(sources.page(ADA, Map.of("next_run_at", cut), "", 10))
                    .extracting(Source::id)
                    .containsExactly(moment);
            assertThat(stores().cards().find(ADA, moment).map(Card::createdAt)).contains(cut);
        }
    }

    /** E-mail addresses are owners, and may have 254 characters. */
    @Test
    default void ids_and_owners_of_255_characters_are_kept() {
        Table<Source> sources = stores().table(Source.KIND);
        String owner = "ä".repeat(254);
        String id = "€".repeat(254);

        assertThat(sources.insert(Samples.source(owner + "1", id + "1"))).isTrue();
        assertThat(sources.insert(Samples.source(owner + "1", id + "2"))).isTrue();
        assertThat(sources.insert(Samples.source(owner + "2", id + "1"))).isTrue();

        assertThat(sources.page(owner + "1", Map.of(), "", 10))
                .extracting(Source::id)
                .containsExactly(id + "1", id + "2");
        assertThat(sources.find(owner + "2", id + "2")).isEmpty();
    }

    /** Not through the stored form, which would cut the moment before the store sees it. */
    private static Card made(String id, Instant createdAt) {
        return new Card(
                ADA, id, "source", "source-1", "t", Values.empty(), "", Values.empty(), List.of(), createdAt, 0);
    }
}
