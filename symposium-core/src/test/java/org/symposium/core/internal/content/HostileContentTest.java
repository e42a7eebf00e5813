package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.spi.Document;

/** Markdown and HTML made to hurt: each ends soon, with a result or with a refusal that says why. */
class HostileContentTest {
    private static final URI BASE = URI.create("https://x.org/");

    /** Far more than any of these takes on a slow machine, far less than what they take without the guard. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void ten_thousand_cards_are_rendered_and_split_in_every_form() {
        var cards = new ArrayList<Map<String, Object>>();
        for (int card = 0; card < 10_000; card++) {
            cards.add(Map.of("title", "Title " + card, "content", "*text*"));
        }
        assertTimeoutPreemptively(SOON, () -> {
            var content = RenderedContent.of(
                    "",
                    Template.compile("t", "{{#cards}}\n## {{title}}\n{{/cards}}")
                            .render(Map.of("cards", cards)));
            var pieces = content.document().split(2_000, piece -> piece.text().length());
            assertThat(content.document().blocks()).hasSize(10_000);
            assertThat(pieces.stream().mapToInt(piece -> piece.blocks().size()).sum())
                    .isEqualTo(10_000);
            assertThat(content.text()).contains("Title 0\n").endsWith("Title 9999");
            assertThat(content.mailHtml()).contains("Title 9999</h2>");
        });
        assertThatThrownBy(() -> Template.compile(
                                "t", "{{#cards}}\n## {{title}}\n\n{{{content}}}\n\n" + "x".repeat(50) + "\n{{/cards}}")
                        .render(Map.of("cards", cards)))
                .hasMessageContaining("256 KiB");
    }

    @Test
    void a_card_of_a_mebibyte_is_read_and_split_in_every_form() {
        assertTimeoutPreemptively(SOON, () -> {
            String paragraph = "Word and *more* words, 😀 and [a link](https://x.org). "
                    .repeat(40)
                    .strip();
            String markdown = (paragraph + "\n\n").repeat(500);
            assertThat(markdown.length()).isGreaterThan(1024 * 1024);
            var content = RenderedContent.of("", markdown);
            var pieces = content.document().split(3_000, piece -> piece.text().length());
            assertThat(pieces).allSatisfy(piece -> assertThat(piece.text()).hasSizeLessThanOrEqualTo(3_000));
            String joined = String.join("", pieces.stream().map(Document::text).toList());
            assertThat(joined.replaceAll("\\s", "")).isEqualTo(content.text().replaceAll("\\s", ""));
            assertThat(content.mailHtml().length()).isGreaterThan(1024 * 1024);
        });
    }

    static List<Arguments> monsters() {
        int n = 50_000;
        return List.of(
                monster("open brackets", "[".repeat(n)),
                monster("bracket pairs", "[]".repeat(n)),
                monster("closed brackets", "]".repeat(n)),
                monster("open links", "[a](".repeat(n)),
                monster("open links in angle brackets", "[a](<b".repeat(n)),
                monster("nested links", "[".repeat(n) + "a" + "](b)".repeat(n)),
                monster("images", "![".repeat(n)),
                monster("mixed emphasis", "*a_ ".repeat(n)),
                monster("emphasis without end", "*a **a ".repeat(n)),
                monster("emphasis closers", "a** ".repeat(n)),
                monster("underscores", "_".repeat(n) + "a"),
                monster("alternating delimiters", "*_".repeat(n) + "a" + "_*".repeat(n)),
                monster("tildes", "~a~~b ".repeat(n)),
                monster("backticks", growing("`")),
                monster("backtick pairs", "`a``b```c".repeat(n / 4)),
                monster("deep quotes", ">".repeat(n) + "a"),
                monster("deep quotes with blanks", "> ".repeat(n) + "a"),
                monster("quotes over lines", ("> ".repeat(200) + "a\n").repeat(400)),
                monster("deep bullets", "- ".repeat(n) + "a"),
                monster("deep numbers", "1. ".repeat(n) + "a"),
                monster("indented lists", indentedList(2_000)),
                monster("references", references(20_000)),
                monster("uses of a long reference", "[a]: /" + "x".repeat(5_000) + "\n\n" + "[a]".repeat(10_000)),
                monster("open references", "[a\n".repeat(n)),
                monster("angle brackets", "<".repeat(n)),
                monster("open tags", "<a ".repeat(n)),
                monster("open comments", "<!--".repeat(n)),
                monster("open instructions", "<?".repeat(n)),
                monster("open declarations", "<!A".repeat(n)),
                monster("CDATA", "<![CDATA[".repeat(n)),
                monster("attributes", "<a " + "b='c' ".repeat(n)),
                monster("entities", "&".repeat(n)),
                monster("numbers of entities", "&#9999999;".repeat(n / 4)),
                monster("backslashes", "\\".repeat(n)),
                monster("table header", "|a".repeat(n) + "\n" + "|-".repeat(n)),
                monster("table rows", "|a|b|\n|-|-|\n" + "|x\n".repeat(n)),
                monster(
                        "wide table, short rows",
                        "|a".repeat(3_000) + "|\n" + "|-".repeat(3_000) + "|\n" + "|x\n".repeat(5_000)),
                monster("setext lines", "a\n=\n".repeat(n / 4)),
                monster("rules", "***\n".repeat(n)),
                monster("fences", "```\n~~~\n".repeat(n / 4)),
                monster("blank lines", "\n".repeat(10 * n)),
                monster("blanks", " ".repeat(10 * n) + "a"),
                monster("tabs", "\t".repeat(n) + "a"),
                monster("addresses", "http://a.".repeat(n)),
                monster("mail addresses", "a@".repeat(n)),
                monster("dots", "www." + ".".repeat(n)),
                monster("parentheses in addresses", "http://a.b/" + "(".repeat(n)),
                monster("NUL", "\0".repeat(n)),
                monster("lone surrogates", "\uD83D".repeat(n)),
                monster("combining marks", "a" + "\u0301".repeat(n)));
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void a_monster_of_markdown_is_read_soon_in_every_form(Named monster) {
        assertTimeoutPreemptively(SOON, () -> {
            var content = RenderedContent.of("", monster.text());
            content.document().split(2_000, document -> document.text().length());
            assertThat(content.mailHtml()).isNotNull();
            assertThat(content.html()).isNotNull();
            assertThat(content.text()).isNotNull();
            assertThat(content.subject().length()).isLessThanOrEqualTo(400);
        });
    }

    static List<Arguments> htmlMonsters() {
        int n = 100_000;
        return List.of(
                monster("divs", "<div>".repeat(n) + "a"),
                monster("bold", "<b>".repeat(n) + "a"),
                monster("bold in paragraphs", "<p><b>".repeat(n / 10) + "a"),
                monster("links", "<a href=x>".repeat(n / 4) + "a"),
                monster("misnested", "<b><i><p>".repeat(n / 20) + "</b></i>".repeat(n / 20)),
                monster("quotes", "<blockquote>".repeat(n) + "a"),
                monster("lists", "<ul><li>".repeat(n) + "a"),
                monster("definition lists", "<dl><dd>".repeat(n / 2) + "a"),
                monster("tables", "<table><tr><td>".repeat(n / 4) + "a"),
                monster("table without cells", "<table>".repeat(n / 4) + "a"),
                monster("wide table", "<table><tr>" + "<td>a".repeat(n) + "</table>"),
                monster("long table", "<table>" + "<tr><td>a<td>b".repeat(n / 3) + "</table>"),
                monster(
                        "spanning cells",
                        "<table>" + "<tr><td colspan=9999 rowspan=9999>a<td>b".repeat(1_000) + "</table>"),
                monster("spans", "<span>".repeat(n) + "a"),
                monster("forms", "<form>".repeat(n) + "a"),
                monster("breaks in quotes", "<blockquote>".repeat(20) + "a<br>".repeat(n)),
                monster("marks side by side", "<b>a</b><i>b</i>".repeat(n / 10)),
                monster("attributes", "<div " + "a=b ".repeat(n) + ">x"),
                monster("entities", "&amp".repeat(n)),
                monster("unclosed comment", "<!--".repeat(n)),
                monster("unclosed script", "<script>".repeat(n)),
                monster("select", "<select><option>".repeat(n / 4) + "a"),
                monster("svg", "<svg><g>".repeat(n / 4) + "a"),
                monster("templates", "<template>".repeat(n / 4) + "a"),
                monster("headings", "<h1>".repeat(n / 4) + "a"),
                monster("pre", "<pre>".repeat(n / 4) + "a"),
                monster("text", "a ".repeat(2_000_000)),
                monster("stars", "*".repeat(n)),
                monster(
                        "markup characters",
                        "<p>" + "*_[`<!".replace("<", "&lt;").repeat(n / 4)));
    }

    @ParameterizedTest
    @MethodSource("htmlMonsters")
    void a_monster_of_html_is_read_soon(Named monster) {
        assertTimeoutPreemptively(
                SOON,
                () -> assertThat(HtmlToMarkdown.convert(monster.text(), BASE)).isNotNull());
    }

    record Named(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Arguments monster(String name, String text) {
        return Arguments.of(new Named(name, text));
    }

    private static String growing(String mark) {
        var text = new StringBuilder();
        for (int length = 1; length < 700; length++) {
            text.append(mark.repeat(length)).append('a');
        }
        return text.toString();
    }

    private static String indentedList(int items) {
        var text = new StringBuilder();
        for (int item = 0; item < items; item++) {
            text.append(" ".repeat(2 * (item % 200))).append("- a\n");
        }
        return text.toString();
    }

    private static String references(int count) {
        var text = new StringBuilder();
        for (int reference = 0; reference < count; reference++) {
            text.append("[r")
                    .append(reference)
                    .append("]: /u")
                    .append(reference)
                    .append("\n");
        }
        return text.append("\n[r1][r2]\n").toString();
    }
}
