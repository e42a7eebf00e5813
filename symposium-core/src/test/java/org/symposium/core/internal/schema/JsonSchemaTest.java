package org.symposium.core.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;

class JsonSchemaTest {
    private static final SchemaRegistry DRAFT = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = Schema.of(Values.fromJson("""
            {"fields": [
              {"name": "query", "type": "text", "required": true, "pattern": "[a-z]+( [a-z]+)?", "max_length": 8},
              {"name": "url", "type": "url"},
              {"name": "model", "type": "select", "required": true, "options": [{"value": "a"}, {"value": 2}], "default": "a"},
              {"name": "days", "type": "multiselect", "max_items": 2, "options": [{"value": "mon"}, {"value": "tue"}, {"value": "wed"}]},
              {"name": "temperature", "type": "number", "min": 0.5, "max": 2, "step": 0.25},
              {"name": "full", "type": "boolean"},
              {"name": "login", "type": "object", "fields": [
                {"name": "user", "type": "text", "required": true}, {"name": "tries", "type": "number", "default": 3}]},
              {"name": "headers", "type": "object"},
              {"name": "parts", "type": "list", "min_items": 1, "max_items": 2, "items": {"type": "text", "min_length": 1}},
              {"name": "key", "type": "text", "required": true, "visible_when": {"field": "model", "equals": 2}},
              {"name": "more", "type": "text", "required": true, "visible_when": {"field": "key", "is_set": true, "not": "no"}}
            ]}"""));
    private static final com.networknt.schema.Schema JSON_SCHEMA =
            DRAFT.getSchema(JsonSchema.of(SCHEMA).toJson());
    private static final Map<String, List<?>> VALUES = Map.ofEntries(
            Map.entry("query", List.of("news", "two words", "", " ", "NEWS", 1, "muchtoolong")),
            Map.entry("url", List.of("https://a.example/b", "http://x", "ftp://x", "", 3)),
            Map.entry("model", List.of("a", 2, 2, 2, "2", "b", true)),
            Map.entry(
                    "days",
                    List.of(
                            List.of(),
                            List.of("mon"),
                            List.of("mon", "mon"),
                            List.of("sun"),
                            List.of("mon", "tue", "wed"),
                            "mon")),
            Map.entry("temperature", List.of(0.5, 0.75, 2, 0.6, 3, 0, "1")),
            Map.entry("full", List.of(true, false, "true", 0)),
            Map.entry(
                    "login",
                    List.of(
                            Map.of("user", "ada"),
                            Map.of(),
                            Map.of("user", ""),
                            Map.of("user", "ada", "tries", "x"),
                            Map.of("user", "a", "b", 1),
                            1)),
            Map.entry("headers", List.of(Map.of(), Map.of("X", "y"), Map.of("X", 1), List.of())),
            Map.entry("parts", List.of(List.of("a"), List.of(), List.of("a", "b", "c"), List.of(""), List.of(1), "a")),
            Map.entry("key", List.of("k", "no", "", " ")),
            Map.entry("more", List.of("m", "", " ")),
            Map.entry("other", List.of(1)));

    @Test
    void the_specs_own_schema_comes_out_as_a_form_needs_it() throws IOException {
        IntegrationType perplexity;
        try (InputStream json = JsonSchemaTest.class.getResourceAsStream("perplexity.json")) {
            perplexity = IntegrationType.read(json);
        }
        assertThat(JsonSchema.of(perplexity.sourceSchema())).isEqualTo(Values.fromJson("""
                        {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
                         "properties": {
                           "query": {"type": "string", "maxLength": 1000000, "pattern": "\\\\S", "title": "Search Query",
                             "examples": ["What would you like to research?"]},
                           "model": {"type": "string", "oneOf": [
                               {"const": "sonar-small-online", "title": "Sonar Small (Fast)"},
                               {"const": "sonar-medium-online", "title": "Sonar Medium (Balanced)"},
                               {"const": "sonar-large-online", "title": "Sonar Large (Best)"}],
                             "title": "Model", "default": "sonar-medium-online"},
                           "temperature": {"type": "number", "minimum": 0, "maximum": 2, "multipleOf": 0.1, "title": "Temperature", "default": 0.2}},
                         "required": ["query"], "additionalProperties": false}"""));
        assertThat(JsonSchema.of(perplexity.authSchema()).object("properties.api_key"))
                .isEqualTo(Values.fromJson("""
                        {"type": "string", "maxLength": 10000, "pattern": "\\\\S", "title": "API Key",
                         "description": "Get your API key from perplexity.ai/settings", "writeOnly": true}"""));
    }

    @Test
    void a_secret_never_shows_a_default_and_a_hidden_option_is_deprecated() {
        Values json = JsonSchema.of(Schema.of(Values.fromJson("""
                {"fields": [
                  {"name": "key", "type": "password", "default": "canary"},
                  {"name": "model", "type": "select", "options": [{"value": "old", "hidden": true}]},
                  {"name": "step", "type": "number", "min": 1, "step": 2}]}""")));
        assertThat(json.toJson()).doesNotContain("canary");
        assertThat(json.flag("properties.model.oneOf.0.deprecated")).isTrue();
        assertThat(json.has("properties.step.multipleOf")).isFalse();
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void what_may_be_saved_and_what_the_json_schema_accepts_is_the_same(@ForAll("settings") Values settings) {
        boolean mayBeSaved =
                SettingsCheck.check(SCHEMA, settings, Values.empty(), "").isEmpty();
        var errors = JSON_SCHEMA.validate(settings.toJson(), InputFormat.JSON);
        Statistics.collect(mayBeSaved);
        assertThat(errors.isEmpty())
                .as("%s: %s, %s", settings, SettingsCheck.check(SCHEMA, settings, Values.empty(), ""), errors)
                .isEqualTo(mayBeSaved);
    }

    @Property(tries = 2_000)
    void steps_are_the_same(@ForAll("decimals") BigDecimal number) {
        Schema one = Schema.of(Values.fromJson(
                "{\"fields\": [{\"name\": \"n\", \"type\": \"number\", \"min\": -1, \"max\": 1, \"step\": 0.01}]}"));
        Values settings = Values.of("n", number);
        assertThat(DRAFT.getSchema(JsonSchema.of(one).toJson())
                        .validate(settings.toJson(), InputFormat.JSON)
                        .isEmpty())
                .isEqualTo(SettingsCheck.check(one, settings, "").isEmpty());
    }

    /** Right ones mostly, or hardly any case would be right as a whole. */
    @Provide
    Arbitrary<Values> settings() {
        Arbitrary<Map<String, Object>> all = Arbitraries.just(new LinkedHashMap<>());
        for (var entry : VALUES.entrySet()) {
            List<?> values = entry.getValue();
            boolean isWanted = List.of("query", "model", "key", "more").contains(entry.getKey());
            Arbitrary<Object> value = Arbitraries.frequencyOf(
                    Tuple.of(entry.getKey().equals("other") ? 1 : isWanted ? 16 : 4, Arbitraries.just(values.get(0))),
                    Tuple.of(entry.getKey().equals("other") ? 1 : 3, Arbitraries.of(values)),
                    Tuple.of(isWanted ? 3 : 16, Arbitraries.just("absent")));
            all = all.flatMap(map -> value.map(one -> with(map, entry.getKey(), one)));
        }
        return all.map(Values::of);
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-1.1"), new BigDecimal("1.1"))
                .ofScale(3);
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        var copy = new LinkedHashMap<>(map);
        if (!value.equals("absent")) {
            copy.put(name, value);
        }
        return copy;
    }
}
