package org.symposium.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service on loopback: feeds that count on from what their reader has seen, and receivers of webhooks that keep the ids of messages. Thread-safe. */
final class Service implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Map<String, Integer>> readings = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Integer>> messages = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Integer>> nodes = new ConcurrentHashMap<>();
    private volatile Brake brake = new Brake(Point.REQUEST_SENT, 0, () -> {});

    private Service(HttpServer server) {
        this.server = server;
    }

    static Service start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var service = new Service(server);
            server.createContext("/feed/", service::read);
            server.createContext("/hook/", service::receive);
            server.setExecutor(service.threads);
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Holds a request that has arrived, instead of answering. */
    void brake(Brake chosen) {
        brake = chosen;
    }

    /** How often each node has read a feed. */
    Map<String, Integer> shares() {
        return nodes.getOrDefault("feeds", Map.of());
    }

    /** How often each run has read a feed, all feeds together. */
    Map<String, Integer> readings() {
        var all = new HashMap<String, Integer>();
        readings.values().forEach(runs -> runs.forEach((run, times) -> all.merge(run, times, Integer::sum)));
        return all;
    }

    /** How often each message has arrived at a receiver, by its id: a receiver that keeps ids acts on each once. */
    Map<String, Integer> messages(String hook) {
        return messages.getOrDefault(hook, Map.of());
    }

    @Override
    public void close() {
        brake.release();
        server.stop(0);
        threads.shutdownNow();
    }

    /** {@code /feed/name/run/seen}: one more than what was seen. */
    private void read(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/");
            count(readings, path[2], path[3]);
            count(nodes, "feeds", exchange.getRequestURI().getQuery());
            brake.at(Point.REQUEST_SENT);
            answer(exchange, "{\"number\": " + (Long.parseLong(path[4]) + 1) + "}");
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            count(
                    messages,
                    exchange.getRequestURI().getPath().substring("/hook/".length()),
                    exchange.getRequestHeaders().getFirst("webhook-id"));
            brake.at(Point.STEP_SENT);
            answer(exchange, "{}");
        }
    }

    private static void count(Map<String, Map<String, Integer>> counts, String of, String what) {
        counts.computeIfAbsent(of, unknown -> new ConcurrentHashMap<>()).merge(what, 1, Integer::sum);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
