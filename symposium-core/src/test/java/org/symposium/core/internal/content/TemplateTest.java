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

/** What templates give: Mustache's safe part, and Handlebars as users write it. */
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
        return values;
    }

    static List<Arguments> mustache() {
        return List.of(
                // variables
                Arguments.of("plain text", "plain text"),
                Arguments.of("Hello {{name}}!", "Hello Ada!"),
                Arguments.of("{{ name }}|{{name }}|{{\tname\t}}", "Ada|Ada|Ada"),
                Arguments.of("{{html}} {{{html}}} {{&html}} {{& html }}", "\\<b> <b> <b> <b>"),
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
                Arguments.of("{ {{name}} } }} {", "{ Ada } }} {"));
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
