package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a *b* [c] `d` <e> ~f~ | a \\*b\\* \\[c\\] \\`d\\` \\<e> \\~f\\~
            snake_case _em_       | snake_case \\_em\\_
            # heading             | \\# heading
            C# and 1. 2           | C# and 1. 2
            1. item               | 1\\. item
            12) item              | 12\\) item
            - item                | \\- item
            > quote               | \\> quote
            AT&T & &amp;          | AT\\&T & \\&amp;
            """)
    void text_stays_text(String plain, String markdown) {
        assertThat(MarkdownText.escape(plain)).isEqualTo(markdown);
    }

    @Test
    void a_link_cannot_be_left_through_its_text_or_address() {
        assertThat(MarkdownText.link("a](x", "https://example.org/a_(b)"))
                .isEqualTo("[a\\](x](https://example.org/a_\\(b\\))");
        assertThat(MarkdownText.link("a", "")).isEqualTo("a");
    }
}
