package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.symposium.spi.Block;

/** HTML to Markdown and back keeps every word, in order, and adds none. */
class RoundTripTest {
    private static final URI BASE = URI.create("https://x.org/");

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void html_to_markdown_to_html_keeps_the_text(@ForAll("html") String html) {
        String markdown = HtmlToMarkdown.convert(html, BASE);
        String back = Markdown.html(markdown);
        assertThat(text(back)).as(markdown).isEqualTo(text(html));
        assertThat(markdown).doesNotContain("\n\n\n");
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void markdown_written_from_a_document_reads_back_as_the_same_document(@ForAll("html") String html) {
        String markdown = HtmlToMarkdown.convert(html, BASE);
        var document = Markdown.document(markdown);
        String again = MarkdownWriter.write(document);
        assertThat(words(Markdown.document(again).blocks())).as(again).isEqualTo(words(document.blocks()));
        assertThat(kinds(Markdown.document(again).blocks())).as(again).isEqualTo(kinds(document.blocks()));
    }

    @Provide
    Arbitrary<String> html() {
        return block(3).list().ofMinSize(1).ofMaxSize(5).map(blocks -> String.join("\n", blocks));
    }

    private static Arbitrary<String> block(int deepest) {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                inline(2).map(text -> "<p>" + text + "</p>"),
                inline(2),
                inline(2).map(text -> "<h2>" + text + "</h2>"),
                word().list()
                        .ofMaxSize(6)
                        .map(words -> "<pre><code class=language-java>" + String.join("\n ", words) + "</code></pre>"),
                inline(1)
                        .list()
                        .ofMinSize(2)
                        .ofMaxSize(2)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(RoundTripTest::table));
        if (deepest == 0) {
            return leaf;
        }
        Arbitrary<String> inner = block(deepest - 1);
        return Arbitraries.oneOf(
                leaf,
                inner.list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(items ->
                                items.stream().collect(Collectors.joining("</li><li>", "<ul><li>", "</li></ul>"))),
                inner.list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(items -> items.stream()
                                .collect(Collectors.joining("</li><li>", "<ol start=4><li>", "</li></ol>"))),
                inner.list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(items -> "<blockquote>" + String.join("", items) + "</blockquote>"),
                inner.map(text -> "<div>" + text + "</div>"));
    }

    private static String table(List<List<String>> rows) {
        return rows.stream()
                .map(cells -> "<td>" + String.join("</td><td>", cells) + "</td>")
                .collect(Collectors.joining("</tr><tr>", "<table><tr>", "</tr></table>"));
    }

    private static Arbitrary<String> inline(int deepest) {
        if (deepest == 0) {
            return word();
        }
        Arbitrary<String> inner =
                inline(deepest - 1).list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(
                word(),
                word(),
                inner,
                inner.map(text -> "<b>" + text + "</b>"),
                inner.map(text -> "<em>" + text + "</em>"),
                inner.map(text -> "<del>" + text + "</del>"),
                inner.map(text -> "<a href='/a_b(c)'>" + text + "</a>"),
                word().map(text -> "<code>" + text + "</code>"),
                inner.map(text -> text + "<br>" + text));
    }

    private static Arbitrary<String> word() {
        return Arbitraries.of(
                "word",
                "two words",
                " ",
                "*",
                "_x_",
                "a_b",
                "# h",
                "- i",
                "1. n",
                "&gt; q",
                "&lt;b&gt;",
                "&amp;amp;",
                "`c`",
                "``",
                "[l](u)",
                "![i](u)",
                "|",
                "~~s~~",
                "!",
                ".",
                "(",
                ")",
                ":",
                "\\",
                "---",
                "===",
                "日本",
                "「x」",
                "😀",
                "end. ",
                " \n lead",
                "http://a.b/c_d",
                "[x] t",
                "```",
                "&nbsp;",
                "\"q\"");
    }

    private static String text(String html) {
        return Jsoup.parseBodyFragment(html)
                .wholeText()
                .replace("☐", "[ ]")
                .replace("☑", "[x]")
                .replaceAll("[\\s\u00A0]+", "");
    }

    private static String words(List<Block> blocks) {
        return blocks.stream()
                .map(block ->
                        SpanList.text(block.spans()) + block.attributes().text("text", "") + words(block.children()))
                .collect(Collectors.joining())
                .replaceAll("\\s+", "");
    }

    private static String kinds(List<Block> blocks) {
        return blocks.stream()
                .map(block -> block.kind() + "(" + kinds(block.children()) + ")")
                .collect(Collectors.joining(" "));
    }
}
