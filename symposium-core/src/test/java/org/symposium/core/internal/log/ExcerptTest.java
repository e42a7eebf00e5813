package org.symposium.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.core.internal.credentials.Masks;

class ExcerptTest {
    private static final String SECRET = "c4nary-Zürich/7f3b9e21d05a";
    private static final int LOOKED_AT = 64 * 1024;

    private final Masks masks = new Masks();

    ExcerptTest() {
        masks.add(SECRET);
    }

    static List<String> forms() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        return List.of(
                SECRET,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                SECRET.replace("ü", "\\u00fc"),
                HexFormat.of().formatHex(bytes));
    }

    private String shown(String body) {
        return shown(body.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    private String shown(byte[] body, String contentType) {
        return Excerpt.of(body, contentType).shown(masks);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void a_short_answer_is_shown_as_it_is() {
        assertThat(shown("{\"error\":\n\t\"no such list 🎈\"}")).isEqualTo("{\"error\":\n\t\"no such list 🎈\"}");
        assertThat(shown("")).isEqualTo("(nothing)");
    }

    @Test
    void a_long_answer_is_cut_at_a_code_point_to_2_KiB() {
        for (String letter : List.of("a", "ü", "€", "🎈")) {
            for (int before = 0; before < 4; before++) {
                String shown = shown("x".repeat(before) + letter.repeat(3_000));

                assertThat(bytes(shown)).as(letter).isBetween(2_048 - 7, 2_048);
                assertThat(shown).startsWith("x".repeat(before) + letter).endsWith(letter + "…");
            }
        }
    }

    /** At every place around the border of what is shown: nothing is left of it but what comes before. */
    @ParameterizedTest
    @MethodSource("forms")
    void a_secret_at_the_border_leaves_no_beginning(String form) {
        for (int before = 2_048 - form.length() - 5; before <= 2_053; before++) {
            String shown = shown("-".repeat(before) + form + "-".repeat(500));

            assertThat(shown)
                    .as("after %s", before)
                    .matches("-+•{0,4}-*…")
                    .satisfies(text -> assertThat(bytes(text)).isLessThanOrEqualTo(2_048));
        }
    }

    /** Masking made it short enough that the place where it was cut before masking is shown. */
    @ParameterizedTest
    @MethodSource("forms")
    void a_secret_that_was_cut_before_masking_leaves_no_beginning(String form) {
        for (int before = 0; before < form.length() + 3; before++) {
            String start = "-".repeat(before);
            String shown = shown(start + form.repeat(2 * LOOKED_AT / form.length()));

            assertThat(shown).as("after %s", before).matches("-*•+");
        }
    }

    @Test
    void an_answer_in_another_charset_is_read_as_it_was_meant() {
        for (String charset : List.of("ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE")) {
            byte[] body = ("Straße: " + SECRET).getBytes(Charset.forName(charset));

            assertThat(shown(body, "text/plain; charset=" + charset))
                    .as(charset)
                    .endsWith("Straße: ••••");
        }
    }

    /** Whoever declares the wrong charset must not smuggle a secret past us that another reading shows. */
    @Test
    void an_answer_in_another_charset_than_declared_hides_its_secrets() {
        for (String charset : List.of("UTF-8", "ISO-8859-1")) {
            for (String declared :
                    List.of("UTF-16", "utf-16le", "ISO-8859-1", "Shift_JIS", "IBM037", "UTF-7", "none")) {
                byte[] body = ("Straße: " + SECRET + "!").getBytes(Charset.forName(charset));

                String shown = shown(body, "text/plain; charset=" + declared);

                assertThat(shown)
                        .as(charset + " as " + declared)
                        .satisfiesAnyOf(
                                text -> assertThat(text).contains("••••!"),
                                text -> assertThat(text).isEqualTo(Masks.HIDDEN));
            }
        }
        byte[] marked = ("\u00fe\u00ff" + SECRET + " ").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(shown(marked, "text/plain")).isEqualTo(Masks.HIDDEN);
    }

    @Test
    void what_is_not_text_is_described() {
        byte[] random = new byte[12_345];
        new Random(7).nextBytes(random);

        assertThat(shown(random, "image/png")).isEqualTo("(12,345 bytes, not text, declared as image/png)");
        assertThat(shown(random, SECRET)).isEqualTo("(12,345 bytes, not text)");
        assertThat(shown(random, "text/plain; charset=ISO-8859-1")).isEqualTo("(12,345 bytes, not text)");
        assertThat(shown(random, "text/plain; charset=UTF-16")).isEqualTo("(12,345 bytes, not text)");
    }

    @Test
    void control_characters_do_nothing_to_a_terminal() {
        assertThat(shown("an error\u001b[2J of the\u0085service, and what there is to say about it"))
                .isEqualTo("an error\uFFFD[2J of the\u0085service, and what there is to say about it"
                        .replace('\u0085', '\uFFFD'));
    }

    /** U+0000 is kept by no store: without it the halves would join. */
    @Test
    void a_secret_with_nul_in_it_is_masked() {
        assertThat(shown("a long enough beginning of it: c4nary-Zürich/\0"
                        + SECRET.substring("c4nary-Zürich/".length())))
                .isEqualTo("a long enough beginning of it: ••••");
    }
}
