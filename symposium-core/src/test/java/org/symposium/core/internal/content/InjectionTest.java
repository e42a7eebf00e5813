package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that would like to be more than text, in every place of a template: they stay the text they are, and nothing around them changes. */
class InjectionTest {
    private static final List<String> PLACES = List.of(
            "before {{x}} after",
            "{{x}}",
            "# {{x}}",
            "- {{x}}\n- next",
            "1. {{x}}",
            "> {{x}}\n\nafter",
            "**{{x}}** after",
            "[{{x}}](https://x.org) after",
            "| a | b |\n|---|---|\n| {{x}} | next |",
            "{{#each list}}- {{this}}\n{{/each}}",
            "a{{x}}b",
            "({{x}})");

    /** For spreadsheets, chats, mail services, browsers, Markdown and template engines; and text that is only unusual. */
    private static final List<String> VALUES = List.of(
            "@everyone",
            "<@123456789012345678>",
            "<@&1>",
            "<!channel>",
            "<!here|here>",
            "<!subteam^S1>",
            "<#C01>",
            "<https://evil.example|bank.example>",
            "=HYPERLINK(\"https://evil.example\",\"x\")",
            "=cmd|' /C calc'!A0",
            "+1+1",
            "-1+1",
            "*|FNAME|*",
            "*|IF:X|*",
            "{{x}}",
            "{{{x}}}",
            "{{>partial}}",
            "${7*7}",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<!-- open",
            "]]>",
            "&lt;b&gt; &amp; &#42;",
            "[label](javascript:alert(1))",
            "](https://evil.example)",
            "![x](https://evil.example/pixel.png)",
            "[x]: https://evil.example",
            "[x][y]",
            "<https://evil.example>",
            "https://evil.example/a_b?c=d*e",
            "see http://evil.example, ftp://evil.example and www.evil.example",
            "ada@evil.example, mailto:ada@evil.example",
            "*em* **strong** __strong__ ~~del~~ `code`",
            "*_~`",
            "```",
            "~~~ open",
            "# heading",
            "- item",
            "1. item",
            "> quote",
            "---",
            "===",
            "| a | b |",
            "[ ] task",
            "\\",
            "\\*",
            "a\\",
            ":x: ||spoiler||",
            "👩‍👩‍👧 😀 🇩🇪 e\u0301",
            "مرحبا بالعالم",
            "שלום (עולם)",
            "a \u202Eevil\u202C b",
            "日本語。",
            "\uD83D lone",
            "%s %n \\n",
            "' OR 1=1 --");

    static Stream<Arguments> places() {
        return VALUES.stream().flatMap(value -> PLACES.stream().map(place -> Arguments.of(value, place)));
    }

    @ParameterizedTest
    @MethodSource("places")
    void a_value_stays_text_in_any_place(String value, String place) {
        assertThat(shape(place, value)).isEqualTo(shape(place, "word").replace("word", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "two\r\n# lines", "a\n\n- b", "a\n| x | y |", "a\n```\nb", "a\n---"})
    void a_value_of_several_lines_stays_in_its_heading_its_row_and_its_item(String value) {
        String oneLine = value.replaceAll("\\s+", " ");
        for (String place : PLACES) {
            assertThat(shape(place, value).replaceAll("[↵\\s]+", " "))
                    .as(place)
                    .isEqualTo(shape(place, "word").replace("word", oneLine).replaceAll("\\s+", " "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://x.org/a) [b](https://evil.example",
                "https://x.org/ \"title",
                "https://x.org/>\n\n# x",
                "https://x.org/|a",
                "https://x.org/(a)"
            })
    void a_value_in_a_links_parentheses_stays_one_address(String value) {
        assertThat(shape("[label]({{x}}) after", value)).matches("paragraph\\(label→https://x.org/\\S*\\| after\\)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "data:text/html,x", " vbscript:x", "//evil.example", "java\tscript:x"})
    void a_value_in_a_links_parentheses_leads_nowhere_else(String value) {
        assertThat(shape("[label]({{x}})", value)).isEqualTo("paragraph(label)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\nopen",
                "~~~~ java\nopen\n~~~",
                "text\n\n``` ```\n````\nopen",
                "<!-- open",
                "<script>\nopen",
                "<?php open",
                "<![CDATA[ open",
                "> ```\n> open",
                "- ```\n  open"
            })
    void markdown_of_one_card_leaves_the_next_one_as_it_is(String content) {
        var cards = List.of(Map.of("title", "One", "content", content), Map.of("title", "Two", "content", "*second*"));
        String markdown = Template.compile("t", "{{#cards}}\n## {{title}}\n\n{{{content}}}\n\n{{/cards}}")
                .render(Map.of("cards", cards));
        assertThat(Outline.of(Markdown.document(markdown)))
                .contains("open")
                .endsWith("heading{\"level\":2}(Two) paragraph([emphasis]second)");
    }

    @Test
    void a_subject_is_one_line_whatever_its_values_are() {
        String subject = Markdown.line(Template.compile("t", "{{x}}: {{y}}")
                .render(Map.of("x", "Re\r\nBcc: a@b.org", "y", "<b>*\u0000*</b>\u2028x")));
        assertThat(RenderedContent.of(subject, "").subject())
                .doesNotContainPattern("[\\p{Cntrl}\u2028]")
                .startsWith("Re Bcc: a@b.org: <b>*");
    }

    private static String shape(String place, String value) {
        String markdown = Template.compile("t", place).render(Map.of("x", value, "list", List.of(value, value)));
        return Outline.of(Markdown.document(markdown));
    }
}
