package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of rendered content. */
class RenderedContentTest {
    private static final String MARKDOWN = """
            # A *title*

            Text with **bold**, ~~gone~~, `co<de>` and [a link](https://x.org/a?b=1&c=2 "t"), https://x.org, <a@b.org>.

            1. one
            2. two
               - [x] done
               - [ ] open

               more

            > quoted
            > text

            ```java
            if (a < b) {}
            ```

            | Name | Size |
            |------|-----:|
            | Ada  | 1    |
            | Bob  | 200  |

            ![picture](https://x.org/i.png)

            ---
            """;

    @Test
    void html_is_a_clean_fragment() {
        assertThat(Markdown.html(MARKDOWN)).isEqualTo("""
                <h1>A <em>title</em></h1>
                <p>Text with <strong>bold</strong>, <del>gone</del>, <code>co&lt;de&gt;</code> and <a href="https://x.org/a?b=1&amp;c=2" title="t">a link</a>, <a href="https://x.org">https://x.org</a>, <a href="mailto:a@b.org">a@b.org</a>.</p>
                <ol>
                <li>
                <p>one</p>
                </li>
                <li>
                <p>two</p>
                <ul>
                <li>☑ done</li>
                <li>☐ open</li>
                </ul>
                <p>more</p>
                </li>
                </ol>
                <blockquote>
                <p>quoted
                text</p>
                </blockquote>
                <pre><code class="language-java">if (a &lt; b) {}
                </code></pre>
                <table>
                <thead>
                <tr>
                <th>Name</th>
                <th align="right">Size</th>
                </tr>
                </thead>
                <tbody>
                <tr>
                <td>Ada</td>
                <td align="right">1</td>
                </tr>
                <tr>
                <td>Bob</td>
                <td align="right">200</td>
                </tr>
                </tbody>
                </table>
                <p><img src="https://x.org/i.png" alt="picture"></p>
                <hr>
                """);
    }

    @Test
    void text_reads_well() {
        assertThat(Markdown.text(MARKDOWN)).isEqualTo("""
                A title

                Text with bold, gone, co<de> and a link (https://x.org/a?b=1&c=2), https://x.org, a@b.org.

                1. one
                2. two

                   - [x] done
                   - [ ] open

                   more

                > quoted text

                    if (a < b) {}

                Name  Size
                ----  ----
                Ada      1
                Bob    200

                picture (https://x.org/i.png)

                --------------------""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a <script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "a <img src=x onerror=alert(1)>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "[x](javascript:alert(1))",
                "[x](<java\tscript:alert(1)>)",
                "[x](data:text/html;base64,AA)",
                "![x](data:image/svg+xml,x)",
                "[x](vbscript:x)",
                "![x](javascript:x)",
                "[x]: javascript:alert(1)\n\n[x]",
                "<javascript:alert(1)>",
                "[x](&#106;avascript:alert(1))",
                "<svg onload=alert(1)>",
                "<div style=\"x\">a</div>",
                "[x](file:///etc/passwd)",
                "``` \"onload=alert(1)\nx\n```",
                "<!-- --!><script>alert(1)</script>",
                "[x](https://x.org \"\\\"onmouseover=alert(1)\")"
            })
    void html_has_nothing_that_runs(String markdown) {
        var html = org.jsoup.Jsoup.parseBodyFragment(Markdown.html(markdown));
        assertThat(html.select("script, svg, style, iframe, object, img[src^=data]"))
                .isEmpty();
        for (var element : html.body().getAllElements()) {
            assertThat(element.attributes().asList())
                    .allMatch(attribute -> !attribute.getKey().startsWith("on")
                            && !attribute.getKey().equals("style"));
            assertThat(element.attr("href")).matches("|https?:.*|mailto:.*");
            assertThat(element.attr("src")).matches("|https?:.*");
        }
    }

    @Test
    void what_leads_nowhere_keeps_its_text() {
        assertThat(Markdown.html("[label](javascript:x) ![alt](data:x)")).isEqualTo("<p>label alt</p>\n");
        assertThat(Markdown.html("a <b>b</b><br>c List<String> <!-- d -->"))
                .isEqualTo("<p>a b<br>c List&lt;String&gt; </p>\n");
    }

    @Test
    void a_subject_is_one_line_of_plain_text() {
        assertThat(RenderedContent.of(" Two\r\nlines\u0007 & *stars* ", "x").subject())
                .isEqualTo("Two lines & *stars*");
        assertThat(RenderedContent.of("", "---\n\n# The *title*\n\ntext").subject())
                .isEqualTo("The title");
        assertThat(RenderedContent.of(" ", "word ".repeat(100)).subject())
                .hasSizeLessThanOrEqualTo(200)
                .endsWith("word…");
        assertThat(RenderedContent.of("", "").subject()).isEmpty();
        assertThat(Markdown.line("## Weekly \\*digest\\* for [Ada](https://x.org)\nand `more`"))
                .isEqualTo("Weekly *digest* for Ada and more");
    }

    @Test
    void each_form_is_made_once() {
        var content = RenderedContent.of("s", MARKDOWN);
        assertThat(content.markdown()).isSameAs(MARKDOWN);
        assertThat(content.document()).isSameAs(content.document());
        assertThat(content.html()).isSameAs(content.html());
        assertThat(content.text()).isSameAs(content.text());
        assertThat(content.subject()).isSameAs(content.subject());
    }
}
