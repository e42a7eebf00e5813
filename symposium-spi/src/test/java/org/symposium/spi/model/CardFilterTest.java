package org.symposium.spi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.symposium.spi.model.Comparison.CONTAINS;
import static org.symposium.spi.model.Comparison.ENDS_WITH;
import static org.symposium.spi.model.Comparison.EQUALS;
import static org.symposium.spi.model.Comparison.EXISTS;
import static org.symposium.spi.model.Comparison.GREATER;
import static org.symposium.spi.model.Comparison.GREATER_OR_EQUAL;
import static org.symposium.spi.model.Comparison.IN;
import static org.symposium.spi.model.Comparison.LESS;
import static org.symposium.spi.model.Comparison.LESS_OR_EQUAL;
import static org.symposium.spi.model.Comparison.MISSING;
import static org.symposium.spi.model.Comparison.NOT_CONTAINS;
import static org.symposium.spi.model.Comparison.NOT_EQUALS;
import static org.symposium.spi.model.Comparison.NOT_IN;
import static org.symposium.spi.model.Comparison.STARTS_WITH;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.spi.CardChoice;

@SuppressWarnings("MemberName") // tests are named as sentences
final class CardFilterTest {
    private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");

    private static final Card CARD = card("""
            {"score": 1.0, "big": 9007199254740993, "kind": "Release", "number": "1", "is_new": true, "nothing": null,
             "wind": {"speed": 12}, "labels": ["bug", 7, null], "items": [{"id": "x"}, {"id": "y"}], "a.b": 1, "a": {"b": 2}}
            """);

    @Test
    void numbers_are_equal_by_what_they_are_worth() {
        assertThat(lets("data.score", EQUALS, 1)).isTrue();
        assertThat(lets("data.score", IN, List.of(2, 1))).isTrue();
        assertThat(lets("data.big", EQUALS, 9_007_199_254_740_992L)).isFalse();
        assertThat(lets("data.big", GREATER, 9_007_199_254_740_992L)).isTrue();
        assertThat(lets("data.labels", CONTAINS, 7.0)).isTrue();
    }

    @Test
    void a_number_and_a_text_are_neither_equal_nor_ordered() {
        assertThat(lets("data.number", EQUALS, 1)).isFalse();
        assertThat(lets("data.number", NOT_EQUALS, 1)).isTrue();
        assertThat(lets("data.number", GREATER, 0)).isFalse();
        assertThat(lets("data.score", LESS, "2")).isFalse();
        assertThat(lets("data.is_new", EQUALS, "true")).isFalse();
        assertThat(lets("data.is_new", EQUALS, true)).isTrue();
    }

    @Test
    void what_is_null_is_missing_and_only_not_and_missing_let_it_through() {
        for (String field :
                List.of("data.nothing", "data.none", "data.kind.deeper", "data.items.2.id", "data.items.-1")) {
            assertThat(lets(field, MISSING, null)).as(field).isTrue();
            assertThat(lets(field, EXISTS, null)).as(field).isFalse();
            assertThat(lets(field, NOT_EQUALS, "x")).as(field).isTrue();
            assertThat(lets(field, NOT_IN, List.of("x"))).as(field).isTrue();
            assertThat(lets(field, NOT_CONTAINS, "x")).as(field).isTrue();
            for (Comparison comparison : List.of(EQUALS, CONTAINS, STARTS_WITH, ENDS_WITH, GREATER, LESS_OR_EQUAL)) {
                assertThat(lets(field, comparison, "")).as(field + comparison).isFalse();
            }
        }
        assertThat(lets("data.wind", EXISTS, null)).isTrue();
        assertThat(lets("data.wind", EQUALS, "")).isFalse();
    }

    @Test
    void a_path_leads_through_names_and_list_positions_and_a_name_with_a_dot_comes_first() {
        assertThat(lets("data.wind.speed", GREATER_OR_EQUAL, 12)).isTrue();
        assertThat(lets("data.items.1.id", EQUALS, "y")).isTrue();
        assertThat(lets("data.a.b", EQUALS, 1)).isTrue();
    }

    @Test
    void text_is_compared_as_it_is_written_unless_said_otherwise() {
        assertThat(lets("data.kind", EQUALS, "release")).isFalse();
        assertThat(lets("data.kind", STARTS_WITH, "Rel")).isTrue();
        assertThat(lets("data.kind", ENDS_WITH, "SE")).isFalse();
        assertThat(lets("title", CONTAINS, "Grüße")).isTrue();
        assertThat(lets("content", CONTAINS, "**")).isTrue();
        assertThat(CardFilter.all()
                        .whereIgnoringCase("title", CONTAINS, "GRÜSSE")
                        .lets(CARD))
                .isTrue();
        assertThat(CardFilter.all()
                        .whereIgnoringCase("data.labels", CONTAINS, "BUG")
                        .lets(CARD))
                .isTrue();
        assertThat(CardFilter.all()
                        .whereIgnoringCase("data.kind", IN, List.of("x", "RELEASE"))
                        .lets(CARD))
                .isTrue();
    }

