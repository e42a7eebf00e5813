package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.Span;

/** Splitting keeps its promises on any document: no piece too large, nothing lost, nothing torn. Table headers, which repeat, are marked with §. */
class DocumentSplitTest {
    @Property(tries = 400, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void no_piece_is_too_large_and_the_text_is_the_same(
            @ForAll("markdown") String markdown, @ForAll @IntRange(min = 30, max = 300) int most) {
        Document whole = Markdown.document(markdown);
        List<Document> pieces = whole.split(most, DocumentSplitTest::size);
        assertThat(pieces).allSatisfy(piece -> {
            assertThat(size(piece)).isLessThanOrEqualTo(most);
            assertThat(piece.blocks()).isNotEmpty();
        });
        var joined = new StringBuilder();
        pieces.forEach(piece -> joined.append(text(piece.blocks())));
        assertThat(comparable(joined.toString())).isEqualTo(comparable(text(whole.blocks())));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void nothing_is_torn_that_need_not_be(
            @ForAll("markdown") String markdown, @ForAll @IntRange(min = 60, max = 300) int most) {
        Document whole = Markdown.document(markdown);
        Set<String> languages = languages(whole);
        for (Document piece : whole.split(most, DocumentSplitTest::size)) {
            assertThat(languages).containsAll(languages(piece));
            for (Block block : all(piece.blocks())) {
                for (Span span : block.spans()) {
                    assertThat(span.text()).doesNotStartWith("\uDE00").doesNotEndWith("\uD83D");
                    span.link().ifPresent(link -> assertThat(span.text()).isIn("a label", "x", "👩‍👩‍👧"));
                }
                if (block.kind().equals("table")) {
                    assertThat(block.children().get(0).attributes().flag("header"))
                            .isTrue();
                }
            }
        }
    }

    @Provide
    Arbitrary<String> markdown() {
        return block(3).list().ofMinSize(1).ofMaxSize(6).map(blocks -> String.join("\n\n", blocks));
    }

    private static Arbitrary<String> block(int deepest) {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                sentence().map(text -> "## " + text),
                sentence(),
                sentence().list().ofMinSize(1).ofMaxSize(12).map(texts -> String.join(" ", texts)),
                Arbitraries.of("foo();", "  if (x) {", "😀😀 // long comment here")
                        .list()
                        .ofMaxSize(30)
                        .map(lines -> "```java\n" + String.join("\n", lines) + "\nend\n```"),
                row().list().ofMaxSize(12).map(rows -> "| §a | §b |\n|---|--:|\n" + String.join("\n", rows)),
                Arbitraries.just("---"),
                Arbitraries.just("![alt](https://x.org/i.png)"));
        if (deepest == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(
                leaf,
                leaf,
                leaf.list().ofMinSize(1).ofMaxSize(5).map(blocks -> indented(blocks, "> ", "> ", "\n>\n")),
                block(deepest - 1).list().ofMinSize(1).ofMaxSize(4).map(blocks -> indented(blocks, "- ", "  ", "\n")),
                block(deepest - 1)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(4)
                        .map(blocks -> indented(blocks, "3. ", "   ", "\n")));
    }

    private static String indented(List<String> blocks, String first, String others, String between) {
        return String.join(
                between,
                blocks.stream()
                        .map(block -> first + block.replace("\n", "\n" + others))
                        .toList());
    }

    private static Arbitrary<String> row() {
        return Combinators.combine(sentence(), sentence()).as((a, b) -> "| " + a + " | " + b + " |");
    }

    private static Arbitrary<String> sentence() {
        return Arbitraries.of(
                        "word",
                        "A longer one",
                        "**bold**",
                        "*em*",
                        "[a label](https://x.org/a)",
                        "`code`",
                        "😀",
                        "👩‍👩‍👧",
                        "e\u0301",
                        "end.",
                        "Und?",
                        "日本語。",
                        "supercalifragilistic")
                .list()
                .ofMinSize(1)
                .ofMaxSize(9)
                .map(words -> String.join(" ", words));
    }

    private static int size(Document document) {
        return size(document.blocks());
    }

    private static int size(List<Block> blocks) {
        int size = 0;
        for (Block block : blocks) {
            size += 1
                    + SpanList.text(block.spans()).length()
                    + size(block.children())
                    + block.attributes().text("text", "").length();
        }
        return size;
    }

    private static String text(List<Block> blocks) {
        var text = new StringBuilder();
        for (Block block : all(blocks)) {
            text.append(SpanList.text(block.spans()))
                    .append(block.attributes().text("text", ""))
                    .append(block.attributes().text("alt", ""))
                    .append(' ');
        }
        return text.toString();
    }

    private static List<Block> all(List<Block> blocks) {
        var all = new ArrayList<Block>();
        for (Block block : blocks) {
            all.add(block);
            all.addAll(all(block.children()));
        }
        return all;
    }

    private static Set<String> languages(Document document) {
        return all(document.blocks()).stream()
                .filter(block -> block.kind().equals("code"))
                .map(block -> block.attributes().text("language"))
                .collect(Collectors.toSet());
    }

    private static String comparable(String text) {
        return text.replaceAll("§[ab]", "").replaceAll("\\s+", "");
    }
}
