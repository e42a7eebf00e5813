package org.symposium.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.spi.model.InvalidInputException;

/** HTML from outside, and the Markdown it becomes. */
class HtmlToMarkdownTest {
    private static final URI BASE = URI.create("https://x.org/blog/post?id=1");

    static List<Arguments> structure() {
        return List.of(
                Arguments.of("<h1>One</h1><h3>Three <b>bold</b></h3><h6></h6>", "# One\n\n### Three **bold**"),
                Arguments.of("<p>a</p><p>b<br>c</p>", "a\n\nb\\\nc"),
                Arguments.of("a<br><br>b<br>\n<br><br/>c", "a\n\nb\n\nc"),
                Arguments.of("  <p>  much \n\t space  <i> here </i>.</p> ", "much space *here* ."),
                Arguments.of(
                        "<b>a</b> <i>b</i> <s>c</s> <strong><em>d</em></strong> <del>e</del>",
                        "**a** *b* ~~c~~ ***d*** ~~e~~"),
                Arguments.of("<b>Note:</b>text x<b>y</b>z <b> spaced </b>!", "**Note**:text x**y**z **spaced** !"),
                Arguments.of("<b>bold <i>both</i></b><i> only</i>", "**bold** ***both*** *only*"),
                Arguments.of("<b></b><i> </i>a<b><br></b>", "a"),
                Arguments.of("<p>use <code>a*b`c</code> and <kbd>x</kbd></p>", "use ``a*b`c`` and `x`"),
                Arguments.of(
                        "<pre><code class=\"hljs language-java\">int a;\n\n  b();\n</code></pre>",
                        "```java\nint a;\n\n  b();\n```"),
                Arguments.of(
                        "<div class=\"highlight-source-shell\"><pre>ls <b>-l</b><br>```</pre></div>",
                        "````shell\nls -l\n```\n````"),
                Arguments.of("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c"),
                Arguments.of("<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>", "3. a\n\n4. b\n\n   c"),
                Arguments.of("<ul><li>a</li><ul><li>b</li></ul>text</ul>", "- a\n  - b\n- text"),
                Arguments.of("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
                Arguments.of("<ul><li>a<ol start=5><li>b</ol></ul>", "- a\n\n  5. b"),
                Arguments.of(
                        "<ul><li><input type=checkbox checked> done<li><input type=checkbox>open</ul>",
                        "- [x] done\n- [ ] open"),
                Arguments.of("<blockquote><p>a</p><blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
                Arguments.of("<dl><dt>Term</dt><dd>meaning</dd><dd>other</dd></dl>", "**Term**\n\n- meaning\n- other"),
                Arguments.of("a<hr>b", "a\n\n---\n\nb"),
                Arguments.of("<ul><li><hr></ul>", "- ___"),
                Arguments.of("<p>He said <q>yes</q></p>", "He said “yes”"),
                Arguments.of("<details><summary>More</summary><p>text</p></details>", "**More**\n\ntext"),
                Arguments.of(
                        "<table><caption>C</caption><tr><th>a<th align=right>b<tr><td>1|2<td>2<br>3</table>",
                        "*C*\n\n| a | b |\n| --- | --: |\n| 1\\|2 | 2 3 |"),
                Arguments.of("<table><tr><td>a<td>b<tr><td>c</table>", "|  |  |\n| --- | --- |\n| a | b |\n| c |  |"),
                Arguments.of(
                        "<table><tr><th>a<th>b<th>c<tr><td rowspan=2>1<td colspan=2>2<tr><td>3<td>4</table>",
                        "| a | b | c |\n| --- | --- | --- |\n| 1 | 2 |  |\n|  | 3 | 4 |"),
                Arguments.of(
                        "<table role=presentation><tr><td><p>left</p><td><h2>right</h2></table>", "left\n\n## right"),
                Arguments.of(
                        "<table><tr><td><table><tr><td>x<td>y</table><td>z</table>",
                        "|  |  |\n| --- | --- |\n| x | y |\n\nz"),
                Arguments.of(
                        "<a href='/a'><h2>Title</h2><p>text</p></a>",
                        "## [Title](https://x.org/a)\n\n[text](https://x.org/a)"),
                Arguments.of("<p>one</p>\n\n\n<div><div><p>two</p></div></div>", "one\n\ntwo"),
                Arguments.of("&lt;b&gt; &amp;amp; &copy; &nbsp;x &#x1F600;", "\\<b> \\&amp; © \u00A0x 😀"),
                Arguments.of("<svg><text>no</text></svg><math><mi>x</mi></math>text", "text"));
    }

    static List<Arguments> links() {
        return List.of(
                Arguments.of(
                        "<a href='c'>a</a> <a href='/c?x=1&amp;y=2#z'>b</a> <a href='?p=2'>c</a> <a href='//y.org'>d</a>",
                        "[a](https://x.org/blog/c) [b](https://x.org/c?x=1&y=2#z) [c](https://x.org/blog/post?p=2) [d](https://y.org)"),
                Arguments.of(
                        "<a href='#top'>a</a> <a href='mailto:a@b.org'>m</a>",
                        "[a](https://x.org/blog/post?id=1#top) [m](mailto:a@b.org)"),
                Arguments.of(
                        "<a href='javascript:alert(1)'>a</a> <a href=' JaVa\nScRipt:x'>b</a> <a href='data:text/html,x'>c</a> <a href='vbscript:x'>d</a> <a name=x>e</a>",
                        "a b c d e"),
                Arguments.of("<a href='https://x.org/a_(b)'>l[1]*</a>", "[l\\[1\\]\\*](https://x.org/a_%28b%29)"),
                Arguments.of("<a href='https://x.org/'>https://x.org/</a>", "<https://x.org/>"),
                Arguments.of("<a href='/a'></a><a href='/b'> </a>x", "x"),
                Arguments.of("<a href='/a'>a</a><a href='/b'>b</a>", "[a](https://x.org/a)[b](https://x.org/b)"),
                Arguments.of("<a href='/ä b'>x</a>", "[x](https://x.org/%C3%A4%20b)"),
                Arguments.of("wow!<a href='/a'>a</a>", "wow\\![a](https://x.org/a)"),
                Arguments.of(
                        "<img src='i.png' alt='An &quot;image&quot; [x]' title='T'>",
                        "![An \"image\" \\[x\\]](https://x.org/blog/i.png \"T\")"),
                Arguments.of("<p>a <img src='/i.png' srcset='/big.png 2x'> b</p>", "a ![](https://x.org/i.png) b"),
                Arguments.of(
                        "<a href='/full'><img src='/t.png' alt=t></a>",
                        "[![t](https://x.org/t.png)](https://x.org/full)"),
                Arguments.of(
                        "<figure><img src='/i.png' alt=i><figcaption>Caption</figcaption></figure>",
                        "![i](https://x.org/i.png)\n\n*Caption*"),
                Arguments.of("<img src='data:image/png;base64,AA' alt='inline'>", "inline"),
                Arguments.of("<base href='https://cdn.org/d/'><a href='x'>a</a>", "[a](https://cdn.org/d/x)"));
    }

    static List<Arguments> dropped() {
        return List.of(
                Arguments.of(
                        "a<script>alert('x')</script><style>p{}</style><iframe src=x>f</iframe><noscript>n</noscript><!-- c -->b"),
                Arguments.of(
                        "a<form><input value=x><button>Go</button><select><option>o</select><textarea>t</textarea></form>b"),
                Arguments.of(
                        "a<div hidden>x</div><p style='color:red; Display : none'>x</p><i aria-hidden=true>x</i><b style='visibility:hidden'>x</b>b"),
                Arguments.of(
                        "a<img src=/p.gif width=1 height=1><img src=/p.gif height='0'><img src=/p.gif style='width: 1px;height:1px'>b"),
                Arguments.of(
                        "a<object data=x>o</object><embed src=x><video src=x>v</video><audio>a</audio><template>t</template><canvas>c</canvas>b"));
    }

    @ParameterizedTest
    @MethodSource({"structure", "links"})
    void html_becomes_markdown(String html, String markdown) {
        assertThat(HtmlToMarkdown.convert(html, BASE)).isEqualTo(markdown);
    }

    @ParameterizedTest
    @MethodSource("dropped")
    void what_nobody_reads_is_dropped(String html) {
        assertThat(HtmlToMarkdown.convert(html, BASE).replaceAll("\\s+", "")).isEqualTo("ab");
    }

    @Test
    void text_without_elements_keeps_its_lines() {
        assertThat(HtmlToMarkdown.convert("First *line*\nsecond\r\n\r\n# not a heading &amp; more\n\n\n\nend", BASE))
                .isEqualTo("First \\*line\\*\\\nsecond\n\n\\# not a heading & more\n\nend");
        assertThat(HtmlToMarkdown.convert("", BASE)).isEmpty();
        assertThat(HtmlToMarkdown.convert(" \n ", BASE)).isEmpty();
    }

    @Test
    void a_form_around_a_whole_page_loses_its_controls_only() {
        assertThat(HtmlToMarkdown.convert("<form><h1>Page</h1><p>text</p><input name=x></form>", BASE))
                .isEqualTo("# Page\n\ntext");
    }

    @Test
    void html_beyond_any_feed_is_refused() {
        assertThatThrownBy(() -> HtmlToMarkdown.convert("x".repeat(6 * 1024 * 1024), BASE))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations().get(0).rule()).isEqualTo("html_size"));
    }
}
