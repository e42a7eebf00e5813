package org.symposium.examples.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The service that all sources read: feeds that have news at every request, and take a moment to tell them. It counts its requests. */
final class FeedService implements AutoCloseable {
    private static final int QUICKEST_MILLIS = 50;
    private static final int SLOWEST_MILLIS = 250;

    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private FeedService(HttpServer server) {
        this.server = server;
    }

    /** Serves this machine only, at a port that is free. */
    static FeedService start() throws IOException {
        InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var service = new FeedService(HttpServer.create(new InetSocketAddress(here, 0), 0));
        service.server.createContext("/feeds/", service::answer);
        service.server.setExecutor(service.threads);
        service.server.start();
        return service;
    }

    URI feed(int number) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/feeds/" + number);
    }

    /** How many came in so far, whether or not their senders lived to see the answer. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int request = requests.incrementAndGet();
            int millis = QUICKEST_MILLIS + request * 37 % (SLOWEST_MILLIS - QUICKEST_MILLIS);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            byte[] body = feed(exchange.getRequestURI().getPath(), request).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String feed(String path, int request) {
        return "<rss version='2.0'><channel><title>News of " + path + "</title><link>https://example.org" + path
                + "</link><item><title>Number " + request + "</title><guid isPermaLink='false'>" + request
                + "</guid></item></channel></rss>";
    }
}
