package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    private static final URI BASE = URI.create("https://example.org/blog/feed.xml?token=t");

    @ParameterizedTest
    @CsvSource({
        "post/1, https://example.org/blog/post/1",
        "/post/1, https://example.org/post/1",
        "../post, https://example.org/post",
        "//other.example/x, https://other.example/x",
        "?p=1, https://example.org/blog/feed.xml?p=1",
        "#one, https://example.org/blog/feed.xml?token=t#one",
        "' https://a.example/x ', https://a.example/x",
        "HTTPS://a.example/x, HTTPS://a.example/x",
        "https://a.example/a b|c, https://a.example/a%20b%7Cc",
        "https://a.example/100%, https://a.example/100%25",
        "https://a.example/%7Eann, https://a.example/%7Eann",
        "https://a.example/bücher, https://a.example/b%C3%BCcher",
        "https://bücher.example/a, https://xn--bcher-kva.example/a",
        "//Пример.example:8080?x, https://xn--e1afmkfd.example:8080?x",
        "https://例え。example/a, https://xn--r8jz45g.example/a",
    })
    void addresses_are_read_as_a_browser_would(String text, String expected) {
        assertThat(WebAddress.of(text, BASE)).contains(URI.create(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "javascript:alert(1)",
                "data:text/html,x",
                "mailto:a@example.org",
                "tag:example.org,2024:1",
                "http://",
                "https:///x",
                "file:///etc/passwd",
                "http://[bad"
            })
    void what_a_browser_would_not_open_as_a_page_is_no_address(String text) {
        assertThat(WebAddress.of(text, BASE)).isEmpty();
    }

    @Test
    void a_base_without_a_path_gets_one_before_anything_is_joined_to_it() {
        assertThat(WebAddress.of("post/1", URI.create("http://example.net")))
                .contains(URI.create("http://example.net/post/1"));
    }

    @Test
    void a_base_brings_no_query_and_no_user() {
        assertThat(WebAddress.asBase(URI.create("https://ann:pw@example.org/f.xml?token=t#x")))
                .isEqualTo(URI.create("https://example.org/f.xml"));
    }

    @Test
    void addresses_of_one_page_are_spelled_alike() {
        assertThat(WebAddress.normalised(URI.create("http://Example.org:80/a/?utm_source=x&b=1")))
                .isEqualTo(WebAddress.normalised(URI.create("https://example.org/a?b=1")));
        assertThat(WebAddress.normalised(URI.create("https://example.org/a#1")))
                .isNotEqualTo(WebAddress.normalised(URI.create("https://example.org/a#2")));
    }
}
