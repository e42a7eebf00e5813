package org.symposium.handlers.mailchimp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeTagsTest {
    private static final String APART = "\u200B";

    @Test
    void stars_and_bars_are_kept_apart_and_else_nothing_changes() {
        assertThat(MergeTags.harmless("a *|EMAIL|* b * | c || **"))
                .isEqualTo("a *" + APART + "|EMAIL|" + APART + "* b * | c || **");
        assertThat(MergeTags.harmlessHtml("<p title=\"*|A|*\">*|A|* &amp; 1</p>"))
                .isEqualTo("<p title=\"*" + APART + "|A|" + APART + "*\">*" + APART + "|A|" + APART + "* &amp; 1</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*|*|*",
                "**||**",
                "*|IF:X|**|END:IF|*",
                "*<b>|UNSUB|</b>*",
                "<i>*</i><b>|</b>UNSUB<i>|</i><br>*",
                "<a href=\"https://e.org/?*%7CEMAIL%7C*\">*%7cEMAIL%7c*</a>",
                "<img alt=\"a>b*|\">|*"
            })
    void no_form_of_a_tag_is_left(String html) {
        String harmless = MergeTags.harmlessHtml(html);

        assertThat(harmless.replaceAll("<[^>]*>", "") + harmless)
                .doesNotContain("*|", "|*")
                .doesNotContainIgnoringCase("*%7C")
                .doesNotContainIgnoringCase("%7C*");
    }

    @Test
    void an_address_leads_to_the_same_place() {
        assertThat(MergeTags.harmless("https://e.org/*%7Ca%7c*/*")).isEqualTo("https://e.org/%2A%7Ca%7c%2A/*");
    }
}
