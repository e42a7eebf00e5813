package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BentJsonTest {
    @Test
    void each_place_is_bent_in_every_way_that_changes_something() {
        assertThat(bent("{\"a\":{\"b\":\"x\"},\"c\":[{\"d\":1},{\"d\":2}]}"))
                .contains(
                        "{}",
                        "[]",
                        "null",
                        "{\"a\":{\"b\":null},\"c\":[{\"d\":null},{\"d\":null}]}",
                        "{\"a\":{\"b\":null},\"c\":[{\"d\":1},{\"d\":2}]}",
                        "{\"a\":{},\"c\":[{\"d\":1},{\"d\":2}]}",
                        "{\"a\":{\"b\":17},\"c\":[{\"d\":1},{\"d\":2}]}",
                        "{\"a\":{\"b\":\"\"},\"c\":[{\"d\":1},{\"d\":2}]}",
                        "{\"a\":\"text\",\"c\":[{\"d\":1},{\"d\":2}]}",
                        "{\"c\":[{\"d\":1},{\"d\":2}]}",
                        "{\"a\":{\"b\":\"x\"},\"c\":[{\"d\":\"1\"},{\"d\":\"2\"}]}",
                        "{\"a\":{\"b\":\"x\"},\"c\":[{},{}]}",
                        "{\"a\":{\"b\":\"x\"},\"c\":[]}",
                        "{\"a\":{\"b\":\"x\"}}");
    }

    @Test
    void no_form_comes_twice_and_none_is_as_it_was() {
        String whole = "{\"none\":null,\"items\":[{\"name\":\"x\"}],\"empty\":[]}";

        assertThat(bent(whole)).doesNotHaveDuplicates().doesNotContain(whole);
    }

    @Test
    void two_answers_of_one_shape_are_bent_once() {
        String answer = "{\"items\":[{\"name\":\"x\"}]}";

        assertThat(BentJson.of(List.of(answer, answer))).hasSameSizeAs(BentJson.of(List.of(answer)));
    }

    private static List<String> bent(String json) {
        return BentJson.of(List.of(json)).stream().map(bend -> bend.of(json)).toList();
    }
}
