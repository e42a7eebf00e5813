package org.symposium.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.symposium.spi.model.Json;
import org.symposium.testkit.FakeService.Request;

final class SecretSearchTest {
    private static final SecretSearch CANARIES = SecretSearch.canaries();

    private static final List<String> SECRETS =
            List.of(Canary.of("here", "token"), Canary.plain("here", "token"), Canary.wide("here", "token"));

    private static Map<String, String> forms(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var forms = new LinkedHashMap<String, String>();
        forms.put("as it is", text);
        forms.put("Base64", Base64.getEncoder().encodeToString(bytes));
        forms.put("Base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        forms.put(
                "Base64 in lines",
                Base64.getMimeEncoder(1000, new byte[] {'\n'}).encodeToString(bytes));
        forms.put("percent-encoded", URLEncoder.encode(text, StandardCharsets.UTF_8));
        forms.put("JSON", Json.write(text));
        forms.put("JSON in JSON", Json.write(Json.write(text)));
        forms.put("hexadecimal", HexFormat.of().formatHex(bytes));
        forms.put("HEXADECIMAL", HexFormat.of().withUpperCase().formatHex(bytes));
        return forms;
    }

    @Test
    void a_canary_is_found_in_every_encoding_wherever_it_stands() {
        SECRETS.forEach(SecretSearchTest::assertFoundInEveryEncoding);
    }

    private static void assertFoundInEveryEncoding(String secret) {
        var own = SecretSearch.of(List.of(secret));
        for (String before : List.of("", "a", "ab", "abc", "Bearer ", "user:")) {
            forms(before + secret + " and on").forEach((form, text) -> {
                assertThat(CANARIES.in("x " + text + " y"))
                        .as("%s after '%s'", form, before)
                        .isPresent();
                if (!form.equals("JSON in JSON")) {
                    assertThat(own.in("x " + text + " y"))
                            .as("its own, %s after '%s'", form, before)
                            .isPresent();
                }
            });
        }
    }

    @Test
    void half_a_canary_is_found() {
        for (String secret : SECRETS) {
            int middle = secret.length() / 2;
            assertThat(CANARIES.in("… " + secret.substring(0, middle))).isPresent();
            assertThat(CANARIES.in(secret.substring(middle) + " …")).isPresent();
        }
    }

    @Test
    void a_canary_is_found_in_bytes() {
        for (String secret : SECRETS) {
            assertThat(CANARIES.in(secret.getBytes(StandardCharsets.UTF_8))).isPresent();
            assertThat(CANARIES.in(secret.getBytes(StandardCharsets.ISO_8859_1)))
                    .isPresent();
        }
    }

    @Test
    void what_is_told_of_a_find_says_where_it_is_but_not_what() {
        String secret = Canary.of("here", "token");
        String text = "user " + Canary.of("here", "user") + " and a line: "
                + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> CANARIES.check(
                        "the log", text.replace(Canary.MARKER, "").concat(secret)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the log holds a secret")
                .satisfies(thrown -> assertThat(CANARIES.in(String.valueOf(thrown.getMessage())))
                        .isEmpty());
    }

    @Test
    void nothing_is_found_where_nothing_is() {
        assertThat(CANARIES.in("c4n4ry secret, yNG40cn, canary5ecret")).isEmpty();
        assertThat(CANARIES.in("")).isEmpty();
        assertThatThrownBy(() -> SecretSearch.of(List.of("short"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void each_place_has_a_canary_of_its_own_and_always_the_same() {
        assertThat(Canary.of("slack", "bot_token"))
                .isEqualTo(Canary.of("slack", "bot_token"))
                .isNotEqualTo(Canary.of("slack", "app_token"))
                .isNotEqualTo(Canary.of("discord", "bot_token"));
        assertThat(Canary.plain("slack", "bot_token").length() % 4).isZero();
    }

    @Test
    void an_echo_repeats_what_was_asked_in_every_form() {
        String secret = Canary.of("here", "token");
        var request = new Request("POST", "/a?b=c", Map.of("authorization", "Bearer " + secret), "{}");

        forms("Bearer " + secret).forEach((form, text) -> {
            if (!form.equals("JSON in JSON") && !form.equals("HEXADECIMAL")) {
                assertThat(Echo.of(request)).as(form).contains(text);
            }
        });
        assertThat(CANARIES.in(Echo.oneLine(request))).isPresent();
        assertThat(Echo.oneLine(request)).matches("[\\x20-\\x7e]*");
    }
}
