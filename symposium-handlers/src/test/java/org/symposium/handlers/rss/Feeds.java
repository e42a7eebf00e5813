package org.symposium.handlers.rss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Feeds for tests: those in the resources beside, and made ones. */
final class Feeds {
    static final URI ADDRESS = URI.create("https://example.org/blog/feed.xml");

    private Feeds() {}

    static byte[] bytes(String resource) {
        try (var stream = Feeds.class.getResourceAsStream(resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Feed read(byte[] bytes) {
        return FeedReader.read(bytes, Optional.empty(), ADDRESS);
    }

    static Feed read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static Feed resource(String name) {
        return read(bytes(name));
    }

    /** RSS 2.0 around items. */
    static String rss(String items) {
        return "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>T</title><link>https://example.org/</link>"
                + items + "</channel></rss>";
    }

    /** An item of this number, with an id, an address and a date of its own; greater is newer. */
    static String item(int number) {
        return "<item><title>Post " + number + "</title><link>https://example.org/p/" + number
                + "</link><guid isPermaLink='false'>id-" + number
                + "</guid><pubDate>"
                + java.time.Instant.parse("2025-01-01T00:00:00Z").plusSeconds(3600L * number)
                + "</pubDate><description>Text "
                + number + "</description></item>";
    }
}
