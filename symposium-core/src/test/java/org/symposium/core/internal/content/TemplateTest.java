package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What templates give: Mustache's safe part, which are the cases of its specification (1.4) for interpolation, sections, inverted sections and comments, with
 * data of our own, and Handlebars as users write it. Escaping is Markdown's. The specification's other modules (partials, delimiters, lambdas, inheritance,
 * dynamic names) are refused: {@link HostileTemplateTest}.
 */
class TemplateTest {
    private static final Map<String, Object> VALUES = values();

    private static Map<String, Object> values() {
        var values = new HashMap<String, Object>();
        values.put("name", "Ada");
        values.put("html", "<b>");
        values.put("yes", true);
        values.put("no", false);
        values.put("nothing", null);
        values.put("zero", 0L);
        values.put("empty", "");
        values.put("none", List.of());
        values.put("number", 1.5);
        values.put("list", List.of("a", "b", "c"));
        values.put("people", List.of(Map.of("name", "Bob"), Map.of("name", "Cy", "nick", "C")));
        values.put("author", Map.of("name", "Eve", "town", Map.of("name", "Rome")));
        values.put("matrix", List.of(List.of(1L, 2L), List.of(3L)));
        values.put("a", Map.of("one", 1L));
        values.put("b", Map.of("two", 2L));
        values.put("deep", Map.of("b", Map.of("c", Map.of("d", Map.of("e", 5L)))));
        values.put("shadow", Map.of("b", Map.of()));
        values.put("dashes", "---");
        values.put("numbers", List.of(1L, 2.5));
        values.put("marks", List.of("&", "<"));
        values.put(
                "tops",
                List.of(Map.of(
                        "tname",
                        "T",
                        "middles",
                        List.of(Map.of(
                                "mname", "1", "bottoms", List.of(Map.of("bname", "x"), Map.of("bname", "y")))))));
        return values;
    }