    @Test
    void text_is_ordered_by_code_points() {
        Card emoji = card("{\"text\": \"😀\"}");
        assertThat(CardFilter.all().where("data.text", GREATER, "\uE000").lets(emoji))
                .isTrue();
        assertThat(CardFilter.all().where("data.text", LESS, "😁").lets(emoji)).isTrue();
        assertThat(CardFilter.all().where("data.text", LESS, "😀a").lets(emoji)).isTrue();
        assertThat(CardFilter.all().where("data.text", GREATER, "Z").lets(emoji))
                .isTrue();
    }

    @Test
    void a_sort_puts_numbers_before_texts_before_flags_and_what_is_missing_last_either_way() {
        Card[] cards = Stream.of("2", "10", "\"10\"", "\"2\"", "true", "null", "{}")
                .map(value -> card("{\"v\": " + value + "}"))
                .toArray(Card[]::new);

        assertThat(sorted(CardFilter.all().sortBy("data.v", false), cards))
                .containsExactly("2", "10", "\"10\"", "\"2\"", "true", "null", "{}");
        assertThat(sorted(CardFilter.all().sortBy("data.v", true), cards))
                .containsExactly("true", "\"2\"", "\"10\"", "10", "2", "null", "{}");
    }

    @Test
    void times_are_seen_from_the_moment_of_choosing() {
        CardFilter week = CardFilter.all().createdWithin(Duration.ofDays(7)).olderThan(Duration.ofHours(1));

        CardFilter now =
                week.within(CardFilter.all().createdWithin(Duration.ofDays(9))).at(NOW);

        assertThat(week.isAbsolute()).isFalse();
        assertThat(now.isAbsolute()).isTrue();
        assertThat(now.createdFrom()).contains(Instant.parse("2026-01-24T09:00:00Z"));
        assertThat(now.createdUntil()).contains(Instant.parse("2026-01-31T08:00:00Z"));
        assertThat(now.parts().get(1).createdFrom()).contains(Instant.parse("2026-01-22T09:00:00Z"));
        assertThat(now.lets(at("2026-01-24T09:00:00Z"))).isTrue();
        assertThat(now.lets(at("2026-01-24T08:59:59.999999Z"))).isFalse();
        assertThat(now.lets(at("2026-01-31T08:00:00Z"))).isFalse();
        assertThatThrownBy(week::createdFrom).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_filter_within_another_narrows_it_and_takes_its_sort_and_limit_unless_it_has_its_own() {
        CardFilter outer = CardFilter.all().tags("java").sortBy("title", false).limit(7);
        CardFilter narrowed = CardFilter.all().view("v").tags("news").within(outer);

        assertThat(narrowed.lets(tagged("java"))).isFalse();
        assertThat(narrowed.lets(tagged("news"))).isFalse();
        assertThat(narrowed.lets(tagged("java", "news"))).isTrue();
        assertThat(narrowed.limit()).isEqualTo(7);
        assertThat(narrowed.sort()).isEqualTo(outer.sort());
        assertThat(narrowed.viewId()).isEmpty();
        assertThat(narrowed.limit(3).limit()).isEqualTo(3);
        assertThat(outer.within(CardFilter.all()).limit()).isEqualTo(7);
        assertThat(CardFilter.all().limit()).isEqualTo(100);
        assertThat(CardFilter.all().within(CardFilter.all().includeDelivered()).includesDelivered())
                .isTrue();
    }

    @Test
    void its_json_reads_back_as_it_was_written() {
        CardFilter filter = CardFilter.all()
                .cardTypes("source")
                .sources("s1", "s2")
                .tags("a", "b")
                .allTags("c")
                .noTags("d")
                .where("data.score", GREATER, 1.5)
                .where("data.score", EXISTS, null)
                .whereIgnoringCase("title", IN, List.of("x", "y"))
                .createdWithin(Duration.ofDays(7))
                .createdUntil(NOW)
                .includeDelivered()
                .sortBy("data.score", true)
                .limit(5);

        assertThat(filter.toValues().toJson())
                .isEqualTo("{\"card_types\":[\"source\"],\"source_ids\":[\"s1\",\"s2\"],"
                        + "\"tags\":[\"a\",\"b\"],\"all_tags\":[\"c\"],\"no_tags\":[\"d\"],\"where\":["
                        + "{\"field\":\"data.score\",\"operator\":\"greater\",\"value\":1.5},"
                        + "{\"field\":\"data.score\",\"operator\":\"exists\"},"
                        + "{\"field\":\"title\",\"operator\":\"in\",\"value\":[\"x\",\"y\"],\"ignore_case\":true}],"
                        + "\"created_from\":\"PT168H\",\"created_until\":\"2026-01-31T09:00:00Z\",\"include_delivered\":true,"
                        + "\"sort\":[{\"by\":\"data.score\",\"order\":\"desc\"}],\"limit\":5}");
        assertThat(CardFilter.of(Values.fromJson(filter.toValues().toJson())))
                .isEqualTo(filter)
                .hasSameHashCodeAs(filter);
        assertThat(filter.limit(6)).isNotEqualTo(filter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"tag": ["java"]}                                                           | tag                | unknown_field
            {"tags": "java"}                                                            | tags               | type
            {"tags": [1]}                                                               | tags               | type
            {"tags": []}                                                                | tags               | min_items
            {"tags": [""]}                                                              | tags               | length
            {"source_ids": {"a": 1}}                                                    | source_ids         | type
            {"card_types": ["sauce"]}                                                   | card_types         | options
            {"all_tags": ["a"], "no_tags": ["a"]}                                       | no_tags            | conflict
            {"tags": ["a", "b"], "no_tags": ["b", "a"]}                                 | no_tags            | conflict
            {"limit": 0}                                                                | limit              | range
            {"limit": 1001}                                                             | limit              | range
            {"limit": 1.5}                                                              | limit              | type
            {"limit": "10"}                                                             | limit              | type
            {"limit": 1E+300}                                                           | limit              | range
            {"created_from": "yesterday"}                                               | created_from       | moment
            {"created_from": "P1M"}                                                     | created_from       | moment
            {"created_from": "P1Y"}                                                     | created_from       | moment
            {"created_from": "-P7D"}                                                    | created_from       | moment
            {"created_from": "P0D"}                                                     | created_from       | moment
            {"created_from": "P99999999D"}                                              | created_from       | moment
            {"created_from": "2026-01-31"}                                              | created_from       | moment
            {"created_from": "+99999-01-31T00:00:00Z"}                                  | created_from       | moment
            {"created_from": 7}                                                         | created_from       | type
            {"created_from": "P7D", "created_until": "P7D"}                             | created_until      | conflict
            {"created_from": "P1D", "created_until": "P1W"}                             | created_until      | conflict
            {"created_from": "2026-02-01T00:00:00Z", "created_until": "2026-01-01T00:00:00Z"} | created_until | conflict
            {"include_delivered": "yes"}                                                | include_delivered  | type
            {"view_id": 7}                                                              | view_id            | type
            {"where": {"field": "title"}}                                               | where              | type
            {"where": ["title"]}                                                        | where.0            | type
            {"where": [{"operator": "exists"}]}                                         | where.0.field      | required
            {"where": [{"field": "data.", "operator": "exists"}]}                       | where.0.field      | path
            {"where": [{"field": "wind.speed", "operator": "exists"}]}                  | where.0.field      | path
            {"where": [{"field": "data.a..b", "operator": "exists"}]}                   | where.0.field      | path
            {"where": [{"field": "data.1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21", "operator": "exists"}]} | where.0.field | path
            {"where": [{"field": "title"}]}                                             | where.0.operator   | required
            {"where": [{"field": "title", "operator": "EQUALS", "value": "x"}]}         | where.0.operator   | options
            {"where": [{"field": "title", "operator": "like", "value": "x"}]}           | where.0.operator   | options
            {"where": [{"field": "title", "operator": "equals"}]}                       | where.0.value      | required
            {"where": [{"field": "title", "operator": "equals", "value": {"a": 1}}]}    | where.0.value      | type
            {"where": [{"field": "title", "operator": "equals", "value": ["a"]}]}       | where.0.value      | type
            {"where": [{"field": "title", "operator": "in", "value": "a"}]}             | where.0.value      | type
            {"where": [{"field": "title", "operator": "in", "value": []}]}              | where.0.value      | min_items
            {"where": [{"field": "title", "operator": "in", "value": ["a", null]}]}     | where.0.value.1    | type
            {"where": [{"field": "title", "operator": "starts_with", "value": 1}]}      | where.0.value      | type
            {"where": [{"field": "title", "operator": "greater", "value": true}]}       | where.0.value      | type
            {"where": [{"field": "title", "operator": "exists", "value": true}]}        | where.0.value      | unsupported
            {"where": [{"field": "title", "operator": "less", "value": 1, "ignore_case": true}]} | where.0.ignore_case | unsupported
            {"where": [{"field": "title", "operator": "exists", "case": 1}]}            | where.0.case       | unknown_field
            {"sort": {"by": "title"}}                                                   | sort               | type
            {"sort": [{"by": "content"}]}                                               | sort.0.by          | path
            {"sort": [{"by": "data.a b."}]}                                             | sort.0.by          | path
            {"sort": [{"order": "desc"}]}                                               | sort.0.by          | required
            {"sort": [{"by": "title", "order": "DESC"}]}                                | sort.0.order       | options
            {"sort": [{"by": "title"}, {"by": "title"}, {"by": "title"}, {"by": "title"}]} | sort            | max_items
            {"within": 1}                                                               | within             | type
            {"within": {"tags": 1}}                                                     | within.tags        | type
            {"within": {"within": {}}}                                                  | within.within      | unsupported
            {"within": {"view_id": "v"}}                                                | within.view_id     | unsupported
            """)
    void a_rule_that_is_broken_is_told_with_its_field(String json, String field, String rule) {
        assertThat(violations(Values.fromJson(json)))
                .extracting(Violation::field, Violation::rule)
                .containsExactly(tuple(field, rule));
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        Values json = Values.fromJson("""
                {"tags": 1, "limit": 0, "where": [{"field": "x", "operator": "y"}], "sort": [{"by": "z"}], "more": 1}""");

        assertThat(violations(json))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("more", "tags", "where.0.field", "where.0.operator", "sort.0.by", "limit");
    }

    @Test
    void a_filter_has_bounds() {
        Values condition = Values.of("field", "title").with("operator", "exists");
        Values long_text =
                Values.of("field", "title").with("operator", "equals").with("value", "x".repeat(1_001));

        assertThat(violations(Values.of("where", Collections.nCopies(51, condition))))
                .extracting(Violation::rule)
                .containsExactly("max_items");
        assertThat(violations(Values.of("tags", Collections.nCopies(101, "x"))))
                .extracting(Violation::rule)
                .containsExactly("max_items");
        assertThat(violations(Values.of("where", List.of(long_text))))
                .extracting(Violation::rule)
                .containsExactly("max_length");
        assertThat(violations(Values.of("tags", List.of("x".repeat(256)))))
                .extracting(Violation::rule)
                .containsExactly("length");
        assertThat(violations(Values.of("where", List.of(condition.with("field", "data." + "x".repeat(300))))))
                .extracting(Violation::rule)
                .containsExactly("length");
        assertThat(CardFilter.of(Values.of("where", Collections.nCopies(50, condition)))
                        .where())
                .hasSize(50);
    }

    @Test
    void a_wither_is_checked_at_once() {
        assertThatThrownBy(() -> CardFilter.all().limit(0)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> CardFilter.all().where("nowhere", EQUALS, 1))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> CardFilter.all().createdWithin(Duration.ZERO))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_choice_holds_no_more_than_the_limit_and_a_card_once() {
        var choice = new CardChoice(CardFilter.all().limit(2));
        for (int round = 0; round < 2; round++) {
            choice.offer(List.of(
                    at("2026-01-01T00:00:00Z"),
                    at("2026-01-03T00:00:00Z"),
                    at("2026-01-02T00:00:00Z"),
                    at("2026-01-03T00:00:00Z")));
        }

        assertThat(choice.cards())
                .extracting(Card::createdAt)
                .containsExactly(Instant.parse("2026-01-03T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z"));
    }

    private static boolean lets(String field, Comparison comparison, @Nullable Object value) {
        return CardFilter.all().where(field, comparison, value).lets(CARD);
    }

    private static List<Violation> violations(Values json) {
        return catchThrowableOfType(InvalidInputException.class, () -> CardFilter.of(json))
                .violations();
    }

    private static List<String> sorted(CardFilter filter, Card... cards) {
        return Stream.of(cards)
                .sorted(filter.order())
                .map(card -> Json.write(card.data().at("v")))
                .toList();
    }

    private static Card card(String data) {
        return row(Values.of("data", Values.fromJson(data)));
    }

    private static Card at(String moment) {
        return row(Values.of("created_at", moment).with("id", moment));
    }

    private static Card tagged(String... tags) {
        return row(Values.of("tags", List.of(tags)));
    }

    private static Card row(Values values) {
        return Card.of(Values.of("id", "1")
                .with("user_id", "ada")
                .with("title", "Viele Grüße")
                .with("content", "Some **bold** text")
                .with("created_at", NOW)
                .with(values));
    }
}
