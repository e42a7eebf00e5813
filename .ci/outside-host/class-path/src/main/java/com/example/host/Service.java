package com.example.host;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Everything that the host calls: a feed, buoys and a hook, on loopback. */
final class Service implements AutoCloseable {
    private static final String FEED =
            "<rss version='2.0'><channel><title>Outside news</title><item><title>One</title><guid>1</guid></item></channel></rss>";
    private static final String READING = "{\"wave\": {\"height\": 1.5}}";

    private final HttpServer server;

    private Service(HttpServer server) {
        this.server = server;
    }

    static Service start() throws IOException {
        var here = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        var service = new Service(HttpServer.create(here, 0));
        service.answer("/feed", "application/rss+xml", FEED);
        service.answer("/buoys/v1/44025", "application/json", READING);
        service.answer("/hook", "text/plain", "thanks");
        service.server.start();
        return service;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(String path, String mediaType, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", mediaType);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }
}