    static List<Arguments> mustache() {
        return List.of(
                // variables
                Arguments.of("plain text", "plain text"),
                Arguments.of("Hello {{name}}!", "Hello Ada!"),
                Arguments.of("{{ name }}|{{name }}|{{\tname\t}}", "Ada|Ada|Ada"),
                Arguments.of("{{html}} {{{html}}} {{&html}} {{& html }}", "\\<b>   "),
                Arguments.of("{{number}} {{zero}} {{yes}} {{no}}", "1.5 0 true false"),
                Arguments.of("I ({{missing}}) be {{nothing}}.", "I () be ."),
                Arguments.of("{{author.name}} {{author.town.name}}", "Eve Rome"),
                Arguments.of("{{author.missing.name}}|{{missing.name}}", "|"),
                Arguments.of("| {{name}} |", "| Ada |"),
                Arguments.of("  {{name}}\n", "  Ada\n"),
                Arguments.of("{{people.0.name}} {{people.9.name}}{{list.1}} {{list.length}}", "Bob b 3"),
                // sections
                Arguments.of("{{#yes}}shown{{/yes}}{{#no}}hidden{{/no}}{{#nothing}}hidden{{/nothing}}", "shown"),
                Arguments.of(
                        "{{#missing}}x{{/missing}}{{#none}}x{{/none}}{{#empty}}x{{/empty}}{{#zero}}x{{/zero}}", ""),
                Arguments.of("{{#author}}{{name}}, {{town.name}}{{/author}}", "Eve, Rome"),
                Arguments.of("{{#author}}{{#town}}{{name}}{{/town}} {{number}}{{/author}}", "Rome 1.5"),
                Arguments.of("{{#people}}<{{name}}>{{/people}}", "<Bob><Cy>"),
                Arguments.of("{{#people}}{{name}}:{{nick}};{{/people}}", "Bob:;Cy:C;"),
                Arguments.of("{{#list}}({{.}}){{/list}}", "(a)(b)(c)"),
                Arguments.of("{{#matrix}}[{{#.}}{{.}},{{/.}}]{{/matrix}}", "[1,2,][3,]"),
                Arguments.of("{{#name}}Hi {{.}}{{/name}}", "Hi Ada"),
                Arguments.of("{{#a}}{{#b}}{{one}}{{two}}{{/b}}{{/a}}", "12"),
                Arguments.of("{{#author.town}}{{name}}{{/author.town}}", "Rome"),
                Arguments.of("{{# yes }}x{{/ yes }}", "x"),
                Arguments.of("{{#yes}}1{{#no}}2{{/no}}3{{/yes}}", "13"),
                Arguments.of("{{#yes}}a{{/yes}} {{#yes}}b{{/yes}}", "a b"),
                // inverted sections
                Arguments.of(
                        "{{^yes}}x{{/yes}}{{^no}}a{{/no}}{{^nothing}}b{{/nothing}}{{^missing}}c{{/missing}}", "abc"),
                Arguments.of(
                        "{{^none}}none{{/none}}{{^list}}x{{/list}}{{^author}}x{{/author}}{{^empty}}e{{/empty}}",
                        "nonee"),
                Arguments.of("{{^author.missing}}m{{/author.missing}}", "m"),
                // comments
                Arguments.of("a{{! not shown }}b{{!-- {{not}} shown --}}c", "abc"),
                Arguments.of("Begin.\n{{! alone }}\nEnd.", "Begin.\nEnd."),
                Arguments.of("Begin.\n  {{!\nover\nlines\n}}  \nEnd.", "Begin.\nEnd."),
                Arguments.of("12 {{! kept }}\n", "12 \n"),
                // tags alone on a line
                Arguments.of("| This\n{{#yes}}\n|\n{{/yes}}\n| is", "| This\n|\n| is"),
                Arguments.of("| This\n  {{#yes}}  \n|\n  {{/yes}}\t\n| is", "| This\n|\n| is"),
                Arguments.of("{{#people}}\n- {{name}}\n{{/people}}\nend", "- Bob\n- Cy\nend"),
                Arguments.of("|\r\n{{#yes}}\r\n{{/yes}}\r\n|", "|\r\n|"),
                Arguments.of("  {{#yes}}\n#{{/yes}}\n/", "#\n/"),
                Arguments.of("#{{#yes}}\n/\n  {{/yes}}", "#\n/\n"),
                Arguments.of(" | {{#yes}}\t|\t{{/yes}} | \n", " | \t|\t | \n"),
                Arguments.of(" {{#yes}} YES\n {{/yes}}\n", "  YES\n"),
                Arguments.of("a\n\n{{^no}}\n\nb\n{{/no}}\n\nc", "a\n\n\nb\n\nc"),
                Arguments.of("{ {{name}} } }} {", "{ Ada } }} {"),
                // what the specification's cases ask for besides, by their names
                Arguments.of("No {Interpolation}\n", "No {Interpolation}\n"), // No Interpolation
                Arguments.of("{{{number}}} {{&number}} {{{zero}}} {{&zero}}", "1.5 1.5 0 0"), // … Integer, Decimal
                Arguments.of("[{{{missing}}}][{{&missing}}]", "[][]"), // … Context Miss
                Arguments.of("{{{author.name}}} {{&author.name}}", "Eve Eve"), // Dotted Names - Triple, Ampersand
                Arguments.of("{{deep.b.c.d.e}}", "5"), // Dotted Names - Arbitrary Depth
                Arguments.of("[{{a.b.c}}]", "[]"), // Dotted Names - Broken Chains
                Arguments.of("[{{a.author.name}}]", "[]"), // Dotted Names - Broken Chain Resolution
                Arguments.of("{{#deep}}{{b.c.d.e}}{{/deep}}", "5"), // Dotted Names - Initial Resolution
                Arguments.of("[{{#shadow}}{{b.two}}{{/shadow}}]", "[]"), // Dotted Names - Context Precedence
                Arguments.of("| {{{dashes}}} | {{&dashes}} |", "| --- | --- |"), // … Surrounding Whitespace
                // … Standalone; a block of Markdown that a value makes stands apart from what is before it
                Arguments.of("  {{{dashes}}}\n  {{&dashes}}\n", "  ---\n\n  ---\n"),
                Arguments.of("|{{{ name }}}|{{& name }}|", "|Ada|Ada|"), // … With Padding
                Arguments.of("{{#author}}{{name}} {{zero}} {{a.one}}{{/author}}", "Eve 0 1"), // Parent contexts
                Arguments.of("{{#name}}{{.}} is {{name}}{{/name}}", "Ada is Ada"), // Variable test
                Arguments.of(
                        "{{#tops}}{{#middles}}{{tname}}{{mname}}.{{#bottoms}}{{tname}}{{mname}}{{bname}}.{{/bottoms}}{{/middles}}{{/tops}}",
                        "T1.T1x.T1y."), // List Contexts
                Arguments.of(
                        "{{#deep}}{{#b}}{{zero}}{{#c}}{{zero}}{{#d}}{{zero}}{{e}}{{zero}}{{/d}}{{zero}}{{/c}}{{/b}}{{/deep}}",
                        "000500"), // Deeply Nested Contexts
                Arguments.of(
                        "{{#yes}}\n* first\n{{/yes}}\n* {{name}}\n{{#yes}}\n* third\n{{/yes}}\n",
                        "* first\n* Ada\n* third\n"), // Doubled
                Arguments.of("| A {{#yes}}B {{#yes}}C{{/yes}} D{{/yes}} E |", "| A B C D E |"), // Nested (Truthy)
                Arguments.of("| A {{#no}}B {{#no}}C{{/no}} D{{/no}} E |", "| A  E |"), // Nested (Falsey)
                Arguments.of("{{#numbers}}({{.}}){{/numbers}}", "(1)(2.5)"), // Implicit Iterator - Integer, Decimal
                Arguments.of(
                        "{{#marks}}({{{.}}}{{&.}}){{/marks}}",
                        "(\\&\\&)(\\<\\<)"), // Implicit Iterator - Triple, Ampersand
                Arguments.of("[{{#a.one}}x{{/a.one}}{{#a.no}}y{{/a.no}}{{#a.b.c}}z{{/a.b.c}}]", "[x]"), // Dotted Names
                Arguments.of(" | {{#yes}} {{! kept }}\n {{/yes}} | \n", " |  \n  | \n"), // Internal Whitespace
                Arguments.of(
                        " {{#yes}}YES{{/yes}}\n {{#yes}}GOOD{{/yes}}\n", " YES\n GOOD\n"), // Indented Inline Sections
                Arguments.of(
                        "{{^no}}\n* first\n{{/no}}\n* {{name}}\n{{^no}}\n* third\n{{/no}}\n",
                        "* first\n* Ada\n* third\n"),
                Arguments.of("| A {{^no}}B {{^no}}C{{/no}} D{{/no}} E |", "| A B C D E |"), // Nested (Falsey)
                Arguments.of("| A {{^yes}}B {{^yes}}C{{/yes}} D{{/yes}} E |", "| A  E |"), // Nested (Truthy)
                Arguments.of(" | {{^no}}\t|\t{{/no}} | \n", " | \t|\t | \n"), // Surrounding Whitespace
                Arguments.of(
                        "| This\n  {{^no}}\n|\n  {{/no}}\n| is\n", "| This\n|\n| is\n"), // Standalone Indented Lines
                Arguments.of("|\r\n{{^no}}\r\n{{/no}}\r\n|", "|\r\n|"), // Standalone Line Endings
                Arguments.of("  {{^no}}\n^{{/no}}\n/", "^\n/"), // Standalone Without Previous Line
                Arguments.of("^{{^no}}\n/\n  {{/no}}", "^\n/\n"), // Standalone Without Newline
                Arguments.of("|{{^ no }}={{/ no }}|", "|=|"), // Padding
                Arguments.of("a{{!\n  over\n  lines\n}}b\n", "ab\n"), // Multiline
                Arguments.of("|\r\n{{! alone }}\r\n|", "|\r\n|"), // Standalone Line Endings
                Arguments.of("  {{! first }}\n!", "!"), // Standalone Without Previous Line
                Arguments.of("!\n  {{! last }}", "!\n"), // Standalone Without Newline
                Arguments.of("a {{! between }} b", "a  b")); // Surrounding Whitespace
    }

