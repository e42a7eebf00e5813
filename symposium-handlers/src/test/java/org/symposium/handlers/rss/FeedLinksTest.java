package org.symposium.handlers.rss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;

class FeedLinksTest {
    @Test
    void a_page_is_refused_and_its_feeds_are_suggested() {
        HandlerException failure = failure("""
                <!DOCTYPE html>
                <html><head><base href="/site/">
                <link rel="stylesheet" type="text/css" href="x.css">
                <link rel=alternate type=application/json href=/wp-json/x>
                <LINK HREF='feed.xml?a=1&amp;b=2' TYPE="application/RSS+xml" REL="home Alternate" title="a > b">
                <link rel="alternate" type="application/atom+xml" href="https://other.example/atom">
                <link rel="alternate" hreflang="de" href="/de">
                </head><body>Hi</body></html>""");

        assertThat(failure).hasMessage("The address gives a web page, not a feed.");
        assertThat(failure.verdict().suggestion())
                .endsWith(
                        "https://example.org/site/feed.xml?a=1&b=2, https://other.example/atom, https://example.org/wp-json/x.");
    }

    @Test
    void a_page_without_feeds_gets_a_hint() {
        assertThat(failure("<html><head></head></html>").verdict().suggestion()).contains("/feed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'a' 'b'><html xmlns='http://www.w3.org/1999/xhtml'/>",
                "<head><title>Error</title></head>",
                "Oops <BODY>not closed <p>",
                "<!doctype HTML><p>hi"
            })
    void pages_are_known_in_all_shapes(String page) {
        assertThat(failure(page)).hasMessageContaining("web page");
    }

    @Test
    void what_no_browser_would_open_is_not_suggested() {
        assertThat(FeedLinks.in(
                        "<link rel=alternate type=application/rss+xml href='javascript:x'><link rel=alternate type=application/rss+xml>",
                        Feeds.ADDRESS))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<link ", "<link a='", "<base href=", "<link =", "<link a", "<", "<link rel=\""})
    void hostile_pages_are_looked_through_once(String part) {
        String page = "<html>" + part.repeat(1_000_000 / part.length());

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> FeedLinks.in(page, Feeds.ADDRESS));
    }

    private static HandlerException failure(String text) {
        HandlerException failure = catchThrowableOfType(HandlerException.class, () -> Feeds.read(text));
        assertThat(failure.verdict().kind()).isEqualTo(FailureKind.INVALID_RESPONSE);
        return failure;
    }
}
