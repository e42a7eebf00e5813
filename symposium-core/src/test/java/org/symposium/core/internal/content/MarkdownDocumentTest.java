package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markdown as handlers see it. */
class MarkdownDocumentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '§',
            value = {
                "# Title #~heading{\"level\":1}(Title)",
                "###### Six *em*~heading{\"level\":6}(Six |[emphasis]em)",
                "plain text~paragraph(plain text)",
                "a *b **c** d* `e`~paragraph(a |[emphasis]b |[emphasis, strong]c|[emphasis] d| |[code]e)",
                "soft\\nbreak  \\nhard\\\\\\nbreak~paragraph(soft break↵hard↵break)",
                "[*label* x](https://x.org/a 'title')~paragraph([emphasis]label→https://x.org/a| x→https://x.org/a)",
                "[a](javascript:alert(1)) [b](/relative) [c](data:text/html,x) [d](mailto:a@b.org)~paragraph(a b c |d→mailto:a@b.org)",
                "[a](HTTPS://x.org/ä?q=<b>)~paragraph(a→HTTPS://x.org/%C3%A4?q=%3Cb%3E)",
                "see https://x.org/a_b_c and www.x.org~paragraph(see |https://x.org/a_b_c→https://x.org/a_b_c| and |www.x.org→http://www.x.org)",
                "<https://x.org>~paragraph(https://x.org→https://x.org)",
                "![alt](https://x.org/a.png 'T')~image{\"url\":\"https://x.org/a.png\",\"alt\":\"alt\",\"title\":\"T\"}()",
                "[![alt](https://x.org/a.png)](https://x.org)~image{\"url\":\"https://x.org/a.png\",\"alt\":\"alt\",\"title\":\"\",\"link\":\"https://x.org\"}()",
                "a ![*alt*](https://x.org/a.png) b~paragraph(a |[image]alt→https://x.org/a.png| b)",
                "![alt](data:image/png;base64,AA)~paragraph(alt)",
                "- a\\n- b\\n  - c~bullet_list(item(paragraph(a)) item(paragraph(b) bullet_list(item(paragraph(c)))))",
                "7. a\\n8. b~ordered_list{\"start\":7}(item(paragraph(a)) item(paragraph(b)))",
                "- [ ] open\\n- [x] **done**\\n- [y] no\\n- [ ]no~bullet_list(item{\"checked\":false}(paragraph(open)) item{\"checked\":true}(paragraph([strong]done)) item(paragraph([y] no)) item(paragraph([ ]no)))",
                "- \\\\[ ] no\\n- &#91;x] no\\n- [X] *a*~bullet_list(item(paragraph([ ] no)) item(paragraph([x] no)) item{\"checked\":true}(paragraph([emphasis]a)))",
                "[a](https://x.org/[b]?c[]=1)~paragraph(a→https://x.org/%5Bb%5D?c%5B%5D=1)",
                "[a](https://x.org/?c[]=1)~paragraph(a→https://x.org/?c[]=1)",
                "> a\\n>\\n> > b~quote(paragraph(a) quote(paragraph(b)))",
                "```java x\\nint a;\\n\\n```~code{\"language\":\"java\",\"text\":\"int a;\\n\"}()",
                "§    indented§~code{\"language\":\"\",\"text\":\"indented\"}()",
                "a\\n\\n---\\n\\nb~paragraph(a) rule() paragraph(b)",
                "| a | b |\\n|:-:|--:|\\n| *1* | 2\\\\|3 |~table(table_row{\"header\":true}(table_cell{\"alignment\":\"center\"}(a) table_cell{\"alignment\":\"right\"}(b)) table_row{\"header\":false}(table_cell{\"alignment\":\"center\"}([emphasis]1) table_cell{\"alignment\":\"right\"}(2|3)))",
                "<div>x</div>~paragraph(x)",
                "<ul><li>a</li><li><b>b</b></li></ul>~bullet_list(item(paragraph(a)) item(paragraph([strong]b)))",
                "<div align='center'>\\n\\n# T\\n\\n</div>~heading{\"level\":1}(T)",
                "<!-- hidden\\n\\nhidden -->\\n\\nshown~paragraph(shown)",
                "<script>alert(1)</script>\\n\\nshown~paragraph(shown)",
                "<style>p {}</style>\\n\\nshown~paragraph(shown)",
                "<a href='javascript:x'>\\nlabel</a>~paragraph(label)",
                "<!-- never closed\\n\\n# shown~paragraph(<!-- never closed) heading{\"level\":1}(shown)",
                "<script>\\n\\n- shown~paragraph(<script>) bullet_list(item(paragraph(shown)))",
                "<?php\\n\\n*shown*~paragraph(<?php) paragraph([emphasis]shown)",
                "<![CDATA[ x\\n\\n*shown*~paragraph(<![CDATA[ x) paragraph([emphasis]shown)",
                "<Account>\\n*x*~paragraph(<Account> |[emphasis]x)",
                "> <!-- open\\n\\nafter~quote(paragraph(<!-- open)) paragraph(after)",
                "<?\\n> <?\\n> > <?\\n> > > <? x~paragraph(<?) quote(paragraph(<?) quote(paragraph(<?↵> <? x)))",
                "a <b>bold</b><br>List<String> <!-- c -->~paragraph(a bold↵List<String>)",
                "&amp; &copy; \\\\*~paragraph(& © *)"
            })
    void markdown_becomes_blocks(String markdown, String outline) {
        assertThat(Outline.of(Markdown.document(
                        markdown.replace("\\\\", "\u0001").replace("\\n", "\n").replace('\u0001', '\\'))))
                .isEqualTo(outline);
    }

    @Test
    void strikethrough_is_a_mark() {
        assertThat(Outline.of(Markdown.document("~~gone~~ ~also~")))
                .isEqualTo("paragraph([strikethrough]gone| |[strikethrough]also)");
    }

    @Test
    void an_empty_document_has_no_blocks() {
        assertThat(Markdown.document("\n \n").blocks()).isEmpty();
        assertThat(Markdown.html("")).isEmpty();
        assertThat(Markdown.text("")).isEmpty();
    }

    @Test
    void long_markdown_is_read_piece_by_piece_and_nothing_is_lost() {
        var markdown = new StringBuilder();
        for (int i = 0; i < 4_000; i++) {
            markdown.append("## Heading ")
                    .append(i)
                    .append("\n\nText ")
                    .append(i)
                    .append(" of it.\n\n```java\nint x")
                    .append(i)
                    .append(";\n\n```\n\n");
        }
        var blocks = Markdown.document(markdown.toString()).blocks();
        assertThat(blocks).hasSize(12_000);
        assertThat(Outline.of(blocks.subList(11_997, 12_000)))
                .isEqualTo(
                        "heading{\"level\":2}(Heading 3999) paragraph(Text 3999 of it.) code{\"language\":\"java\",\"text\":\"int x3999;\\n\"}()");
    }

    @Test
    void code_longer_than_a_piece_stays_code() {
        String code = "line of code with *stars*\n".repeat(5_000);
        var blocks = Markdown.document("```sql\n" + code + "```\n\nafter").blocks();
        assertThat(blocks.subList(0, blocks.size() - 1))
                .allMatch(block -> block.kind().equals("code")
                        && block.attributes().text("language").equals("sql"));
        assertThat(blocks.get(blocks.size() - 1).kind()).isEqualTo("paragraph");
        assertThat(String.join("", Markdown.text("```sql\n" + code + "```").split("\\s+")))
                .isEqualTo(code.replaceAll("\\s+", ""));
    }

    @Test
    void one_endless_line_is_read_as_well() {
        String line = "word ".repeat(50_000);
        assertThat(Markdown.text(line).replaceAll("\\s+", " ").strip()).isEqualTo(line.strip());
        assertThat(Markdown.text("😀".repeat(40_000)).replaceAll("\\s", "")).isEqualTo("😀".repeat(40_000));
    }
}
