package org.symposium.handlers.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;

class JsonTemplateTest {
    private static final Values CARD = Values.fromJson(
            "{\"title\": \"A \\\"quoted\\\", {}\\n\", \"data\": {\"n\": 1.50, \"on\": true, \"items\": [{\"id\": 7}]}, \"tags\": [\"a\"]}");

    @Test
    void a_variable_alone_keeps_its_type() {
        assertThat(
                        filled(
                                "{\"n\": \"{{data.n}}\", \"on\": \"{{ data.on }}\", \"tags\": \"{{{tags}}}\", \"id\": \"{{data.items.0.id}}\", \"none\": \"{{data.none}}\"}"))
                .isEqualTo("{\"n\":1.50,\"on\":true,\"tags\":[\"a\"],\"id\":7,\"none\":null}");
    }

    @Test
    void no_value_breaks_out_of_its_place() {
        assertThat(filled("{\"t\": \"{{title}}\"}")).isEqualTo("{\"t\":\"A \\\"quoted\\\", {}\\n\"}");
    }

    @Test
    void a_text_with_more_in_it_is_rendered_and_everything_else_stays() {
        assertThat(filled("[\"x {{title}}\", {\"a\": [1, null, \"plain\", {\"{{title}}\": \"{{#if on}}y{{/if}}\"}]}]"))
                .isEqualTo("[\"<x {{title}}>\",{\"a\":[1,null,\"plain\",{\"{{title}}\":\"<{{#if on}}y{{/if}}>\"}]}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{{title}}", "\"text\"", "1", "null", "{\"a\": 1, \"a\": 2}", "{} x"})
    void what_is_no_object_or_list_is_refused(String json) {
        assertThatThrownBy(() -> JsonTemplate.of(json))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.rule()).isEqualTo("json")));
    }

    private static String filled(String template) {
        return Json.write(JsonTemplate.of(template).filled(CARD, text -> "<" + text + ">"));
    }
}
