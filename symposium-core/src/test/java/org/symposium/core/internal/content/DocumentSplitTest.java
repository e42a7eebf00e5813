package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.symposium.spi.Block;
import org.symposium.spi.Document;
import org.symposium.spi.Span;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

/** Splitting keeps its promises on any document: no piece too large, nothing lost, nothing torn. Table headers, which repeat, are marked with §. */
class DocumentSplitTest {
    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void no_piece_is_too_large_and_the_text_is_the_same(
            @ForAll("markdown") String markdown, @ForAll @IntRange(min = 30, max = 300) int most) {
        splitsWithoutLoss(markdown, most);
    }

    @Tag("soak")
    @Property(tries = 100_000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void of_a_hundred_thousand_documents_nothing_is_lost_or_torn(
            @ForAll("markdown") String markdown, @ForAll @IntRange(min = 60, max = 3_000) int most) {
        splitsWithoutLoss(markdown, most);
        tearsNothing(markdown, most);
    }

    private static void splitsWithoutLoss(String markdown, int most) {
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

    @Property(tries = 700, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void nothing_is_torn_that_need_not_be(
            @ForAll("markdown") String markdown, @ForAll @IntRange(min = 60, max = 300) int most) {
        tearsNothing(markdown, most);
    }

    private static void tearsNothing(String markdown, int most) {
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

    @Test
    void several_limits_are_kept_at_once() {
        Document whole =
                Markdown.document("word ".repeat(200) + "\n\n" + "- item\n".repeat(40) + "\n" + "p\n\n".repeat(30));
        List<Document> pieces =
                whole.split(piece -> size(piece) <= 300 && piece.blocks().size() <= 5);
        assertThat(pieces).allSatisfy(piece -> {
            assertThat(size(piece)).isLessThanOrEqualTo(300);
            assertThat(piece.blocks()).hasSizeLessThanOrEqualTo(5);
        });
        assertThat(comparable(pieces.stream().map(piece -> text(piece.blocks())).collect(Collectors.joining())))
                .isEqualTo(comparable(text(whole.blocks())));
    }

    @Test
    void one_block_can_be_cut_alone() {
        Document whole = Markdown.document("# Title\n\n" + "word ".repeat(100).strip());
        List<Document> parts = whole.with(whole.blocks().subList(1, 2)).split(50, DocumentSplitTest::size);
        assertThat(parts)
                .hasSizeGreaterThan(9)
                .allSatisfy(part -> assertThat(part.blocks())
                        .singleElement()
                        .satisfies(block -> assertThat(block.kind()).isEqualTo("paragraph")));
        assertThat(String.join(" ", parts.stream().map(Document::text).toList()))
                .isEqualTo("word ".repeat(100).strip());
    }

    @Test
    void what_can_not_be_taken_apart_is_refused() {
        Document whole = Markdown.document("text\n\n![a long description](https://x.org/i.png)");
        assertThatThrownBy(() -> whole.split(10, document -> document.text().length()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::rule)
                                .containsExactly("unsplittable"));
    }

    @Test
    void a_document_of_many_small_blocks_is_asked_about_seldom() {
        Document whole = Markdown.document("a\n\n".repeat(20_000));
        var asked = new AtomicInteger();
        List<Document> pieces = whole.split(10_000, piece -> {
            asked.incrementAndGet();
            return piece.blocks().size();
        });
        assertThat(pieces).hasSize(2);
        assertThat(asked).hasValueLessThan(200);
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
