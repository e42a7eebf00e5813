package org.symposium.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A service on loopback that answers what a test tells it to, and remembers what it was asked. Thread-safe. */
public final class FakeService implements AutoCloseable {
    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer waits 40 ms for an acknowledgement
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Reply> answers = request -> Reply.of(404, "text/plain", "not found");
    private volatile Runnable taking = () -> {};

    private FakeService(HttpServer server) {
        this.server = server;
    }

    /**
     * What the service was asked.
     *
     * @param path with the query, as it was sent
     * @param headers by lower-case name, the first value of each
     */
    public record Request(String method, String path, Map<String, String> headers, String body) {
        /** The first header of a name. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /** What the service answers. Immutable. */
    public static final class Reply {
        private static final int ENDLESS = 64;

        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;
        private final End end;

        private Reply(int status, Map<String, String> headers, byte[] body, End end) {
            this.status = status;
            this.headers = headers;
            this.body = body;
            this.end = end;
        }

        private enum End {
            WHOLE,
            HALF_WAY,
            NEVER
        }

        /** An answer of text, in UTF-8. */
        public static Reply of(int status, String contentType, String body) {
            return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
        }

        /** An answer of bytes. */
        public static Reply of(int status, String contentType, byte[] body) {
            return new Reply(status, Map.of("Content-Type", contentType), body.clone(), End.WHOLE);
        }

        /** An answer of JSON. */
        public static Reply json(String body) {
            return of(200, "application/json", body);
        }

        /** The same answer with one more header. */
        public Reply header(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body, end);
        }

        /** The same answer, broken off half-way. */
        public Reply brokenOff() {
            return new Reply(status, headers, body, End.HALF_WAY);
        }

        /** The same answer, followed by blanks as long as somebody reads, or {@value #ENDLESS} MiB of them. */
        public Reply neverEnding() {
            return new Reply(status, headers, body, End.NEVER);
        }

        /** The same answer with another body. */
        public Reply body(String text) {
            return new Reply(status, headers, text.getBytes(StandardCharsets.UTF_8), end);
        }

        /** The body as text. */
        public String body() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Whether it says that its body is JSON. */
        public boolean isJson() {
            return headers.getOrDefault("Content-Type", "").contains("json");
        }
    }

    /** Starts one on a free port. */
    public static FakeService start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var service = new FakeService(server);
            server.createContext("/", service::handle);
            server.setExecutor(service.threads);
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, with this path. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Answers by this from now on. */
    public FakeService answer(Function<Request, Reply> by) {
        this.answers = by;
        return this;
    }

    /** Answers this to everything from now on. */
    public FakeService answer(Reply always) {
        return answer(request -> always);
    }

    /** Each answer takes this long by that clock, and no time by any other: so windows of limits pass that go by it. */
    public FakeService answersTake(LeapingClock clock, Duration time) {
        this.taking = () -> clock.leap(time);
        return this;
    }

    /** What it was asked so far, in order. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Forgets what it was asked. */
    public void forget() {
        requests.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            var request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Collections.unmodifiableMap(headers),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            taking.run();
            send(exchange, answers.apply(request));
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers.forEach(exchange.getResponseHeaders()::set);
        if (reply.end == Reply.End.NEVER) {
            exchange.sendResponseHeaders(reply.status, 0);
            exchange.getResponseBody().write(reply.body);
            writeBlanks(exchange.getResponseBody());
            return;
        }
        boolean empty = reply.body.length == 0;
        exchange.sendResponseHeaders(reply.status, empty ? -1 : reply.body.length);
        if (!empty) {
            int length = reply.end == Reply.End.HALF_WAY ? reply.body.length / 2 : reply.body.length;
            exchange.getResponseBody().write(reply.body, 0, length);
        }
    }

    private static void writeBlanks(OutputStream out) throws IOException {
        byte[] blanks = " ".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < Reply.ENDLESS; i++) {
            out.write(blanks);
        }
    }
}
