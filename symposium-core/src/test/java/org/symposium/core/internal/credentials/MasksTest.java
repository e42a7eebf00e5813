package org.symposium.core.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.MarkdownText;
import org.symposium.spi.model.Values;

class MasksTest {
    private static final String SECRET = "s3cr3t/Käse+\"quo\\te\"&<x>~€ ?";

    private static Masks masking(String... values) {
        var masks = new Masks();
        List.of(values).forEach(masks::add);
        return masks;
    }

    @Test
    void what_repeats_a_secret_in_another_form_resembles_it() {
        Masks masks = masking("xoxb-1234-AbCdEfGh", "short");

        for (String text : List.of(
                "W/\"XOXB-1234-ABCDEFGH\"",
                "\"hgfedcba4321bxox\"",
                "1234.abcd-x",
                "a-1_2_3_4_a_b_c_d-z",
                "xoxb1234abcdefgh")) {
            assertThat(masks.resembles(text)).as(text).isTrue();
        }
        for (String text : List.of("W/\"1234-5678-9abc\"", "", "short", "abcdefg", "Sat, 31 Jan 2026 09:00:00 GMT")) {
            assertThat(masks.resembles(text)).as(text).isFalse();
        }
    }

    static List<String> forms() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        String form = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        String json = Json.write(SECRET);
        var forms = new ArrayList<String>();
        forms.add(SECRET);
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        forms.add(form);
        forms.add(form.replace("+", "%20"));
        forms.add(Pattern.compile("%..")
                .matcher(form)
                .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT)));
        forms.add(json.substring(1, json.length() - 1));
        forms.add(json.substring(1, json.length() - 1).replace("/", "\\/"));
        forms.add(json.substring(1, json.length() - 1).replace("ä", "\\u00e4").replace("€", "\\u20ac"));
        forms.add(json.substring(1, json.length() - 1).replace("ä", "\\u00E4").replace("€", "\\u20AC"));
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
        forms.add(SECRET.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;"));
        return forms;
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_secret_is_masked_in_every_form(String form) {
        assertThat(masking(SECRET).mask("before " + form + " after")).isEqualTo("before •••• after");
    }

    @Test
    void a_secret_within_basic_authentication_is_masked_wherever_it_begins() {
        for (String user : List.of("a", "ab", "abc", "abcd")) {
            String header = Base64.getEncoder()
                    .encodeToString((user + ":correct-horse-battery").getBytes(StandardCharsets.UTF_8));

            String masked = masking("correct-horse-battery").mask(header);

            assertThat(masked).contains("••••");
            assertThat(masked.replace("••••", "").length()).isLessThanOrEqualTo(header.length() - 24);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void the_beginning_of_a_secret_is_masked_where_a_text_was_cut(String form) {
        var masks = new Masks();
        masks.add(SECRET);
        String start = form.substring(0, form.length() - 1);

        assertThat(masks.mask("It said: " + start)).isEqualTo("It said: ••••");
        assertThat(masks.mask("It said: '" + start + "…', and went")).isEqualTo("It said: '••••…', and went");
        assertThat(masks.maskContent("It said: " + start)).isEqualTo("It said: ••••");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void the_end_of_a_secret_is_masked_where_a_text_was_cut(String form) {
        var masks = new Masks();
        masks.add(SECRET);
        String end = form.substring(1);

        assertThat(masks.mask(end + " was it")).isEqualTo("•••• was it");
        assertThat(masks.mask("It went on: …" + end + " was it")).isEqualTo("It went on: …•••• was it");
    }

    @Test
    void a_part_of_a_secret_is_masked_where_it_is_the_whole_text() {
        var masks = new Masks();
        masks.add("c4n4ry/0123456789/5ecret");

        assertThat(masks.mask("0123456789")).isEqualTo("••••");
        assertThat(masks.mask("0123456789 and on")).isEqualTo("0123456789 and on");
    }

    @Test
    void a_secret_that_became_markdown_is_masked() {
        var masks = new Masks();
        masks.add("_ab*c_-d[e]f\\gh__ij|_");
        for (String text : List.of("_ab*c_-d[e]f\\gh__ij|_", "x_ab*c_-d[e]f\\gh__ij|_x")) {
            assertThat(masks.mask("It said " + MarkdownText.escape("'" + text + "'")))
                    .contains("••••")
                    .doesNotContain("gh");
        }
        assertThat(masks.mask(MarkdownText.link("x", "https://x/?a=_ab*c_-d[e]f\\gh__ij|_&b")))
                .doesNotContain("gh");
    }

    @Test
    void a_secret_from_which_markup_was_stripped_is_masked_whole_and_cut_off() {
        Masks masks = masking("4ab*cd_ef`gh/ij-kl[mn](op)");

        assertThat(masks.mask("It was 4abcd_efgh/ij-klmnop.")).isEqualTo("It was ••••.");
        assertThat(masks.mask("It was 4abcd_ef gh/ij…")).isEqualTo("It was ••••…");
        assertThat(masks.maskContent("It was 4ab\\*cd\\_ef gh / ij - kl mn op!"))
                .isEqualTo("It was ••••!");
        assertThat(masks.mask("It was 4ab and cd")).isEqualTo("It was 4ab and cd");
    }

    @Test
    void the_harmless_beginning_of_an_address_stays_before_what_is_masked_of_it() {
        Masks masks = masking("https://hooks.example/services/T01/4abcdefghijkl");

        assertThat(masks.mask("https://hooks.example/services/••••")).isEqualTo("https://hooks.example/services/••••");
    }

    @Test
    void of_few_letters_none_are_looked_for_across_others() {
        assertThat(masking("a-b-c-d-e-f-g").mask("abcdefg, a b c d e f g")).isEqualTo("abcdefg, a b c d e f g");
    }

    @Test
    void a_few_characters_at_the_end_of_a_text_are_no_secret() {
        var masks = new Masks();
        masks.add(SECRET);
        String text = "It said: " + SECRET.substring(0, 7);

        assertThat(masks.mask(text)).isEqualTo(text);
    }

    @Test
    void a_secret_that_two_encodings_have_been_over_is_masked() {
        var masks = new Masks();
        masks.add(SECRET);
        String json = Json.write(Map.of("token", SECRET));
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (String told : List.of(
                Json.write(Map.of("asked", json)),
                "x="
                        + URLEncoder.encode(
                                Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)),
                                StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes))) {
            assertThat(masks.mask(told)).contains("••••").hasSizeLessThan(told.length());
        }
    }

    @Test
    void overlapping_secrets_leave_no_rest_of_each_other() {
        assertThat(masking("abcdef", "defghi").mask("-abcdefghi-")).isEqualTo("-••••-");
        assertThat(masking("token", "token-and-more").mask("token-and-more, token"))
                .isEqualTo("••••, ••••");
    }

    @Test
    void a_short_value_is_masked_only_where_it_is_the_whole_text() {
        var masks = masking("no");

        assertThat(masks.mask("no")).isEqualTo("••••");
        assertThat(masks.mask(" no ")).isEqualTo("••••");
        assertThat(masks.mask("nothing is known")).isEqualTo("nothing is known");
    }

    @Test
    void pasted_white_space_is_not_part_of_a_secret() {
        assertThat(masking(" my-token\n").mask("(my-token)")).isEqualTo("(••••)");
        assertThat(masking("", "  ", "••••").mask("any text ••••")).isEqualTo("any text ••••");
    }

    @Test
    void a_secret_counts_as_found_only_if_it_is_no_ordinary_word_by_chance() {
        assertThat(masking("admin", "correct/horse").finds("https://example.org/admin"))
                .isFalse();
        assertThat(masking("admin", "correct/horse").finds("https://example.org/?q=correct%2fhorse"))
                .isTrue();
    }

    @Test
    void when_masking_fails_nothing_is_shown() {
        var masks = new Masks(value -> {
            throw new IllegalStateException("no forms of " + value);
        });
        masks.add("my-token");

        assertThat(masks.mask("harmless")).isEqualTo("(hidden)");
        assertThat(masks.trace(new IllegalStateException("my-token"))).isEqualTo("(hidden)");
        assertThat(masks.finds("harmless")).isTrue();
    }

    @Test
    void a_trace_has_all_causes_and_no_secret() {
        var thrown = new IllegalStateException("outer my-token", new IllegalArgumentException("inner my-token"));
        thrown.addSuppressed(new IllegalStateException("aside my-token"));

        assertThat(masking("my-token").trace(thrown))
                .contains("outer ••••", "inner ••••", "aside ••••", "MasksTest")
                .doesNotContain("my-token");
    }

    @Test
    void a_trace_is_masked_before_it_is_cut() {
        String filler = "x".repeat(Masks.LONGEST_TRACE - "java.lang.Exception: ".length() - 4);

        assertThat(masking("my-token-is-long").trace(new Exception(filler + "my-token-is-long")))
                .hasSizeLessThanOrEqualTo(Masks.LONGEST_TRACE + 1)
                .doesNotContain("my-t");
    }

    @Test
    void a_fault_that_will_not_tell_its_message_is_hidden() {
        var thrown = new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("my-token");
            }
        };

        assertThat(masking("my-token").trace(thrown)).endsWith("(hidden)").doesNotContain("my-token");
        assertThat(masking("my-token").cover(thrown).getMessage()).endsWith("(hidden)");
    }

    @Test
    void a_covered_fault_keeps_its_trace_and_causes_but_no_secret() {
        var thrown = new IllegalStateException("outer my-token", new IllegalArgumentException("inner my-token"));

        Throwable covered = masking("my-token").cover(thrown);

        assertThat(covered).hasMessage("java.lang.IllegalStateException: outer ••••");
        assertThat(covered.getCause()).hasMessage("java.lang.IllegalArgumentException: inner ••••");
        assertThat(covered.getStackTrace()).isEqualTo(thrown.getStackTrace());
    }

    @Test
    void a_secret_parted_by_what_no_store_keeps_is_masked() {
        assertThat(masking("my-token").mask("it is my-\0token")).isEqualTo("it is ••••");
        assertThat(masking("my-token").maskContent("it is my-\0token")).isEqualTo("it is ••••");
    }

    @Test
    void content_loses_long_secrets_in_texts_and_names_and_keeps_short_ones() {
        Values content = Values.of("list", List.of(Map.of("my-token", "my-token and news")))
                .with("count", 3);

        assertThat(masking("my-token", "news").maskContent(content))
                .isEqualTo(Values.of("list", List.of(Map.of("••••", "•••• and news")))
                        .with("count", 3));
    }

    @Test
    void values_may_be_added_while_others_mask() {
        var masks = new Masks();
        var adding = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 300; i++) {
                masks.add("token-number-" + i);
            }
        });
        while (!adding.isDone()) {
            assertThat(masks.mask("a text of no interest")).isEqualTo("a text of no interest");
        }
        adding.join();

        assertThat(masks.mask("token-number-299")).isEqualTo("••••");
        assertThat(masks.toString()).isEqualTo("Masks[300]");
    }
}
