package org.symposium.handlers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.Span;

/** A zero-width space is written as {@code ^}. */
class MrkdwnTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!channel>",
                "<!here>",
                "<!everyone>",
                "<@U123ABC>",
                "<#C123ABC|general>",
                "<!subteam^S123>",
                "<!date^1392734382^{date}|now>",
                "<https://evil.example|good.example>",
                "&lt;!here&gt;"
            })
    void nothing_that_a_card_holds_is_slacks_syntax(String text) {
        for (Set<String> marks : List.of(Set.<String>of(), Set.of("code"), Set.of("strong"), Set.of("image"))) {
            assertThat(Mrkdwn.of(List.of(new Span(text, marks, Optional.empty()))))
                    .doesNotContain("<", ">")
                    .doesNotContainPattern("&(?!amp;|lt;|gt;)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*not bold*, ^*^not bold^*^",
        "_x_, ^_^x^_^",
        "~x~, ^~^x^~^",
        "**x**, ^*^*^x^*^*^",
        "`x`, ^`^x^`^",
        "a`b, a^`^b",
        "snake_case_name, snake_case_name",
        "2*3*4, 2*3*4",
        "2 * 3 * 4, 2 * 3 * 4"
    })
    void marks_that_are_meant_as_they_are_are_kept_from_pairing(String text, String mrkdwn) {
        assertThat(shown(span(text))).isEqualTo(mrkdwn);
    }

    @Test
    void marks_of_the_document_become_slacks() {
        assertThat(shown(span("x", "strong"))).isEqualTo("*x*");
        assertThat(shown(span("x", "emphasis"))).isEqualTo("_x_");
        assertThat(shown(span("x", "strikethrough"))).isEqualTo("~x~");
        assertThat(shown(span("a<b", "code"))).isEqualTo("`a&lt;b`");
        assertThat(shown(span("x", "strong", "emphasis", "strikethrough"))).isEqualTo("*_~x~_*");
    }

    @Test
    void marks_stand_close_around_words_and_lines() {
        assertThat(shown(span("a"), span(" b ", "strong"), span("c"))).isEqualTo("a *b* c");
        assertThat(shown(span("a\nb", "strong"))).isEqualTo("*a*\n*b*");
        assertThat(shown(span("  ", "strong"), span("x"))).isEqualTo("  x");
    }

    @Test
    void marks_that_are_glued_to_a_word_get_a_border() {
        assertThat(shown(span("un"), span("believ", "emphasis"), span("able"))).isEqualTo("un^_believ_^able");
        assertThat(shown(span("a", "strong"), span("b", "emphasis"))).isEqualTo("*a*^_b_");
        assertThat(shown(span("("), span("b", "strong"), span(").")))
                .as("punctuation is a border")
                .isEqualTo("(*b*).");
    }

    @Test
    void a_back_tick_does_not_end_code() {
        assertThat(shown(span("a`b", "code"))).isEqualTo("`aˋb`");
    }

    @Test
    void a_line_that_begins_like_a_quotation_is_none() {
        assertThat(shown(span("> a\n> b, c > d"))).isEqualTo("^&gt; a\n^&gt; b, c &gt; d");
    }

    @Test
    void a_link_has_its_label() {
        assertThat(link("https://example.org/?a=1&b=2", "a|b > c"))
                .isEqualTo("<https://example.org/?a=1&amp;b=2|a|b &gt; c>");
        assertThat(link("https://example.org/x", "https://example.org/x")).isEqualTo("<https://example.org/x>");
        assertThat(link("https://example.org/x", "")).isEqualTo("");
        assertThat(link("mailto:ada@example.org", "two\nlines")).isEqualTo("<mailto:ada@example.org|two lines>");
        assertThat(link("https://example.org/ä", "ä")).isEqualTo("<https://example.org/%C3%A4|ä>");
    }

    @Test
    void marks_of_a_link_stand_around_it() {
        var span = new Span("x", Set.of("strong", "code"), Optional.of(URI.create("https://example.org/")));

        assertThat(Mrkdwn.of(List.of(span))).isEqualTo("*`<https://example.org/|x>`*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "slack://open", "relative/path", "@U123"})
    void other_addresses_are_no_links(String address) {
        assertThat(link(address, "x")).isEqualTo("x");
    }

    @Test
    void an_address_that_no_section_has_room_for_is_left_out() {
        assertThat(link("https://example.org/" + "x".repeat(2_000), "label")).isEqualTo("label");
    }

    @Test
    void a_picture_in_a_line_is_a_link() {
        var picture = new Span("", Set.of("image"), Optional.of(URI.create("https://example.org/p.png")));

        assertThat(Mrkdwn.of(List.of(picture))).isEqualTo("<https://example.org/p.png|image>");
    }

    private static String link(String address, String label) {
        return Mrkdwn.of(List.of(new Span(label, Set.of(), Optional.of(URI.create(address)))));
    }

    private static Span span(String text, String... marks) {
        return new Span(text, Set.of(marks), Optional.empty());
    }

    private static String shown(Span... spans) {
        return Mrkdwn.of(List.of(spans)).replace(Mrkdwn.BREAK, "^");
    }
}
