package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTPS://Example.ORG | https://example.org/",
                "https://example.org:443/a | https://example.org/a",
                "http://example.org:443/a | http://example.org:443/a",
                "http://example.org:80?x=1 | http://example.org/?x=1",
                "https://example.org/a b/ä?q=ü&p[0]=1#part | https://example.org/a%20b/%C3%A4?q=%C3%BC&p[0]=1",
                "https://example.org/100%2 | https://example.org/100%252",
                "https://example.org/100%2f | https://example.org/100%2f",
                "https://example.org/100%/%2F[x]\\y | https://example.org/100%25/%2F%5Bx%5D%5Cy",
                "https://[::1]:8080/ | https://[::1]:8080/",
                "' https://example.org/ ' | https://example.org/",
                "http://2130706433/x | http://127.0.0.1/x",
                "https://example.org:/ | https://example.org/"
            })
    void addresses_have_one_spelling(String text, String address) {
        assertThat(WebAddress.read(text)).map(WebAddress::toString).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "/path",
                "//example.org/",
                "ftp://example.org/",
                "file:///etc/passwd",
                "http:///path",
                "http://:80/",
                "http://a:0/",
                "http://a:65536/",
                "http://a:b/",
                "http://user@example.org/",
                "http://user:pass@example.org/",
                "http://example.org\\@evil.example/",
                "http://example.org@evil.example",
                "jar:http://example.org/",
                "http:/example.org",
                "http://exa mple.org/",
                "http://a]b/"
            })
    void what_is_no_web_address_is_refused(String text) {
        assertThat(WebAddress.read(text)).isEmpty();
    }

    @Test
    void line_breaks_within_an_address_are_encoded() {
        assertThat(WebAddress.read("http://example.org/a\r\nHost: evil"))
                .map(WebAddress::target)
                .contains("/a%0D%0AHost:%20evil");
    }

    /** RFC 3986, 5.4. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "g | http://a/b/c/g",
                "./g | http://a/b/c/g",
                "g/ | http://a/b/c/g/",
                "/g | http://a/g",
                "//g | http://g/",
                "?y | http://a/b/c/d;p?y",
                "g?y | http://a/b/c/g?y",
                "#s | http://a/b/c/d;p?q",
                "g#s | http://a/b/c/g",
                "'' | http://a/b/c/d;p?q",
                ". | http://a/b/c/",
                ".. | http://a/b/",
                "../g | http://a/b/g",
                "../.. | http://a/",
                "../../../g | http://a/g",
                "/./g | http://a/g",
                "g;x=1/../y | http://a/b/c/y",
                "g?y/../x | http://a/b/c/g?y/../x",
                "https://other/x | https://other/x"
            })
    void relative_references_mean_what_the_standard_says(String reference, String address) {
        WebAddress base = WebAddress.read("http://a/b/c/d;p?q").orElseThrow();

        assertThat(Reference.resolve(base, reference)).map(WebAddress::toString).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:a@b",
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://a/",
                "file:/etc/passwd",
                "//user@host/",
                "http:g"
            })
    void a_reference_to_no_web_address_leads_nowhere(String reference) {
        assertThat(Reference.resolve(WebAddress.read("http://a/b").orElseThrow(), reference))
                .isEmpty();
    }

    @Test
    void no_path_below_a_base_leaves_its_origin() {
        var random = new Random(7);
        String pieces = "/\\.@:?#%[]a-1 \t\r\néevil.example//..";
        for (int i = 0; i < 10_000; i++) {
            var path = new StringBuilder("/");
            random.ints(random.nextInt(20), 0, pieces.length()).forEach(at -> path.append(pieces.charAt(at)));

            assertThat(WebAddress.read("https://api.example.org/v1" + path))
                    .map(WebAddress::origin)
                    .contains("https://api.example.org");
        }
    }
}
