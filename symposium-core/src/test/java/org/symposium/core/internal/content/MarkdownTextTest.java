package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.spi.Block;
import org.symposium.spi.model.MarkdownText;

/** Text that was escaped shows literally, wherever in Markdown it stands. */
class MarkdownTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "plain text, as it is: (really) 5 - 3 = 2!¦plain text, as it is: (really) 5 - 3 = 2!",
                "snake_case and _emphasis_¦snake_case and \\_emphasis\\_",
                "*a* `b` [c](d) <e> ~f~ g|h \\¦\\*a\\* \\`b\\` \\[c\\](d) \\<e> \\~f\\~ g\\|h \\\\",
                "# heading¦\\# heading",
                "issue #5 of C#¦issue #5 of C#",
                "closing #¦closing \\#",
                "> quote¦\\> quote",
                "a > b¦a > b",
                "- item¦\\- item",
                "-5 degrees¦-5 degrees",
                "+ item¦\\+ item",
                "---¦\\---",
                "===¦\\===",
                "1. item¦1\\. item",
                "1) item¦1\\) item",
                "1.5 litres¦1.5 litres",
                "2024. ¦2024\\.",
                "AT&T, fish & chips, &amp; &#1;¦AT\\&T, fish & chips, \\&amp; \\&#1;",
                "![a](b)¦!\\[a\\](b)",
                "wow!¦wow!",
                "§   indented§¦§&#32;  indented§",
                "§two blanks  §¦§two blanks &#32;§",
                "§\tcode§¦§&#9;code§"
            })
    void only_what_could_be_syntax_is_escaped(String text, String markdown) {
        assertThat(MarkdownText.escape(text)).isEqualTo(markdown);
    }

    @Test
    void line_breaks_are_kept_where_there_is_room_for_them() {
        assertThat(MarkdownText.escape("\na\r\nb\rc\n\n\n# d\n")).isEqualTo("a\\\nb\\\nc\\\n\\\n\\# d");
        assertThat(MarkdownText.escapeLine("\na\n\nb\n")).isEqualTo("a  b");
    }

    @Test
    void a_link_can_not_be_left_through_its_text_or_address() {
        assertThat(MarkdownText.link("a](x\ny", "https://x.org/a_(b)"))
                .isEqualTo("[a\\](x y](https://x.org/a_%28b%29)");
        assertThat(MarkdownText.link("# a", "")).isEqualTo("\\# a");
    }

    @Test
    void a_destination_can_not_end_its_link() {
        assertThat(MarkdownText.destination("https://x.org/a b)(<c>\"\\&copy;&d=1\n"))
                .isEqualTo("https://x.org/a%20b%29%28%3Cc%3E%22%5C\\&copy;&d=1%0A");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "## {{t}}¦## a # b",
                "- ## {{t}}¦- ## a # b",
                "| {{t}} | x |¦| a # b | x |",
                "{{t}}¦§a\\\n\\# b§",
                "- {{t}}¦§- a\\\n\\# b§",
                "[l]({{u}})¦[l](https://x.org/a_%28b%29)",
                "[l]({{u}}/{{u}})¦[l](https://x.org/a_%28b%29/https://x.org/a_%28b%29)",
                "<{{u}}>¦<https://x.org/a_%28b%29>",
                "see {{u}}¦see https\\://x.org/a\\_(b)",
                "[l]{{p}}¦[l]\\(b)",
                "{{bang}}[l](https://x.org)¦wow\\![l](https://x.org)",
                "{{bang}} {{bang}}¦wow! wow!",
                "{{one}}{{dot}}¦1\\. item"
            })
    void a_value_is_escaped_for_its_place_in_a_template(String template, String markdown) {
        var values = Map.of(
                "t", "a\n# b", "u", "https://x.org/a_(b)", "p", "(b)", "bang", "wow!", "one", 1L, "dot", ". item");
        assertThat(Template.compile("t", template).render(values)).isEqualTo(markdown);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void any_text_shows_literally_in_a_paragraph(@ForAll("texts") String text) {
        shows("{{x}}", text, "paragraph");
        shows("{{{before}}}{{x}} after", text, "paragraph");
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void any_text_shows_literally_in_a_heading(@ForAll("texts") String text) {
        shows("# {{x}}", text, "heading");
        shows("### Title {{x}}", text, "heading");
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void any_text_shows_literally_in_lists_and_quotes(@ForAll("texts") String text) {
        shows("- {{x}}", text, "bullet_list");
        shows("7. {{x}}", text, "ordered_list");
        shows("> {{x}}", text, "quote");
        shows("> - {{x}}", text, "quote");
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void any_text_shows_literally_in_a_table(@ForAll("texts") String text) {
        List<Block> blocks = Markdown.document(Template.compile("t", "| a | b |\n|---|---|\n| {{x}} | c |")
                        .render(Map.of("x", text)))
                .blocks();
        assertThat(blocks).singleElement().extracting(Block::kind).isEqualTo("table");
        assertThat(blocks.get(0).children()).hasSize(2);
        assertThat(plain(SpanList.text(
                        blocks.get(0).children().get(1).children().get(0).spans())))
                .isEqualTo(plain(text));
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void any_text_shows_literally_in_the_label_of_a_link(@ForAll("texts") String text) {
        String markdown = Template.compile("t", "[a {{x}} b](https://x.org)").render(Map.of("x", text));
        assertThat(Markdown.document(markdown).blocks()).singleElement().satisfies(block -> {
            assertThat(plain(SpanList.text(block.spans()))).isEqualTo(plain("a" + text + "b"));
            assertThat(block.spans()).allSatisfy(span -> assertThat(span.link()).isPresent());
        });
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void two_texts_make_no_syntax_together(@ForAll("texts") String one, @ForAll("texts") String two) {
        String markdown = Template.compile("t", "a {{x}}{{y}}").render(Map.of("x", one, "y", two));
        assertThat(Markdown.document(markdown).blocks()).singleElement().satisfies(block -> {
            assertThat(block.kind()).isEqualTo("paragraph");
            assertThat(plain(SpanList.text(block.spans()))).isEqualTo(plain("a" + one + two));
        });
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "\\",
                        "`",
                        "*",
                        "_",
                        "[",
                        "]",
                        "(",
                        ")",
                        "<",
                        ">",
                        "#",
                        "&",
                        "!",
                        "|",
                        "~",
                        "-",
                        "+",
                        "=",
                        ".",
                        ":",
                        "1",
                        " ",
                        "  ",
                        "    ",
                        "a",
                        "b",
                        "\n",
                        "\n\n",
                        "\t",
                        ";",
                        "\"",
                        "'",
                        "amp;",
                        "http://a.b",
                        "www.a",
                        "@",
                        "<b>",
                        "<!--",
                        "```",
                        "~~~",
                        "---",
                        "1. ",
                        "[a]: /b",
                        "😀",
                        "ä",
                        "\u00A0")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private static void shows(String template, String text, String kind) {
        String markdown = Template.compile("t", template).render(Map.of("x", text, "before", "before "));
        if (plain(text).isEmpty()) {
            return;
        }
        List<Block> blocks = Markdown.document(markdown).blocks();
        assertThat(blocks).as(markdown).singleElement().satisfies(block -> {
            assertThat(block.kind()).isEqualTo(kind);
            Block leaf = block;
            while (!leaf.children().isEmpty()) {
                assertThat(leaf.children()).hasSize(1);
                leaf = leaf.children().get(0);
            }
            assertThat(leaf.kind()).isIn("paragraph", "heading");
            assertThat(leaf.spans()).allSatisfy(span -> assertThat(span.marks()).isEmpty());
            String literal = template.replace("{{{before}}}", "before")
                    .replaceFirst("^(?:[#>-]+|7\\.) (?:- )?", "")
                    .replace("{{x}}", "\u0001");
            assertThat(plain(SpanList.text(leaf.spans()))).isEqualTo(plain(literal.replace("\u0001", text)));
        });
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\u00A0]+", "");
    }
}
