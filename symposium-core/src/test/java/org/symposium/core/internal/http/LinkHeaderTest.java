package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LinkHeaderTest {
    private static Optional<String> next(String... headers) {
        return LinkHeader.target(List.of(headers), "next");
    }

    @Test
    void the_link_of_a_relation_is_found_among_others() {
        assertThat(next("<https://a/?page=2>; rel=\"next\", <https://a/?page=5>; rel=\"last\""))
                .contains("https://a/?page=2");
        assertThat(next("<https://a/1>; rel=prev", "</2>; rel=next")).contains("/2");
        assertThat(next("<https://a/,;x>; title=\"a, <b>; rel=\\\"next\\\"\"; rel=other, <https://b/>; rel=\"NEXT\""))
                .contains("https://b/");
        assertThat(next("<https://a/>; rel=\"up next\"")).contains("https://a/");
        assertThat(next("<https://a/> ; REL = next")).contains("https://a/");
        assertThat(next("<https://a/>; rel = \"next\"")).contains("https://a/");
        assertThat(next("<https://a/>; rel=\"next\" ; title=x")).contains("https://a/");
        assertThat(next("<https://a/>; title=\"x\" , <https://b/>; rel=next")).contains("https://b/");
        assertThat(next("<https://a/>; rel=\"n\\ext\"")).contains("https://a/");
        assertThat(next("<>; rel=next")).contains("");
    }

    @Test
    void what_is_no_link_of_the_relation_is_not_found() {
        assertThat(next()).isEmpty();
        assertThat(next("<https://a/>; rel=nextish, <https://b/>; relation=next, https://c/; rel=next"))
                .isEmpty();
        assertThat(next("<https://a/>; rel=prev; rel=next")).isEmpty();
        assertThat(next("<https://a/>; rel=next; anchor=\"/other\"")).isEmpty();
        assertThat(next("<https://a/>; rel=\"next\\")).isEmpty();
        assertThat(next("<https://a/>; title=\"; rel=next")).isEmpty();
    }

    @Test
    @Timeout(1)
    void a_hostile_header_takes_no_time() {
        assertThat(next("<a>" + ";a".repeat(8_000) + "\"")).isEmpty();
        assertThat(next("<a>; x=\"" + "\\\"".repeat(8_000))).isEmpty();
        assertThat(next("<".repeat(16_000))).isEmpty();
    }
}
