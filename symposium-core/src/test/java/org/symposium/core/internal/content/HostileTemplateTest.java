package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

/** Templates made to hurt: each is refused when it is read, or ends soon with a refusal that says why. */
class HostileTemplateTest {
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
                "{{T(java.lang.Runtime)}}¦template_name¦line 1, column 1",
                "{{date x \"jj\"}}¦template_date¦line 1, column 1",
                "{{#date x}}{{/date}}¦template_helper¦line 1, column 1",
                "{{#each date x}}{{/each}}¦template_helper¦line 1, column 1",
                "{{date x (lookup y)}}¦template_date¦line 1, column 1",
                "{{{date x '../../etc/passwd' 'UTC'}}}¦template_date¦line 1, column 1"
            })
    void a_template_that_breaks_the_rules_is_refused_with_its_place(String template, String rule, String place) {
        assertThat(violations(template.replace("\\n", "\n"))).anySatisfy(violation -> {
            assertThat(violation.field()).isEqualTo("template");
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.message()).startsWith(place + ":");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{#with author}}{{name}}{{/with}}",
                "{{#with author as |a|}}x{{else}}y{{/with}}",
                "{{^with author}}x{{/with}}",
                "{{#lookup author 'name'}}{{#if x}}y{{/if}}{{/lookup}}"
            })
    void a_helper_that_is_not_known_is_one_mistake_and_told_with_what_to_write_instead(String template) {
        assertThat(violations(template)).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo("template_helper");
            assertThat(violation.message())
                    .contains("there are only the helpers #each, #if, #unless and date")
                    .contains("author}}…{{/author}}");
        });
        assertThat(violations("{{^if a}}x{{/if}}")).hasSize(1);
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

    @Test
    void dates_without_end_end_with_the_limit_named() {
        refused(
                "{{#each a}}" + "{{date ../d \"EEEE d MMMM uuuu\"}}".repeat(200) + "{{/each}}",
                Map.of("a", Collections.nCopies(10_000, true), "d", "2026-11-24T07:00:00Z"),
                "template_output");
        refused(
                "{{#each a}}" + "{{date ../d}}".repeat(400) + "{{/each}}",
                Map.of("a", Collections.nCopies(10_000, true), "d", ""),
                "template_operations");
        assertThat(Template.compile("template", "{{date d}}").render(Map.of("d", "9".repeat(200_000))))
                .hasSize(200_000);
    }

    @Test
    void a_refusal_says_how_to_go_on() {
        assertThat(violations("x".repeat(16 * 1024 + 1)).get(0).message()).contains("16 KiB", "into the cards");
        assertThat(violations("{{x}}".repeat(501)).get(0).message()).contains("500 tags", "in a loop");
        assertThat(violations(nested(11)).get(0).message()).contains("10 deep", "side by side");
        assertThatThrownBy(() -> Template.compile("t", "{{{x}}}").render(Map.of("x", "y".repeat(1_000_000))))
                .hasMessageContaining("256 KiB; show fewer cards");
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
