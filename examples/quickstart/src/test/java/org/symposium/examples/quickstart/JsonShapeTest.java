package org.symposium.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonShapeTest {
    @Test
    void objects_are_indented_and_lists_are_cut() {
        assertThat(JsonShape.of("{\"a\":1,\"list\":[{\"b\":true},null,3,4],\"empty\":[],\"none\":{}}"))
                .isEqualTo("""
                        {
                          "a": 1,
                          "list": [{
                            "b": true
                          }, … 3 more],
                          "empty": [],
                          "none": {}
                        }""");
    }

    @Test
    void long_texts_are_cut_and_stay_on_one_line() {
        assertThat(JsonShape.of("{\"text\":\"a\\n\\\"b\\\"" + "x".repeat(100) + "\"}"))
                .isEqualTo("{\n  \"text\": \"a\\n\\\"b\\\"" + "x".repeat(52) + "…\"\n}");
    }
}
