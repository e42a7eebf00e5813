package org.symposium.handlers.webscraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Violation;

class PlanCheckTest {
    private static final Values SETTINGS = Values.of("url", "https://example.org/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "div",
                "article.teaser > h2 a[href*=news]:not(.ad)",
                "a[rel~=next]",
                "a[rel~='next']",
                "p:contains(price)",
                "tr:nth-child(2n+1) td:eq(1), li",
                "#i\\.d",
                ":has(> img)"
            })
    void a_selector_is_let_through(String selector) {
        assertThat(check(SETTINGS.with("item_selector", selector).with("next_selector", selector)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"div[", "a:visible", "p::before", ">>", "a,,b", "li:nth-child(x)", "(", "[]", ":not()", "a:first"
            })
    void what_is_no_selector_is_refused_at_its_field(String selector) {
        assertThat(check(SETTINGS.with("next_selector", selector)))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo("next_selector");
                    assertThat(violation.rule()).isEqualTo("selector");
                    assertThat(violation.message()).startsWith("is no CSS selector");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p:matches((a+)+$)",
                "p:MatchesOwn(x)",
                "p:matchesWholeText(x)",
                "a[href~=(a+)+$]",
                "a[href~=x.y]",
                "div:has(p:matches(x))"
            })
    void regular_expressions_are_refused(String selector) {
        assertThat(check(SETTINGS.with("item_selector", selector)))
                .extracting(Violation::message)
                .singleElement()
                .asString()
                .startsWith("must not use regular expressions");
    }

    @Test
    void what_looks_at_the_page_once_for_each_element_is_refused() {
        assertThat(check(SETTINGS.with("item_selector", "div:has(p:Has(b))")))
                .extracting(Violation::message)
                .containsExactly("must have :has() only once");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        Values settings = SETTINGS.with("item_selector", "][")
                .with("identity_field", "link")
                .with(
                        "fields",
                        List.of(
                                Values.of("name", "a").with("selector", "b["),
                                Values.of("name", " a ").with("selector", "b")));

        assertThat(check(settings))
                .extracting(Violation::field)
                .containsExactly("item_selector", "fields.0.selector", "fields.1.name", "identity_field");
    }

    private static List<Violation> check(Values settings) {
        return new WebScraperHandler().check(settings);
    }
}
