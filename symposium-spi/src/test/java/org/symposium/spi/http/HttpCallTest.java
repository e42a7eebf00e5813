package org.symposium.spi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.Effect;

class HttpCallTest {

    @Test
    void a_segment_stays_one_segment_whatever_is_in_it() {
        assertThat(HttpCall.get("/repos/{}/x/{}", "a/../b?c#d", "é %").path())
                .contains("/repos/a%2F..%2Fb%3Fc%23d/x/%C3%A9%20%25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void a_segment_that_would_change_the_path_is_refused(String segment) {
        assertThatThrownBy(() -> HttpCall.get("/x/{}", segment)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void path_and_segments_must_fit() {
        assertThatThrownBy(() -> HttpCall.get("/x/{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpCall.get("/x", "y")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpCall.get("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_effect_is_that_of_the_method_unless_it_says_otherwise() {
        URI uri = URI.create("https://a.example");
        assertThat(HttpCall.get(uri).effect()).isEqualTo(Effect.READ);
        assertThat(HttpCall.of("put", uri).effect()).isEqualTo(Effect.REPEATABLE);
        assertThat(HttpCall.of("POST", uri).effect()).isEqualTo(Effect.ONCE);
        assertThat(HttpCall.of("POST", uri).effect(Effect.READ).effect()).isEqualTo(Effect.READ);
    }

    @Test
    void a_wither_leaves_the_call_it_came_from_alone() {
        HttpCall plain = HttpCall.get("/x");
        HttpCall more = plain.header("A", "1").query("q", 2).limit("w", "k");

        assertThat(plain.headers()).isEmpty();
        assertThat(plain.query()).isEmpty();
        assertThat(more.headers()).hasSize(1);
        assertThat(more.header("a", "2").headers())
                .extracting(HttpCall.Part::text)
                .containsExactly("2");
    }

    @Test
    void secrets_are_names_until_they_are_resolved() {
        HttpCall call = HttpCall.get("/x").basic("user", "password").query("key", Secret.of("key"));

        assertThat(call.hasSecret()).isTrue();
        assertThat(call.headers().get(0).shown()).isEqualTo(Secret.MASK);
        assertThat(call.headers().get(0).secret().resolve(field -> field + "1"))
                .isEqualTo("Basic dXNlcjE6cGFzc3dvcmQx");
        assertThat(call.toString() + call.query()).doesNotContain("key1");
    }

    @Test
    void a_json_body_holds_secrets_as_leaves_and_is_frozen() {
        List<Object> list = new ArrayList<>(List.of(1));
        Body body = HttpCall.of("POST", "/x")
                .json(Map.of("a", list, "s", Secret.of("token")))
                .body()
                .orElseThrow();
        list.add(2);

        assertThat(new String(body.bytes(field -> "t0k"), StandardCharsets.UTF_8))
                .contains("\"a\":[1]")
                .contains("\"s\":\"t0k\"");
        assertThat(body.shown()).contains(Secret.MASK).doesNotContain("t0k");
        assertThat(body.secrets()).hasSize(1);
    }

    @Test
    void a_form_is_encoded() {
        Body body =
                HttpCall.of("POST", "/x").form(Map.of("a b", "c&d=é")).body().orElseThrow();

        assertThat(new String(body.bytes(field -> ""), StandardCharsets.UTF_8)).isEqualTo("a+b=c%26d%3D%C3%A9");
        assertThat(body.mediaType()).isEqualTo("application/x-www-form-urlencoded");
    }
}
