package org.symposium.spi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private final Values values = Values.fromJson("""
            {"name": "buoy", "wave": {"height": 1.50, "count": 3}, "items": [{"id": 7}, {"id": "x"}], "tags": ["a", "b"],
             "big": 123456789012345678901234567890, "on": true, "nothing": null, "at": "2026-01-31T09:00:00Z", "url": "https://a.example/x?y=1"}""");

    @Test
    void a_path_leads_through_objects_and_lists() {
        assertThat(values.text("name")).isEqualTo("buoy");
        assertThat(values.number("wave.height")).isEqualTo(new BigDecimal("1.50"));
        assertThat(values.whole("items.0.id")).isEqualTo(7);
        assertThat(values.text("items.1.id")).isEqualTo("x");
        assertThat(values.texts("tags")).containsExactly("a", "b");
        assertThat(values.list("items")).hasSize(2);
        assertThat(values.object("wave").whole("count")).isEqualTo(3);
        assertThat(values.flag("on")).isTrue();
        assertThat(values.instant("at")).isEqualTo(Instant.parse("2026-01-31T09:00:00Z"));
        assertThat(values.uri("url")).isEqualTo(URI.create("https://a.example/x?y=1"));
        assertThat(values.number("big")).isEqualTo(new BigDecimal("123456789012345678901234567890"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missing",
                "nothing",
                "wave.missing",
                "items.2",
                "items.x",
                "items.-1",
                "items.99999999999",
                "name.x",
                "",
                "."
            })
    void what_is_missing_is_named(String path) {
        assertThat(values.has(path)).isFalse();
        assertThatThrownBy(() -> values.text(path))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations()).containsExactly(new Violation(path, "required", "is missing")));
    }

    @Test
    void a_wrong_type_is_named_without_its_value() {
        assertThatThrownBy(() -> values.whole("name"))
                .hasMessageContaining("name")
                .hasMessageNotContaining("buoy");
        assertThatThrownBy(() -> values.text("on")).hasMessageContaining("must be text");
        assertThatThrownBy(() -> values.flag("name")).hasMessageContaining("true or false");
        assertThatThrownBy(() -> values.whole("wave.height")).hasMessageContaining("whole number");
        assertThatThrownBy(() -> values.whole("big")).hasMessageContaining("whole number");
        assertThatThrownBy(() -> values.list("tags")).hasMessageContaining("list of objects");
        assertThatThrownBy(() -> values.texts("items")).hasMessageContaining("list of texts");
        assertThatThrownBy(() -> values.instant("name")).hasMessageContaining("moment");
    }

    @Test
    void json_comes_back_with_its_order_and_its_numbers() {
        String json =
                "{\"z\":1.0,\"a\":0.10,\"m\":1E+2,\"i\":12345678901234567890,\"s\":\"\\u0001é😀\",\"n\":null,\"l\":[[],{}]}";

        assertThat(Values.fromJson(json).toJson()).isEqualTo(json);
    }

    @Test
    void text_is_kept_as_every_store_can_keep_it() {
        Values kept = Values.of("a\u0000\uD83D", List.of("\uDE00\uD83D\uDE00\uD83D", "😀", "b\u0000"));

        assertThat(kept.asMap()).isEqualTo(Map.of("a\uFFFD", List.of("\uFFFD😀\uFFFD", "😀", "b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{}x",
                "[1]",
                "nul",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{'a':1}"
            })
    void what_is_no_json_object_is_refused(String json) {
        assertThatThrownBy(() -> Values.fromJson(json)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void deep_nesting_is_refused_in_text_and_in_values() {
        String deep = "{\"a\":".repeat(101) + "1" + "}".repeat(101);
        Map<String, Object> nested = new HashMap<>();
        Map<String, Object> here = nested;
        for (int i = 0; i < 101; i++) {
            Map<String, Object> inner = new HashMap<>();
            here.put("a", inner);
            here = inner;
        }

        assertThatThrownBy(() -> Values.fromJson(deep)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Values.of(nested)).hasMessageContaining("100 levels");
    }

    @Test
    void a_number_that_would_explode_is_refused() {
        assertThatThrownBy(() -> Values.fromJson("{\"a\":1e1000000000}")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Values.of("a", new BigDecimal("1e-100000")))
                .hasMessageContaining("too large or too small");
        assertThatThrownBy(() -> Values.of("a", Double.NaN)).hasMessageContaining("finite");
    }

    @Test
    void numbers_become_plain() {
        assertThat(Values.of("a", 3).at("a")).isEqualTo(3L);
        assertThat(Values.of("a", 1.5f).at("a")).isEqualTo(new BigDecimal("1.5"));
        assertThat(Values.of("a", BigInteger.TEN).at("a")).isEqualTo(10L);
        assertThat(Values.of("a", new BigDecimal("3.0")).whole("a")).isEqualTo(3);
    }

    @Test
    void a_moment_is_cut_to_microseconds() {
        assertThat(Values.of("at", Instant.parse("2026-01-31T09:00:00.123456789Z"))
                        .text("at"))
                .isEqualTo("2026-01-31T09:00:00.123456Z");
    }

    @Test
    void nul_is_taken_out_of_text_since_postgresql_stores_none() {
        assertThat(Values.of("a", "x\0y").text("a")).isEqualTo("xy");
    }

    @Test
    void later_changes_to_what_went_in_change_nothing() {
        List<Object> list = new ArrayList<>(List.of("a"));
        Values made = Values.of("list", list);
        list.add("b");

        assertThat(made.texts("list")).containsExactly("a");
        assertThatThrownBy(() -> made.asMap().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) made.asMap().get("list")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void what_is_not_like_json_is_refused() {
        assertThatThrownBy(() -> Values.of("a", new Object()))
                .hasMessageContaining("a:")
                .hasMessageContaining("java.lang.Object");
        assertThatThrownBy(() -> Values.of(Map.of("a", Map.of(1, 2)))).hasMessageContaining("texts as names");
    }

    @Test
    void others_win_when_values_are_put_together() {
        assertThat(Values.of("a", 1)
                        .with("b", 2)
                        .with(Values.of("b", 3).with("c", 4))
                        .toJson())
                .isEqualTo("{\"a\":1,\"b\":3,\"c\":4}");
    }
}
