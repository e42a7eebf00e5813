package org.symposium.core.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Schema;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

class ConfigKeysTest {
    private static final Schema SOURCE = schema("""
            {"fields": [
              {"name": "query", "type": "text", "required": true},
              {"name": "model", "type": "select", "options": [{"value": "small"}, {"value": "large"}]},
              {"name": "temperature", "type": "number", "max": 2}
            ]}""");
    private static final Schema OUTPUT = schema("{\"fields\": [{\"name\": \"channel\", \"type\": \"text\"}]}");

    @Test
    void keys_with_and_without_prefix_are_known_and_nothing_is_required() {
        assertThat(check(Values.of("default_temperature", 0.3)
                        .with("preferred_model", "small")
                        .with("channel", "#news")))
                .isEmpty();
    }

    @Test
    void a_key_for_no_field_is_refused_even_if_it_holds_null() {
        assertThat(check(Values.of("colour", "red").with("default_", null).with("default_preferred_model", "small")))
                .extracting(Violation::toString)
                .hasSize(3)
                .allMatch(text -> text.contains("[unknown_field]"))
                .first()
                .asString()
                .startsWith("config.colour: is for no field; known are query, model, temperature, channel");
    }

    @Test
    void a_value_must_be_one_that_its_field_may_have() {
        assertThat(check(Values.of("preferred_model", "huge")
                        .with("default_temperature", "hot")
                        .with("temperature", null)))
                .extracting(violation -> violation.field() + " " + violation.rule())
                .containsExactly("config.preferred_model option", "config.default_temperature type");
    }

    private static List<Violation> check(Values config) {
        return ConfigKeys.check(config, "config", SOURCE, OUTPUT);
    }

    private static Schema schema(String json) {
        return Schema.of(Values.fromJson(json));
    }
}
