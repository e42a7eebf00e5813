package org.symposium.handlers.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.Span;

/** A zero-width space is written as {@code ^}. */
class DiscordMarkdownTest {
    @ParameterizedTest
    @CsvSource({
        "<@123>, \\<@^123>",
        "<@!123>, \\<@^!123>",
        "<@&123>, \\<@^&123>",
        "<#123>, \\<#123>",
        "<t:1700000000:R>, \\<t:1700000000:R>",
        "<:party:123>, \\<:party:123>",
        "</deploy:123>, \\</deploy:123>",
        "<id:customize>, \\<id:customize>",
        "@everyone, @^everyone",
        "hi @here, hi @^here",
        "ada@example.org, ada@example.org",
        "ada@163.example, ada@163.example",
        "||spoiler||, \\|\\|spoiler\\|\\|",
        "**x**, \\*\\*x\\*\\*",
        "__x__, \\_\\_x\\_\\_",
        "~~x~~, \\~\\~x\\~\\~",
        "`x`, \\`x\\`",
        "```x, \\`\\`\\`x",
        "[x](https://evil.example), \\[x\\](https://evil.example)",
        "a\\*b, a\\\\\\*b",
        "snake_case, snake\\_case"
    })
    void nothing_that_a_card_holds_is_discords_syntax(String text, String markdown) {
        assertThat(shown(span(text))).isEqualTo(markdown);
        assertThat(shown(span(text, "strong"))).isEqualTo("**" + markdown + "**");
    }

    @ParameterizedTest
    @CsvSource({
        "# x, \\# x",
        "## x, \\## x",
        "-# x, \\-# x",
        "- x, \\- x",
        "+ x, \\+ x",
        "* x, \\* x",
        "> x, \\> x",
        ">>> x, \\>>> x",
        "1. x, 1\\. x",
        "12) x, 12\\) x",
        "3.5 km, 3.5 km",
        "a - b # c > d 1. e, a - b # c > d 1. e"
    })
    void a_line_that_begins_like_a_block_is_none(String text, String markdown) {
        assertThat(shown(span(text))).isEqualTo(markdown);
        assertThat(shown(span("a\n" + text))).isEqualTo("a\n" + markdown);
    }

    @Test
    void marks_of_the_document_become_discords() {
        assertThat(shown(span("x", "strong"))).isEqualTo("**x**");
        assertThat(shown(span("x", "emphasis"))).isEqualTo("*x*");
        assertThat(shown(span("x", "strikethrough"))).isEqualTo("~~x~~");
        assertThat(shown(span("x", "strong", "emphasis", "strikethrough"))).isEqualTo("***~~x~~***");
    }

    @Test
    void marks_stand_close_around_words_and_lines_and_apart_from_each_other() {
        assertThat(shown(span("a"), span(" b ", "strong"), span("c"))).isEqualTo("a **b** c");
        assertThat(shown(span("a\nb", "strong"))).isEqualTo("**a**\n**b**");
        assertThat(shown(span("a", "strong"), span("b", "emphasis"))).isEqualTo("**a**^*b*");
        assertThat(shown(span("un"), span("believ", "emphasis"), span("able"))).isEqualTo("un*believ*able");
        assertThat(shown(span("  ", "strong"), span("x"))).isEqualTo("x");
    }

    @Test
    void code_stays_code_whatever_is_in_it() {
        assertThat(shown(span("a<@1>*b*||", "code"))).isEqualTo("`a<@1>*b*||`");
        assertThat(shown(span("a`b", "code"))).isEqualTo("`` a`b ``");
        assertThat(shown(span("```x", "code"))).isEqualTo("`` `^`^`x ``");
        assertThat(shown(span("a", "code"), span("b", "code", "strong"))).isEqualTo("`a`^**`b`**");
    }

    @Test
    void marks_around_code_are_left_out_where_its_own_would_end_them() {
        assertThat(shown(span("a*b", "code", "emphasis"))).isEqualTo("`a*b`");
        assertThat(shown(span("ab", "code", "emphasis"))).isEqualTo("*`ab`*");
    }