    static List<Arguments> handlebars() {
        return List.of(
                Arguments.of("{{#each people}}{{name}} {{/each}}", "Bob Cy "),
                Arguments.of("{{#each people}}{{this.name}} {{./name}} {{/each}}", "Bob Bob Cy Cy "),
                Arguments.of("{{#each list}}{{this}}{{#unless @last}}, {{/unless}}{{/each}}", "a, b, c"),
                Arguments.of("{{#each list}}{{@index}}={{.}} {{/each}}", "0=a 1=b 2=c "),
                Arguments.of("{{#each list}}{{#if @first}}<{{/if}}{{this}}{{#if @last}}>{{/if}}{{/each}}", "<abc>"),
                Arguments.of("{{#each none}}x{{else}}nothing{{/each}}", "nothing"),
                Arguments.of("{{#each missing}}x{{else}}nothing{{/each}}{{#each name}}x{{else}}!{{/each}}", "nothing!"),
                Arguments.of("{{#each a}}{{@key}}: {{this}}{{/each}}", "one: 1"),
                Arguments.of("{{#each matrix}}{{#each this}}{{@index}}{{/each}};{{@index}} {{/each}}", "01;0 0;1 "),
                Arguments.of(
                        "{{#each people}}{{../name}}-{{@root.name}}-{{this.nick}} {{/each}}", "Ada-Ada- Ada-Ada-C "),
                Arguments.of("{{#each people}}{{#if nick}}{{../name}}{{/if}}{{/each}}", "Ada"),
                Arguments.of(
                        "{{#each matrix}}{{#each .}}{{../../name}} {{../length}} {{/each}}{{/each}}",
                        "Ada 2 Ada 2 Ada 1 "),
                Arguments.of("{{#if yes}}a{{else}}b{{/if}}{{#if no}}a{{else}}b{{/if}}", "ab"),
                Arguments.of(
                        "{{#if zero}}x{{/if}}{{#if empty}}x{{/if}}{{#if none}}x{{/if}}{{#if nothing}}x{{/if}}", ""),
                Arguments.of("{{#if author}}{{name}}{{/if}}", "Ada"),
                Arguments.of("{{#unless no}}a{{else}}b{{/unless}}{{#unless yes}}a{{else}}b{{/unless}}", "ab"),
                Arguments.of("{{#if no}}a{{else if yes}}b{{else}}c{{/if}}", "b"),
                Arguments.of("{{#if no}}a{{else if zero}}b{{else}}c{{/if}}", "c"),
                Arguments.of("{{#if yes}}a{{else if yes}}b{{/if}}", "a"),
                Arguments.of(
                        "{{#list}}{{.}}{{else}}x{{/list}}{{#none}}x{{else}}none{{/none}}{{^no}}n{{else}}x{{/no}}",
                        "abcnonen"),
                Arguments.of("{{^yes}}x{{else}}y{{/yes}}", "y"),
                Arguments.of(
                        "{{#each people}}\n{{#if nick}}\n- {{nick}}\n{{else}}\n- no nick\n{{/if}}\n{{/each}}\n",
                        "- no nick\n- C\n"),
                Arguments.of("{{list}} {{matrix}} {{people}}", "a, b, c 1, 2, 3 "));
    }

