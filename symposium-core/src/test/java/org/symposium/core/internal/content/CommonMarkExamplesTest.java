package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.spi.Block;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** All examples of CommonMark 0.31, through every form: what a reader of the specification's HTML sees is in each of them, and nothing more. */
class CommonMarkExamplesTest {
    /**
     * Where we show other text, blanks apart: what looks like a tag but is none of HTML's was meant as text, and HTML that is never closed hides nothing.
     * The last one is CDATA, which a browser takes for a comment.
     */
    private static final Map<Integer, String> OTHERWISE = Map.ofEntries(
            Map.entry(163, "<Warning>bar</Warning>"),
            Map.entry(171, "<textarea>foobar</textarea>"),
            Map.entry(173, "<styletype=\"text/css\">foo"),
            Map.entry(201, "[foo]:<bar>(baz)[foo]"),
            Map.entry(491, "[link](<foobar>)"),
            Map.entry(524, "[foo<barattr=\"](baz)\">"),
            Map.entry(536, "[foo<barattr=\"][ref]\">"),
            Map.entry(613, "<bab><c2c>"),
            Map.entry(614, "<b2/>"),
            Map.entry(615, "<b2data=\"foo\">"),
            Map.entry(617, "Foo<responsive-imagesrc=\"foo.jpg\"/>"),
            Map.entry(623, "</foo>"),
            Map.entry(629, "foo"));

    record Example(int number, String section, String markdown, String html) {
        @Override
        public String toString() {
            return number + ", " + section;
        }
    }

    static List<Example> examples() throws IOException {
        var examples = new ArrayList<Example>();
        try (InputStream json = CommonMarkExamplesTest.class.getResourceAsStream("commonmark-examples.json")) {
            for (JsonNode example : new ObjectMapper().readTree(Objects.requireNonNull(json))) {
                examples.add(new Example(
                        examples.size() + 1,
                        example.get("section").asString(),
                        example.get("markdown").asString(),
                        example.get("html").asString()));
            }
        }
        return examples;
    }

    @Test
    void they_are_all_there() throws IOException {
        assertThat(examples()).hasSize(652);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void each_form_shows_what_the_specification_shows(Example example) {
        String seen = OTHERWISE.getOrDefault(example.number(), seen(example.html()));
        var content = RenderedContent.of("", example.markdown());
        assertThat(packed(text(content.document().blocks()))).as("document").isEqualTo(seen);
        assertThat(seen(content.html())).as("html").isEqualTo(seen);
        assertThat(seen(content.mailHtml())).as("mail").isEqualTo(seen);
        assertThat(packed(content.text()))
                .as("plain text, which has the addresses of links, bullets, numbers and lines as well")
                .matches(text -> isWithin(seen, text));
        assertThat(packed(Markdown.line(example.markdown()))).as("line").isEqualTo(seen);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void each_example_is_split_without_loss(Example example) {
        var document = Markdown.document(example.markdown());
        var pieces = document.split(12, piece -> packed(text(piece.blocks())).length());
        assertThat(pieces.stream().map(piece -> packed(text(piece.blocks()))).collect(Collectors.joining()))
                .isEqualTo(packed(text(document.blocks())));
        assertThat(pieces)
                .allSatisfy(piece -> assertThat(packed(text(piece.blocks()))).hasSizeLessThanOrEqualTo(12));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void each_example_written_again_reads_the_same(Example example) {
        var document = Markdown.document(example.markdown());
        assertThat(packed(text(Markdown.document(MarkdownWriter.write(document)).blocks())))
                .isEqualTo(packed(text(document.blocks())));
    }

    /** Whether all characters of a text stand in another one in their order. */
    private static boolean isWithin(String text, String longer) {
        int found = 0;
        for (int at = 0; at < longer.length() && found < text.length(); at++) {
            found += longer.charAt(at) == text.charAt(found) ? 1 : 0;
        }
        return found == text.length();
    }

    private static String seen(String html) {
        Document page = Jsoup.parse(html);
        page.select("title, script, style").remove();
        page.select("img").forEach(image -> image.replaceWith(new TextNode(image.attr("alt"))));
        return packed(page.body().wholeText());
    }

    private static String text(List<Block> blocks) {
        return blocks.stream()
                .map(block -> SpanList.text(block.spans())
                        + block.attributes().text("text", "")
                        + block.attributes().text("alt", "")
                        + text(block.children()))
                .collect(Collectors.joining(" "));
    }

    private static String packed(String text) {
        return text.replaceAll("[\\s\u00A0]+", "");
    }
}
