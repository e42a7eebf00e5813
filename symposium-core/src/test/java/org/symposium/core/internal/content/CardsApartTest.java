package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.Block;

/** Whatever a card's Markdown leaves open ends with the card: no card changes how another one, or the template's own text, is rendered. */
class CardsApartTest {
    private static final List<String> TEMPLATES = List.of(
            "{{#cards}}\n## {{title}}\n\n{{{content}}}\n\n{{else}}\nNothing new.\n{{/cards}}\n",
            "{{#cards}}## {{title}}\n\n{{{content}}}\n{{/cards}}",
            "{{#cards}}{{{content}}}\n\n{{/cards}}",
            "{{#cards}}{{{content}}}\n\n- {{title}}\n\n***\n\n{{/cards}}",
            "{{#cards}}**{{title}}**\n\n{{{content}}}\n\n    own code\n\n# -\n\n{{/cards}}",
            "{{#cards}}# {{title}}\n\nText before {{{content}}} and *after*\n\n`own` code\n\n{{/cards}}",
            "{{#cards}}# {{title}}\n{{{content}}}\n# end\n{{/cards}}",
            "{{#cards}}# {{{title}}}: {{{content}}}\n{{/cards}}",
            "{{#cards}}> {{{content}}}\n\n{{title}}\n\n{{/cards}}",
            "{{#cards}}## {{title}}\n\n- {{{content}}}\n\n***\n\n{{/cards}}",
            "{{#cards}}```\n{{{content}}}\n```\n\n*{{title}}*\n\n{{/cards}}");

    @Provide
    Arbitrary<String> content() {
        return HostileMarkdown.contents();
    }

    @Provide
    Arbitrary<String> template() {
        return Arbitraries.of(TEMPLATES);
    }

    @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
    void cards_are_rendered_together_as_each_is_alone(
            @ForAll("template") String template,
            @ForAll("content") String one,
            @ForAll("content") String hostile,
            @ForAll("content") String two) {
        var cards = List.of(card("One", one), card("Hostile", hostile), card("Two", two));
        List<Block> alone = cards.stream()
                .flatMap(card -> document(template, List.of(card)).stream())
                .toList();
        assertThat(outline(document(template, cards))).isEqualTo(outline(alone));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_card_alone_shows_what_it_is(@ForAll("content") String content) {
        List<Block> closed = Markdown.document(Markdown.closed(content)).blocks();
        List<Block> before = Markdown.document(content).blocks();
        assertThat(kinds(closed)).isEqualTo(kinds(before));
        assertThat(text(closed)).isEqualTo(text(before));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_card_in_a_table_stays_in_its_cell(@ForAll("content") String one, @ForAll("content") String two) {
        var cards = List.of(card("One", one), card("Two", two), card("Three", "*three*"));
        List<Block> blocks =
                document("| a | b |\n|---|---|\n{{#cards}}| {{{content}}} | {{title}} |\n{{/cards}}\n\nafter", cards);
        assertThat(blocks).extracting(Block::kind).containsExactly("table", "paragraph");
        List<Block> rows = blocks.get(0).children();
        assertThat(rows.stream().map(row -> row.children().get(1)).map(cell -> Outline.of(List.of(cell))))
                .containsExactly("table_cell(b)", "table_cell(One)", "table_cell(Two)", "table_cell(Three)");
        assertThat(Outline.of(rows.get(3).children().subList(0, 1))).isEqualTo("table_cell([emphasis]three)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<!-- open", "<script>open", "<![CDATA[open", "<?open", "<pre>open", "```\nopen", "[x]: /open"})
    void what_one_card_opens_no_later_one_closes(String content) {
        var cards = List.of(card("One", content), card("Two", "[x] *two* --> </script> ]]> ?> </pre>\n```"));
        List<Block> blocks = document(TEMPLATES.get(0), cards);
        List<Block> alone = document(TEMPLATES.get(0), cards.subList(1, 2));
        assertThat(outline(blocks)).endsWith(outline(alone)).contains("heading{\"level\":2}(Two)");
    }

    @Test
    void markdown_that_is_closed_is_put_in_as_it_is() {
        for (String content : List.of(
                "Prose with 5 * 5, snake_case & more; <3",
                "# Heading\n\n* a\n* b\n\n__bold__ and `code`, [link](https://x.org 'title')",
                "```\na\n```",
                "> quote\n> more",
                "| a | b |\n|---|---|\n| 1 | 2 |")) {
            assertThat(Template.compile("t", "{{{x}}}").render(Map.of("x", content)))
                    .isEqualTo(content);
        }
    }

    @Test
    void a_card_of_several_blocks_stays_in_the_item_or_quotation_that_it_begins() {
        var values = Map.of("x", "a\n\n```\nb\n\nc\n```\n- d");
        assertThat(Outline.of(Markdown.document(
                        Template.compile("t", "- {{{x}}}\n- next").render(values))))
                .isEqualTo("bullet_list(item(paragraph(a) code{\"language\":\"\",\"text\":\"b\\n\\nc\"}() "
                        + "bullet_list(item(paragraph(d)))) item(paragraph(next)))");
        assertThat(Outline.of(Markdown.document(
                        Template.compile("t", "> {{{x}}}\nafter").render(values))))
                .isEqualTo("quote(paragraph(a) code{\"language\":\"\",\"text\":\"b\\n\\nc\"}() "
                        + "bullet_list(item(paragraph(d)))) paragraph(after)");
    }

    private static Map<String, String> card(String title, String content) {
        return Map.of("title", title, "content", content);
    }

    private static List<Block> document(String template, List<Map<String, String>> cards) {
        return new ArrayList<>(Markdown.document(Template.compile("t", template).render(Map.of("cards", cards)))
                .blocks());
    }

    private static String kinds(List<Block> blocks) {
        return blocks.stream()
                .map(block -> block.kind() + "(" + kinds(block.children()) + ")")
                .collect(Collectors.joining(" "));
    }

    private static String text(List<Block> blocks) {
        return PlainText.of(new ContentDocument(blocks)).replaceAll("\\s+", "");
    }

    private static String outline(List<Block> blocks) {
        return blocks.stream()
                .map(block -> Outline.of(List.of(block)))
                .collect(Collectors.joining("\n"))
                .replace(" ↵", "↵");
    }
}
