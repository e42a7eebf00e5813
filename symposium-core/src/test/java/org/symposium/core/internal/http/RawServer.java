package org.symposium.core.internal.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that says exactly what a test wants, also what no server should say. */
final class RawServer implements AutoCloseable {
    /** What it does with one request on one connection. */
    @FunctionalInterface
    interface Script {
        void answer(String request, OutputStream out, Socket socket) throws Exception;
    }

    private final ServerSocket server;
    private final Script script;
    private final boolean reading;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    RawServer(Script script) {
        this(script, true);
    }

    private RawServer(Script script, boolean reading) {
        this.script = script;
        this.reading = reading;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** One that waits for a first byte and no request: what comes is no HTTP. */
    static RawServer atOnce(Script script) {
        return new RawServer(script, false);
    }

    /** One that gives this answer to every request and closes the connection. */
    static RawServer saying(String answer) {
        return new RawServer((request, out, socket) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** One that gives these answers to one request after the other, the last one for ever, and closes the connection each time; empty for none. */
    static RawServer inTurn(String... answers) {
        var next = new AtomicInteger();
        return new RawServer((request, out, socket) -> {
            String answer = answers[Math.min(next.getAndIncrement(), answers.length - 1)];
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    /** An answer of this status, with these headers, that ends its connection. */
    static String answer(int status, String... headers) {
        return "HTTP/1.1 " + status + " X\r\nConnection: close\r\nContent-Length: 2\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList()) + "\r\n{}";
    }

    int port() {
        return server.getLocalPort();
    }

    /** Whole requests, in order. */
    List<String> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    int openConnections() {
        return open.get();
    }

    /** Waits a moment between two bytes, until the server is closed. */
    void dawdle() throws InterruptedException {
        if (closed.await(20, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.incrementAndGet();
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            String request = reading ? read(in) : "" + in.read();
            if (!request.isEmpty()) {
                requests.add(request);
                script.answer(request, socket.getOutputStream(), socket);
                socket.getOutputStream().flush();
            }
        } catch (Exception e) {
            // the other side went away, which is what many tests are about
        } finally {
            open.decrementAndGet();
        }
    }

    private static String read(InputStream in) throws IOException {
        var request = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            request.write(octet);
            String text = request.toString(StandardCharsets.ISO_8859_1);
            int head = text.indexOf("\r\n\r\n");
            if (head >= 0 && text.length() - head - 4 >= length(text)) {
                return text;
            }
        }
        return request.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
