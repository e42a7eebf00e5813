package org.symposium.core.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

class SettingsCheckTest {
    private static final Schema SCHEMA = schema("""
            {"fields": [
              {"name": "url", "type": "url", "required": true},
              {"name": "query", "type": "textarea", "required": true},
              {"name": "model", "type": "select", "options": [{"value": "small"}, {"value": 2, "label": "Two"}, {"value": "old", "hidden": true}]},
              {"name": "temperature", "type": "number", "min": 0, "max": 2, "step": 0.1},
              {"name": "count", "type": "number", "min": 5, "step": 10},
              {"name": "full", "type": "boolean"},
              {"name": "days", "type": "multiselect", "max_items": 2, "options": [{"value": "mon"}, {"value": "tue"}, {"value": "wed"}]},
              {"name": "items", "type": "list", "min_items": 1, "max_items": 3, "items": {"type": "object", "fields": [
                {"name": "url", "type": "url", "required": true}, {"name": "weight", "type": "number", "required": true, "default": 1}]}},
              {"name": "headers", "type": "object"},
              {"name": "code", "type": "text", "pattern": "[a-z]{2}", "max_length": 2, "min_length": 2},
              {"name": "mail", "type": "email"},
              {"name": "day", "type": "date"},
              {"name": "token", "type": "text", "secret": true, "pattern": "t-[0-9]+"}
            ]}""");
    private static final Values RIGHT =
            Values.of("url", "https://example.org/feed").with("query", "news");

    @Test
    void right_settings_pass() {
        Values all = RIGHT.with("model", "old")
                .with("temperature", new BigDecimal("0.3"))
                .with("count", 25)
                .with("full", false)
                .with("days", List.of("mon", "wed"))
                .with("items", List.of(Map.of("url", "http://a.example")))
                .with("headers", Map.of("X-A", "1"))
                .with("code", "de")
                .with("mail", "ada@example.org")
                .with("day", "2024-02-29")
                .with("token", "t-1");
        assertThat(check(all)).isEmpty();
        assertThat(check(all.with("model", new BigDecimal("2.0")))).isEmpty();
    }

    @Test
    void all_that_is_wrong_is_told_at_once_with_path_and_rule() {
        Values wrong = Values.of("url", "ftp://x")
                .with("model", "big")
                .with("temperature", 3)
                .with("count", 10)
                .with("full", "true")
                .with("days", List.of("mon", "mon", "sun"))
                .with("items", List.of(Map.of("url", "nowhere", "x", 1)))
                .with("headers", Map.of("X-A", 1))
                .with("code", "D1")
                .with("mail", "ada")
                .with("day", "2023-02-29")
                .with("token", "secret-value")
                .with("other", 1);
        assertThat(check(wrong).stream().map(violation -> violation.field() + " " + violation.rule()))
                .containsExactlyInAnyOrder(
                        "config.url url",
                        "config.query required",
                        "config.model option",
                        "config.temperature max",
                        "config.count step",
                        "config.full type",
                        "config.days max_items",
                        "config.days unique",
                        "config.days.2 option",
                        "config.items.0.url url",
                        "config.items.0.x unknown_field",
                        "config.headers.X-A type",
                        "config.code pattern",
                        "config.mail email",
                        "config.day date",
                        "config.token pattern",
                        "config.other unknown_field");
        assertThat(check(wrong).toString()).doesNotContain("secret-value");
    }

    @Test
    void a_message_says_what_would_be_right_and_shows_the_value_cut() {
        assertThat(only(RIGHT.with("temperature", 3)).message()).isEqualTo("must be at most 2, not 3");
        assertThat(only(RIGHT.with("count", 10)).message()).isEqualTo("must be in steps of 10 from 5, not 10");
        assertThat(only(RIGHT.with("model", "x".repeat(500))).message())
                .isEqualTo("must be one of the options: \"small\", 2, not \"" + "x".repeat(79) + "…");
    }

    @Test
    void a_number_in_quotes_is_no_number() {
        assertThat(only(RIGHT.with("temperature", "1")).message())
                .isEqualTo("must be a number without quotes, not \"1\"");
    }

