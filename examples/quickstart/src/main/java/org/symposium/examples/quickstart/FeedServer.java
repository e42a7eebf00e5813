package org.symposium.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Serves one feed with an ETag, so that a reader who has it already is told so (RFC 9110, conditional requests). */
final class FeedServer implements ServedFeed {
    private final URI place;
    private final Loopback loopback;

    private FeedServer(URI place, int port) throws IOException {
        this.place = place;
        this.loopback = Loopback.start(port, "/feed", this::answer);
    }

    /** Serves what lies at this place, such as {@code file:/home/ada/feed.xml}, at this port if it is free. */
    static FeedServer start(URI place, int port) throws IOException {
        return new FeedServer(place, port);
    }

    @Override
    public URI url() {
        return loopback.url();
    }

    @Override
    public void close() {
        loopback.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream feed = place.toURL().openStream()) {
            byte[] body = feed.readAllBytes();
            String tag = tagOf(body);
            exchange.getResponseHeaders().set("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/xml"); // readers look at the content
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String tagOf(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
