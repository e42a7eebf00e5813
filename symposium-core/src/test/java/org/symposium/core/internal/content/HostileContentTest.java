package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

/** Templates, Markdown and HTML made to hurt: each ends soon, with a result or with a refusal that says why. */
class HostileContentTest {
    private static final URI BASE = URI.create("https://x.org/");

    /** Far more than any of these takes on a slow machine, far less than what they take without the guard. */
    private static final Duration SOON = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "{{>/etc/passwd}}¦template_partial¦line 1, column 1",
                "a {{> partial }}¦template_partial¦line 1, column 3",
                "{{>*dynamic}}¦template_partial¦line 1, column 1",
                "{{=<% %>=}}<%x%>¦template_delimiter¦line 1, column 1",
                "{{%IMPLICIT-ITERATOR}}¦template_pragma¦line 1, column 1",
                "{{<parent}}{{/parent}}¦template_inheritance¦line 1, column 1",
                "{{$block}}x{{/block}}¦template_inheritance¦line 1, column 1",
                "{{?check}}x{{/check}}¦template_name¦line 1, column 1",
                "{{*x}}¦template_name¦line 1, column 1",
                "{{}}¦template_name¦line 1, column 1",
                "{{ }}¦template_name¦line 1, column 1",
                "{{{}}}¦template_name¦line 1, column 1",
                "{{#}}x{{/}}¦template_name¦line 1, column 1",
                "line\\n  {{#open}}¦template_unclosed_section¦line 2, column 3",
                "{{#a}}{{#b}}{{/a}}{{/b}}¦template_crossed_section¦line 1, column 13",
                "{{/a}}¦template_crossed_section¦line 1, column 1",
                "{{#if a}}{{/unless}}{{/if}}¦template_crossed_section¦line 1, column 10",
                "{{#each cards}}{{/cards}}{{/each}}¦template_crossed_section¦line 1, column 16",
                "text {{open¦template_unclosed_tag¦line 1, column 6",
                "{{{open}}¦template_unclosed_tag¦line 1, column 1",
                "{{open {{x}}¦template_unclosed_tag¦line 1, column 1",
                "{{! open¦template_unclosed_tag¦line 1, column 1",
                "{{!-- open }}¦template_unclosed_tag¦line 1, column 1",
                "{{a b}}¦template_helper¦line 1, column 1",
                "{{lookup map key}}¦template_helper¦line 1, column 1",
                "{{#with author}}{{/with}}¦template_helper¦line 1, column 1",
                "{{#each cards as |card|}}{{/each}}¦template_helper¦line 1, column 1",
                "{{#each}}{{/each}}¦template_name¦line 1, column 1",
                "{{#if}}{{/if}}¦template_name¦line 1, column 1",
                "{{else}}¦template_else¦line 1, column 1",
                "{{#if a}}{{else}}{{else}}{{/if}}¦template_else¦line 1, column 18",
                "{{#if a}}{{else with b}}{{/if}}¦template_else¦line 1, column 10",
                "{{list.clear()}}¦template_name¦line 1, column 1",
                "{{a..b}}¦template_name¦line 1, column 1",
                "{{.a}}¦template_name¦line 1, column 1",
                "{{a.}}¦template_name¦line 1, column 1",
                "{{a/b}}¦template_name¦line 1, column 1",
                "{{../../etc/passwd}}¦template_name¦line 1, column 1",
                "{{@class}}¦template_name¦line 1, column 1",
                "{{\"text\"}}¦template_name¦line 1, column 1",
                "{{a[0]}}¦template_name¦line 1, column 1",
                "{{~x~}}¦template_tag¦line 1, column 1",
                "{{-x}}¦template_name¦line 1, column 1",
                "{{`x`}}¦template_name¦line 1, column 1",
                "{{${7*7}}}¦template_inheritance¦line 1, column 1",
                "{{T(java.lang.Runtime)}}¦template_name¦line 1, column 1"
            })
    void a_template_that_breaks_the_rules_is_refused_with_its_place(String template, String rule, String place) {
        assertThat(violations(template.replace("\\n", "\n"))).anySatisfy(violation -> {
            assertThat(violation.field()).isEqualTo("template");
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.message()).startsWith(place + ":");
        });
    }

    @Test
    void all_that_is_wrong_with_a_template_is_said_at_once() {
        assertThat(violations("{{>a}}\n{{#b}}\n{{c d}}\n{{/e}}"))
                .extracting(Violation::rule)
                .containsExactlyInAnyOrder(
                        "template_partial", "template_helper", "template_crossed_section", "template_unclosed_section");
    }

    @ParameterizedTest
    @CsvSource({
        "{{list.clear}}",
        "{{list.class}}",
        "{{list.class.classLoader}}",
        "{{class.name}}",
        "{{text.bytes}}",
        "{{text.getClass}}",
        "{{text.value}}",
        "{{list.stream}}",
        "{{map.keySet}}",
        "{{map.clear}}",
        "{{number.intValue}}",
        "{{#list.iterator}}x{{/list.iterator}}",
        "{{@root.getClass}}",
        "{{../../../..}}",
        "{{list.99999999999999999999}}",
        "{{list.-1}}",
        "{{#each text}}x{{/each}}"
    })
    void what_looks_like_a_call_or_leads_nowhere_shows_nothing(String template) {
        var list = new ArrayList<>(List.of("a"));
        if (template.equals("{{list.-1}}")) {
            assertThat(violations(template)).hasSize(1);
            return;
        }
        var values = Map.of("list", list, "text", "t", "map", Map.of("a", 1L), "number", 1L);
        assertThat(Template.compile("template", template).render(values)).isEmpty();
        assertThat(list).containsExactly("a");
    }

    @Test
    void limits_of_a_template_are_named() {
        assertThat(violations("x".repeat(16 * 1024 + 1)))
                .extracting(Violation::rule)
                .containsExactly("template_size");
        assertThat(violations("ü".repeat(8 * 1024 + 1)))
                .extracting(Violation::rule)
                .containsExactly("template_size");
        assertThat(violations("{{x}}".repeat(501))).extracting(Violation::rule).containsExactly("template_tags");
        assertThat(violations(nested(11))).extracting(Violation::rule).containsExactly("template_depth");
        assertThat(violations("{{" + "a.".repeat(20) + "a}}"))
                .extracting(Violation::rule)
                .containsExactly("template_name");
        assertThat(Template.compile("template", "{{x}}".repeat(500)).render(Map.of()))
                .isEmpty();
        assertThat(Template.compile("template", nested(10)).render(Map.of("a", true)))
                .isEqualTo("x");
        assertThat(Template.compile("template", "x".repeat(16 * 1024)).render(Map.of()))
                .hasSize(16 * 1024);
    }

    @Test
    void deep_recursion_in_a_template_is_refused_at_once() {
        assertTimeoutPreemptively(SOON, () -> {
            assertThat(violations("{{#a}}".repeat(2_700))).isNotEmpty();
            assertThat(violations("{{/a}}".repeat(2_700))).isNotEmpty();
            assertThat(violations("{{".repeat(8_000))).isNotEmpty();
            assertThat(violations("{{#if a}}" + "{{else if a}}".repeat(400) + "{{/if}}"))
                    .extracting(Violation::rule)
                    .contains("template_depth");
        });
    }

    @Test
    void loops_in_loops_end_with_the_limit_named() {
        String bomb = "{{#each items}}".repeat(10) + "{{#if no}}{{/if}}".repeat(0) + "{{/each}}".repeat(10);
        Object items = List.of();
        for (int depth = 0; depth < 10; depth++) {
            items = Collections.nCopies(100, Map.of("items", items));
        }
        refused(bomb.replace("{{/each}}", "{{no}}{{/each}}"), Map.of("items", items), "template_operations");
        refused(
                "{{#each a}}{{#each ../a}}{{#each ../../a}}{{#unless no}}{{/unless}}{{/each}}{{/each}}{{/each}}",
                Map.of("a", Collections.nCopies(1_000, "x")),
                "template_operations");
    }

    @Test
    void output_without_end_ends_with_the_limit_named() {
        refused(
                "{{#each a}}" + "x".repeat(1_000) + "{{/each}}",
                Map.of("a", Collections.nCopies(1_000, true)),
                "template_output");
        refused(
                "{{#each a}}{{{../t}}}{{/each}}",
                Map.of("a", Collections.nCopies(1_000, true), "t", "y".repeat(1_000)),
                "template_output");
        refused("{{t}}", Map.of("t", "*".repeat(200_000)), "template_output");
        refused("{{t}}", Map.of("t", "y".repeat(50_000_000)), "template_output");
        refused("{{{t}}}", Map.of("t", "€".repeat(100_000)), "template_output");
        refused("{{a}}", Map.of("a", Collections.nCopies(100_000, "item")), "template_output");
        refused("{{a}}", Map.of("a", Collections.nCopies(1_000_000, "")), "template_operations");
        assertThat(Template.compile("template", "{{{t}}}").render(Map.of("t", "x".repeat(256 * 1024))))
                .hasSize(256 * 1024);
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
            content.document().split(2_000, document -> PlainText.of(document).length());
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

    private static String nested(int depth) {
        return "{{#a}}".repeat(depth) + "x" + "{{/a}}".repeat(depth);
    }

    private static List<Violation> violations(String template) {
        try {
            Template.compile("template", template);
        } catch (InvalidInputException e) {
            return e.violations();
        }
        return List.of();
    }

    private static void refused(String template, Map<String, ?> values, String rule) {
        var compiled = Template.compile("template", template);
        assertTimeoutPreemptively(
                SOON,
                () -> assertThatThrownBy(() -> compiled.render(values))
                        .isInstanceOfSatisfying(
                                InvalidInputException.class,
                                e -> assertThat(e.violations()).singleElement().satisfies(violation -> {
                                    assertThat(violation.field()).isEqualTo("template");
                                    assertThat(violation.rule()).isEqualTo(rule);
                                })));
    }
}
