package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** HTML as it goes into mail. */
class MailHtmlTest {
    private static final String MARKDOWN = """
            # Title

            Text with `code` and [a link](https://x.org).

            - one
            - [ ] two

            > quoted

            ```java
            int a;
              int b;
            ```

            | a | b |
            |---|--:|
            | 1 | 2 |

            ![picture](https://x.org/i.png)

            <script>alert(1)</script>
            """;

    @Test
    void each_element_carries_its_style() {
        Document mail = mail("s", MARKDOWN);
        for (String name : new String[] {"h1", "p", "code", "a", "ul", "li", "blockquote", "pre", "th", "td", "img"}) {
            assertThat(mail.select("td td " + name))
                    .as(name)
                    .isNotEmpty()
                    .allMatch(element -> !element.attr("style").isEmpty());
        }
        assertThat(mail.select("td td td").last().attr("style")).endsWith("text-align:right");
        assertThat(mail.select("style, script, link, [class^=on]")).isEmpty();
        assertThat(mail.select("pre").text()).isEqualTo("int a;\n  int b;");
    }

    @Test
    void the_document_is_whole_and_the_subject_its_title() {
        String html = RenderedContent.of("</title><script>x</script> & \"co\"", MARKDOWN)
                .mailHtml();
        assertThat(html).startsWith("<!DOCTYPE html>\n<html>").endsWith("</html>\n");
        assertThat(Jsoup.parse(html).title()).isEqualTo("</title><script>x</script> & \"co\"");
        assertThat(Jsoup.parse(html).select("script")).isEmpty();
        assertThat(html.split("</body>", -1)).hasSize(2);
        assertThat(RenderedContent.of("s", "&lt;/body> `</body>`").mailHtml().split("</body>", -1))
                .hasSize(2);
    }

    @Test
    void text_runs_in_its_own_direction() {
        assertThat(mail("s", "# שלום\n\nمرحبا **بالعالم**\n\n- one").select("h1, p, li"))
                .allMatch(element -> element.attr("dir").equals("auto"));
    }

    @Test
    void the_plain_text_twin_holds_the_same_words() {
        var content = RenderedContent.of("s", MARKDOWN);
        for (String word : Jsoup.parse(content.mailHtml())
                .body()
                .text()
                .replaceAll("[☐☑.]", "")
                .split("\\s+")) {
            assertThat(content.text()).contains(word);
        }
    }

    private static Document mail(String subject, String markdown) {
        return Jsoup.parse(RenderedContent.of(subject, markdown).mailHtml());
    }
}
