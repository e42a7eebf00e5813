package org.symposium.handlers.webscraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9309, 2.2. */
class RobotsRulesTest {
    private static final String GROUPS = """
            Disallow: /before-any-group
            User-agent: *
            Disallow: /private
            Allow: /private/pub$
            Disallow: /*.pdf$

            User-agent: Symposium
            Disallow: /x
            Allow: /x/y
            Disallow: /q?id=
            Disallow: /same
            Allow: /same
            Disallow: /caf%C3%A9
            Disallow:
            """;

    @ParameterizedTest
    @CsvSource({
        "/private, true",
        "/before-any-group, true",
        "/x, false",
        "/x/q, false",
        "/x/y/z, true",
        "/X/q, true",
        "/q?id=7, false",
        "/q?no=7, true",
        "/same, true",
        "/café, false",
        "/a.pdf, true",
        "/robots.txt, true",
        "/, true"
    })
    void our_own_group_counts_alone_and_the_longest_rule_wins(String path, boolean allowed) {
        assertThat(read(GROUPS).isAllowed(page(path))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"/private, false", "/private/pub, true", "/private/pub/1, false", "/a.pdf, false", "/a.pdf?x=1, true"})
    void without_a_group_of_our_own_that_for_all_counts(String path, boolean allowed) {
        assertThat(read(GROUPS.replace("Symposium", "Otherbot")).isAllowed(page(path)))
                .isEqualTo(allowed);
    }

    @Test
    void groups_of_our_name_are_merged_whatever_its_case() {
        RobotsRules rules = read("""
                User-agent: SYMPOSIUM
                Disallow: /a

                User-agent: other
                Disallow: /

                User-agent: symposium
                User-agent: third
                Disallow: /b
                """);

        assertThat(rules.isAllowed(page("/a"))).isFalse();
        assertThat(rules.isAllowed(page("/b"))).isFalse();
        assertThat(rules.isAllowed(page("/c"))).isTrue();
    }

    @Test
    void a_name_that_only_begins_like_ours_is_not_ours() {
        assertThat(read("User-agent: symposium-news\nDisallow: /\n").isAllowed(page("/")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<!DOCTYPE html><html><body>Not found</body></html>", "User-agent: *\nDisallow:"})
    void what_says_nothing_allows_everything(String content) {
        assertThat(read(content).isAllowed(page("/a"))).isTrue();
    }

    @Test
    void any_line_ending_and_a_byte_order_mark_are_read() {
        assertThat(read("\ufeffUser-agent: *\rDisallow : /a\r\nDisallow:/b # why")
                        .isAllowed(page("/a")))
                .isFalse();
        assertThat(read("\ufeffUser-agent: *\rDisallow : /a\r\nDisallow:/b # why")
                        .isAllowed(page("/b")))
                .isFalse();
    }

    @Test
    void five_hundred_kibibytes_are_read_and_the_line_that_is_cut_counts_for_nothing() {
        String filler = "# " + "x".repeat(97) + "\n";
        String head = filler.repeat(500 * 1024 / filler.length());
        assertThat(read(head + "User-agent: *\nDisallow: /a\n" + filler.repeat(1000))
                        .isAllowed(page("/a")))
                .isFalse();

        String all = "User-agent: *\n" + filler.repeat(6000);
        String toTheLimit = all.substring(0, RobotsRules.MOST_BYTES - "\nDisallow: /".length());
        assertThat(read(toTheLimit + "\nDisallow: /beyond\n").isAllowed(page("/a")))
                .isTrue();
        assertThat(read("User-agent: *\n" + filler.repeat(6000) + "Disallow: /\n")
                        .isAllowed(page("/a")))
                .isTrue();
    }

    @Test
    void a_crawl_delay_is_in_seconds_and_ours_goes_first() {
        assertThat(read("User-agent: *\nCrawl-delay: 30\n").crawlDelay()).contains(Duration.ofSeconds(30));
        assertThat(read("User-agent: *\nCrawl-delay: 30\nUser-agent: symposium\nCrawl-delay: 2.5\n")
                        .crawlDelay())
                .contains(Duration.ofMillis(2500));
        assertThat(read("User-agent: *\nDisallow: /a\n").crawlDelay()).isEmpty();
        assertThat(read("User-agent: *\nCrawl-delay: soon\n").crawlDelay()).isEmpty();
    }

    @Test
    void a_very_long_crawl_delay_is_an_hour_and_no_prohibition() {
        RobotsRules rules = read("User-agent: *\nCrawl-delay: 86400\n");

        assertThat(rules.crawlDelay()).contains(Duration.ofHours(1));
        assertThat(rules.isAllowed(page("/a"))).isTrue();
    }

    private static URI page(String path) {
        return PageAddress.absolute("https://example.org" + path).orElseThrow();
    }

    private static RobotsRules read(String content) {
        return RobotsRules.read(
                URI.create("https://example.org/robots.txt"), content.getBytes(StandardCharsets.UTF_8), "text/plain");
    }
}
