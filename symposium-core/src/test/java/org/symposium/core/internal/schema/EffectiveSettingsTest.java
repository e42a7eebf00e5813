package org.symposium.core.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;

class EffectiveSettingsTest {
    private static final Schema SCHEMA = schema("""
            {"fields": [
              {"name": "model", "type": "text", "default": "medium"},
              {"name": "temperature", "type": "number", "default": 0.2},
              {"name": "note", "type": "text"}
            ]}""");

    @Test
    void own_value_goes_before_config_and_config_before_default() {
        Values config = Values.of("default_temperature", 0.3).with("preferred_model", "large");
        assertThat(merge(Values.of("temperature", 1), config).toJson())
                .isEqualTo("{\"model\":\"large\",\"temperature\":1}");
        assertThat(merge(Values.empty(), config).toJson()).isEqualTo("{\"model\":\"large\",\"temperature\":0.3}");
        assertThat(merge(Values.empty(), Values.empty()).toJson())
                .isEqualTo("{\"model\":\"medium\",\"temperature\":0.2}");
    }

    @Test
    void null_is_not_chosen() {
        assertThat(merge(Values.of("model", null), Values.of("model", null).with("default_model", "large"))
                        .text("model"))
                .isEqualTo("large");
    }

    @Test
    void the_plain_name_goes_before_default_and_default_before_preferred() {
        Values config =
                Values.of("preferred_model", "3").with("default_model", "2").with("model", "1");
        assertThat(merge(Values.empty(), config).text("model")).isEqualTo("1");
        assertThat(merge(Values.empty(), config.without("model")).text("model")).isEqualTo("2");
        assertThat(merge(Values.empty(), config.without("model").without("default_model"))
                        .text("model"))
                .isEqualTo("3");
    }

    @Test
    void a_key_that_is_a_fields_own_name_belongs_to_that_one_alone() {
        Schema schema = schema(
                "{\"fields\": [{\"name\": \"branch\", \"type\": \"text\"}, {\"name\": \"default_branch\", \"type\": \"text\"}]}");
        assertThat(EffectiveSettings.merge(schema, Values.empty(), Values.of("default_branch", "main"))
                        .toJson())
                .isEqualTo("{\"default_branch\":\"main\"}");
    }

    @Test
    void invisible_fields_and_unknown_names_are_left_out() {
        Schema schema = schema("""
                {"fields": [
                  {"name": "provider", "type": "text", "default": "a"},
                  {"name": "key", "type": "text", "visible_when": {"field": "provider", "equals": "b"}},
                  {"name": "unit", "type": "text", "default": "c", "visible_when": {"field": "key", "not": "z"}}
                ]}""");
        Values own = Values.of("key", "k").with("gone", 1);
        assertThat(EffectiveSettings.merge(schema, own, Values.empty()).toJson())
                .isEqualTo("{\"provider\":\"a\"}");
        assertThat(EffectiveSettings.merge(schema, own, Values.of("provider", "b"))
                        .toJson())
                .isEqualTo("{\"provider\":\"b\",\"key\":\"k\",\"unit\":\"c\"}");
    }

    @Test
    void objects_are_filled_in_with_their_fields_defaults() {
        Schema schema = schema("""
                {"fields": [
                  {"name": "proxy", "type": "object", "fields": [
                    {"name": "host", "type": "text", "required": true}, {"name": "port", "type": "number", "default": 8080}]},
                  {"name": "layout", "type": "object", "fields": [{"name": "columns", "type": "number", "default": 2}]},
                  {"name": "parts", "type": "list", "items": {"type": "object", "fields": [{"name": "size", "type": "number", "default": 1}]}}
                ]}""");
        assertThat(EffectiveSettings.merge(schema, Values.empty(), Values.empty())
                        .toJson())
                .isEqualTo("{\"layout\":{\"columns\":2}}");
        Values own = Values.of("proxy", Map.of("host", "h")).with("parts", List.of(Map.of(), Map.of("size", 3)));
        assertThat(EffectiveSettings.merge(schema, own, Values.empty()).toJson())
                .isEqualTo(
                        "{\"proxy\":{\"host\":\"h\",\"port\":8080},\"layout\":{\"columns\":2},\"parts\":[{\"size\":1},{\"size\":3}]}");
    }

    private static Values merge(Values own, Values config) {
        return EffectiveSettings.merge(SCHEMA, own, config);
    }

    private static Schema schema(String json) {
        return Schema.of(Values.fromJson(json));
    }
}