    @ParameterizedTest
    @MethodSource("mustache")
    void mustache_renders_as_its_specification_has_it(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("handlebars")
    void handlebars_renders_as_its_users_write_it(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @Test
    void numbers_have_neither_exponent_nor_grouping() {
        assertThat(number(new BigDecimal("1E+7"))).isEqualTo("10000000");
        assertThat(number(new BigDecimal("0.00000001"))).isEqualTo("0.00000001");
        assertThat(number(1.0e20)).isEqualTo("100000000000000000000");
        assertThat(number(3.0)).isEqualTo("3");
        assertThat(number(-0.0)).isEqualTo("0");
        assertThat(number(1234567L)).isEqualTo("1234567");
        assertThat(number(BigInteger.TEN.pow(20))).isEqualTo("1" + "0".repeat(20));
        assertThat(number(new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(number(new BigDecimal("1E+1000000000"))).isEqualTo("1E+1000000000");
    }

    @Test
    void what_is_not_plain_data_shows_as_nothing() {
        var values = new HashMap<String, Object>();
        values.put("thread", Thread.currentThread());
        values.put("builder", new java.util.concurrent.atomic.AtomicReference<>("x"));
        values.put("list", Arrays.asList(null, "a", new Object(), Map.of()));
        String template = "{{thread}}{{thread.name}}{{builder}}{{builder.get}}{{#thread}}x{{/thread}}{{list}}";
        assertThat(Template.compile("t", template).render(values)).isEqualTo("a");
    }

    @Test
    void a_template_changes_nothing_it_shows() {
        var list = new ArrayList<>(List.of("a"));
        var template = Template.compile(
                "t",
                "{{list.clear}}{{list.class.name}}{{list.size}}{{#list.iterator}}x{{/list.iterator}}{{list.0.length}}");
        assertThat(template.render(Map.of("list", list))).isEmpty();
        assertThat(list).containsExactly("a");
    }

    @Test
    void a_template_compiled_before_is_not_compiled_again() {
        var templates = new Templates();
        assertThat(templates.get("t", "{{a}}")).isSameAs(templates.get("t", "{{a}}"));
        assertThat(templates.get("t", "{{a}}")).isNotSameAs(templates.get("t", "{{b}}"));
    }

    @Test
    void many_threads_render_one_template_at_once() {
        var template = Template.compile("t", "{{#each people}}{{@index}}{{name}} {{/each}}");
        assertThat(java.util.stream.IntStream.range(0, 2_000).parallel().mapToObj(i -> template.render(VALUES)))
                .containsOnly("0Bob 1Cy ");
    }

    private static String number(Number number) {
        return Template.compile("t", "{{n}}").render(Map.of("n", number));
    }

    private static String render(String template) {
        return Template.compile("t", template).render(VALUES);
    }
}