    @Test
    void an_option_in_quotes_is_not_the_number() {
        assertThat(only(RIGHT.with("model", "2")).rule()).isEqualTo("option");
    }

    @Test
    void null_is_as_good_as_nothing_and_blank_text_is_not_enough_for_what_is_required() {
        assertThat(check(RIGHT.with("full", null))).isEmpty();
        assertThat(only(RIGHT.with("query", null)).message()).isEqualTo("is missing");
        assertThat(only(RIGHT.with("query", " \n")).message()).isEqualTo("must not be empty");
    }

    @ParameterizedTest
    @CsvSource({"0.3,true", "0.30,true", "2,true", "1E-1,true", "0.35,false", "1E-300,false"})
    void steps_are_exact(BigDecimal number, boolean isRight) {
        assertThat(check(RIGHT.with("temperature", number)).isEmpty()).isEqualTo(isRight);
    }

    @Test
    void huge_numbers_are_refused_and_cost_nothing() {
        assertThat(only(RIGHT.with("temperature", new BigDecimal("1E-999"))).rule())
                .isEqualTo("range");
        assertThat(only(RIGHT.with("temperature", new BigDecimal("1E+999"))).rule())
                .isEqualTo("range");
        assertThat(only(RIGHT.with("temperature", BigInteger.TEN.pow(5_000))).message())
                .hasSizeLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "HTTP://example.org:8080/a?b=c#d",
                "https://[::1]/x",
                "https://xn--bcher-kva.example/"
            })
    void web_addresses_pass(String url) {
        assertThat(check(RIGHT.with("url", url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "/a",
                "ftp://example.org",
                "https:///a",
                "https://",
                "javascript:alert(1)",
                "https://exa mple.org",
                "mailto:a@b.example",
                "https://example.org:99999/",
                "https://a_b_c",
                "data:text/html,x"
            })
    void what_is_no_web_address_is_refused(String url) {
        assertThat(only(RIGHT.with("url", url)).rule()).isEqualTo("url");
    }

    @Test
    void a_password_in_a_url_is_refused_and_not_repeated() {
        Violation violation = only(RIGHT.with("url", "https://ada:pass-word@example.org/"));
        assertThat(violation.rule()).isEqualTo("url");
        assertThat(violation.message()).doesNotContain("pass-word").contains("credentials");
        Schema allowing = schema("{\"fields\": [{\"name\": \"url\", \"type\": \"url\", \"allow_userinfo\": true}]}");
        assertThat(SettingsCheck.check(allowing, Values.of("url", "https://ada:x@example.org/"), ""))
                .isEmpty();
    }

    @Test
    void a_long_url_is_refused() {
        assertThat(check(RIGHT.with("url", "https://example.org/" + "a".repeat(1_980))))
                .isEmpty();
        assertThat(only(RIGHT.with("url", "https://example.org/" + "a".repeat(1_981)))
                        .rule())
                .isEqualTo("max_length");
    }

    @Test
    void characters_are_counted_as_people_see_them() {
        Schema two = schema("{\"fields\": [{\"name\": \"icon\", \"type\": \"text\", \"max_length\": 2}]}");
        assertThat(SettingsCheck.check(two, Values.of("icon", "🔍🔍"), "")).isEmpty();
        assertThat(SettingsCheck.check(two, Values.of("icon", "🔍🔍🔍"), "")).hasSize(1);
    }

    @Test
    void a_wrong_value_with_a_secret_within_is_not_shown() {
        Schema nested = schema(
                "{\"fields\": [{\"name\": \"login\", \"type\": \"object\", \"fields\": [{\"name\": \"pin\", \"type\": \"password\"}]}]}");
        assertThat(SettingsCheck.check(nested, Values.of("login", List.of("canary")), "")
                        .toString())
                .doesNotContain("canary");
        assertThat(SettingsCheck.check(nested, Values.of("login", Map.of("pin", List.of("canary"))), "")
                        .toString())
                .doesNotContain("canary");
    }

    @Test
    void a_flood_of_unknown_names_is_summed_up() {
        Values flood = RIGHT;
        for (int i = 0; i < 100; i++) {
            flood = flood.with("x" + i, i);
        }
        assertThat(check(flood)).hasSize(21);
    }

    @Test
    void a_list_that_is_too_long_is_one_violation() {
        Values many = RIGHT.with("items", Collections.nCopies(500, Map.of()));
        assertThat(check(many)).extracting(Violation::rule).containsExactly("max_items");
    }

    @Test
    void null_has_no_place_in_a_list() {
        assertThat(only(RIGHT.with("items", Collections.singletonList(null))).field())
                .isEqualTo("config.items.0");
        assertThat(only(RIGHT.with("days", Collections.singletonList(null))).field())
                .isEqualTo("config.days.0");
    }

    @Test
    void an_invisible_field_is_neither_required_nor_checked() {
        Schema schema = schema("""
                {"fields": [
                  {"name": "provider", "type": "select", "default": "a", "options": [{"value": "a"}, {"value": "b"}]},
                  {"name": "key", "type": "text", "required": true, "max_length": 3, "visible_when": {"field": "provider", "equals": "b"}},
                  {"name": "key_help", "type": "number", "required": true, "visible_when": {"field": "key", "is_set": true}}
                ]}""");
        assertThat(SettingsCheck.check(schema, Values.empty(), "")).isEmpty();
        assertThat(SettingsCheck.check(schema, Values.of("key", "too long"), ""))
                .isEmpty();
        assertThat(SettingsCheck.check(schema, Values.of("provider", "b"), ""))
                .extracting(Violation::field)
                .containsExactly("key");
        assertThat(SettingsCheck.check(schema, Values.of("provider", "b").with("key", "abc"), ""))
                .extracting(Violation::field)
                .containsExactly("key_help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'equals': 'b' | b | true",
                "'equals': 'b' | a | false",
                "'in': ['b', 'c'] | c | true",
                "'in': ['b', 'c'] | a | false",
                "'not': 'b' | a | true",
                "'not': 'b' | b | false",
                "'not': ['a', 'b'] | b | false",
                "'not': 'b' | | true",
                "'is_set': true | | false",
                "'is_set': false | | true",
                "'is_set': true | x | true",
                "'is_set': true, 'not': 'x' | x | false"
            })
    void conditions_are_read(String condition, String value, boolean visible) {
        Schema schema = schema(("{'fields': [{'name': 'on', 'type': 'text'}, "
                        + "{'name': 'x', 'type': 'text', 'required': true, 'visible_when': {'field': 'on', " + condition
                        + "}}]}")
                .replace('\'', '"'));
        assertThat(SettingsCheck.check(schema, Values.of("on", value), "")).hasSize(visible ? 1 : 0);
    }

    @Test
    void saved_settings_may_leave_open_what_config_or_default_gives() {
        Schema schema = schema("""
                {"fields": [
                  {"name": "model", "type": "text", "required": true},
                  {"name": "size", "type": "number", "required": true, "default": 3},
                  {"name": "login", "type": "object", "fields": [
                    {"name": "scheme", "type": "text", "required": true, "default": "basic"}, {"name": "user", "type": "text", "required": true}]}
                ]}""");
        Values config = Values.of("preferred_model", "sonar");
        assertThat(SettingsCheck.check(schema, Values.of("login", Map.of("user", "ada")), config, "config"))
                .isEmpty();
        assertThat(SettingsCheck.check(schema, Values.empty(), Values.empty(), "config"))
                .extracting(Violation::field)
                .containsExactly("config.model");
        assertThat(SettingsCheck.check(
                        schema, Values.of("login", Map.of("usr", "ada")).with("x", 1), config, "config"))
                .extracting(Violation::toString)
                .hasSize(3)
                .anyMatch(text -> text.startsWith("config.x: ") && text.endsWith("[unknown_field]"))
                .anyMatch(text -> text.startsWith("config.login.usr: ") && text.endsWith("[unknown_field]"))
                .anyMatch(text -> text.startsWith("config.login.user: ") && text.endsWith("[required]"));
    }

    private static Violation only(Values settings) {
        List<Violation> violations = check(settings);
        assertThat(violations).hasSize(1);
        return violations.get(0);
    }

    private static List<Violation> check(Values settings) {
        return SettingsCheck.check(SCHEMA, settings, "config");
    }

    private static Schema schema(String json) {
        return Schema.of(Values.fromJson(json));
    }
}