    @Test
    void a_link_has_its_label() {
        assertThat(link("https://example.org/?a=1&b=2", "a *b*"))
                .isEqualTo("[a \\*b\\*](https://example.org/?a=1&b=2)");
        assertThat(link("https://example.org/a_(b)", "x")).isEqualTo("[x](https://example.org/a_%28b%29)");
        assertThat(link("https://example.org/*a*~b~", "x")).isEqualTo("[x](https://example.org/%2Aa%2A%7Eb%7E)");
        assertThat(link("https://[::1]/x", "x")).isEqualTo("[x](https://[::1]/x)");
        assertThat(link("https://example.org/ä", "two\nlines")).isEqualTo("[two lines](https://example.org/%C3%A4)");
        assertThat(link("https://example.org/x", "")).isEqualTo("");
    }

    @Test
    void a_label_can_not_end_its_link() {
        assertThat(link("https://good.example/", "a](https://evil.example) [b"))
                .as("an address in a label counts for one")
                .isEqualTo("<https://good.example/>");
        assertThat(link("https://good.example/", "a](b) [c]")).isEqualTo("[a)(b) (c)](https://good.example/)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example",
                "www.good.example",
                "Join discord.gg/x",
                "x://y",
                "a\u2028https://good.example"
            })
    void a_label_that_looks_like_another_address_is_left_out(String label) {
        assertThat(link("https://evil.example/", label)).isEqualTo("<https://evil.example/>");
    }

    @Test
    void an_address_in_the_text_has_a_preview_where_one_is_wanted_and_it_has_room() {
        var address = new Span("https://example.org/x", Set.of(), Optional.of(URI.create("https://example.org/x")));

        assertThat(DiscordMarkdown.of(List.of(span("see "), address), true)).isEqualTo("see https://example.org/x");
        assertThat(DiscordMarkdown.of(List.of(address, span(" and")), true)).isEqualTo("https://example.org/x and");
        assertThat(DiscordMarkdown.of(List.of(address, span(").")), true)).isEqualTo("<https://example.org/x>).");
        assertThat(DiscordMarkdown.of(List.of(address), false)).isEqualTo("<https://example.org/x>");
    }

    @Test
    void marks_of_a_link_stand_around_it() {
        var span = new Span("x[1]", Set.of("strong", "code"), Optional.of(URI.create("https://example.org/")));

        assertThat(DiscordMarkdown.of(List.of(span), false)).isEqualTo("**[`x(1)`](https://example.org/)**");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "discord://open", "relative/path"})
    void other_addresses_are_no_links(String address) {
        assertThat(link(address, "x")).isEqualTo("x");
    }

    @Test
    void a_label_that_is_left_alone_is_no_block() {
        assertThat(link("mailto:ada@example.org", "# Ada")).isEqualTo("\\# Ada (ada@example.org)");
        assertThat(link("https://example.org/" + "x".repeat(1_500), "> x")).isEqualTo("\\> x");
    }

    @Test
    void a_mailbox_is_told_since_it_can_not_be_linked() {
        assertThat(link("mailto:ada@example.org", "Ada")).isEqualTo("Ada (ada@example.org)");
        assertThat(link("mailto:ada@example.org", "ada@example.org")).isEqualTo("ada@example.org");
    }

    @Test
    void an_address_that_no_message_has_room_for_is_left_out() {
        assertThat(link("https://example.org/" + "x".repeat(1_500), "label")).isEqualTo("label");
    }

    @Test
    void a_picture_in_a_line_is_a_link() {
        var picture = Optional.of(URI.create("https://example.org/p.png"));

        assertThat(DiscordMarkdown.of(List.of(new Span("A chart", Set.of("image"), picture)), false))
                .isEqualTo("[A chart](https://example.org/p.png)");
        assertThat(DiscordMarkdown.of(List.of(new Span("", Set.of("image"), picture)), false))
                .isEqualTo("<https://example.org/p.png>");
    }

    private static String link(String address, String label) {
        return DiscordMarkdown.of(List.of(new Span(label, Set.of(), Optional.of(URI.create(address)))), false);
    }

    private static Span span(String text, String... marks) {
        return new Span(text, Set.of(marks), Optional.empty());
    }

    private static String shown(Span... spans) {
        return DiscordMarkdown.of(List.of(spans), false).replace(DiscordMarkdown.BREAK, "^");
    }
}
