package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AT&T              | AT&T
            a &amp; b         | a & b
            &amp;amp;         | &amp;
            1 < 2             | 1 < 2
            <b>bo</b>ld       | bold
            <p>one</p><p>two  | one two
            a<br/>b           | a b
            &eacute;&#233;&#xE9; | ééé
            it&#146;s         | it’s
            &unknown; &#0;    | &unknown;
            x<!-- <b> -->y    | xy
            x<script>if(a<b)</script>y | xy
            a &nbsp; b        | a b
            a < b <i          | a < b <i
            """)
    void html_becomes_one_line_of_text(String html, String text) {
        assertThat(HtmlText.plain(html)).isEqualTo(text);
    }

    @Test
    void plain_text_becomes_html_that_says_the_same() {
        assertThat(HtmlText.paragraphs("one\ntwo\n\n<three>")).isEqualTo("<p>one two</p><p>&lt;three&gt;</p>");
        assertThat(HtmlText.lines("one\ntwo")).isEqualTo("<p>one<br>two</p>");
        assertThat(HtmlText.paragraphs("  ")).isEmpty();
    }

    @Test
    void markup_is_told_from_text_that_looks_a_little_like_it() {
        assertThat(HtmlText.isMarkup("a < b & c")).isFalse();
        assertThat(HtmlText.isMarkup("a <b>b</b>")).isTrue();
        assertThat(HtmlText.isMarkup("a &lt; b")).isTrue();
    }

    @Test
    void what_is_too_long_is_cut_after_a_word_and_never_within_a_character() {
        assertThat(HtmlText.shortened("short", 10)).isEqualTo("short");
        assertThat(HtmlText.shortened("one two three four", 10)).isEqualTo("one two…");
        assertThat(HtmlText.shortened("😀".repeat(20), 5)).isEqualTo("😀😀😀😀…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- >", "<a", "<", "&", "&#", "&#x", "<script>", "<style></", "<!--<!-", "</"})
    void hostile_html_costs_one_pass(String part) {
        String html = part.repeat(1_000_000 / part.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            HtmlText.plain(html);
            HtmlText.isMarkup(html);
        });
    }
}
