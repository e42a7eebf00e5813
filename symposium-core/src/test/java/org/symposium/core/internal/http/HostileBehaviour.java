package org.symposium.core.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.symposium.spi.model.FailureKind;

/**
 * What a server may do that none should do.
 *
 * @param kind what a call to it ends in
 * @param deadline of that call, short where only the deadline ends it
 */
record HostileBehaviour(String name, FailureKind kind, Duration deadline, Act act) {
    static final String OK = "HTTP/1.1 200 OK\r\n";
    static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);

    HostileBehaviour as(FailureKind other) {
        return new HostileBehaviour(name, other, deadline, act);
    }

    @Override
    public String toString() {
        return name + " → " + kind;
    }

    /** What the server does once it has read a request. */
    @FunctionalInterface
    interface Act {
        void go(OutputStream out, Socket socket, RawServer server) throws Exception;
    }

    private static HostileBehaviour says(String name, FailureKind kind, String answer) {
        return new HostileBehaviour(name, kind, LONG, (out, socket, server) -> write(out, answer));
    }

    private static HostileBehaviour drips(String name, String start, String drop) {
        return new HostileBehaviour(name, FailureKind.NETWORK, SHORT, (out, socket, server) -> {
            write(out, start);
            while (true) {
                write(out, drop);
                server.dawdle();
            }
        });
    }

    private static HostileBehaviour floods(String name, FailureKind kind, String start, String wave) {
        return new HostileBehaviour(name, kind, LONG, (out, socket, server) -> {
            write(out, start);
            String waves = wave.repeat(1 + 4_000 / wave.length());
            while (true) {
                write(out, waves);
            }
        });
    }

    private static HostileBehaviour resets(String name, String start) {
        return new HostileBehaviour(name, FailureKind.NETWORK, LONG, (out, socket, server) -> {
            write(out, start);
            server.dawdle(); // so that the start is read before the reset overtakes it
            socket.setSoLinger(true, 0);
        });
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static HostileBehaviour packed(String name, FailureKind kind, String coding, byte[] body) {
        return new HostileBehaviour(name, kind, LONG, (out, socket, server) -> {
            write(out, OK + "Content-Encoding: " + coding + "\r\nContent-Length: " + body.length + "\r\n\r\n");
            out.write(body);
        });
    }

    private static byte[] gzipped(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    static Stream<HostileBehaviour> all() {
        return Stream.of(slow(), broken(), endless(), contradicting(), packings(), leadingAstray(), notHttp())
                .flatMap(all -> all);
    }

    private static Stream<HostileBehaviour> slow() {
        return Stream.of(
                new HostileBehaviour(
                        "says nothing",
                        FailureKind.NETWORK,
                        SHORT,
                        (out, socket, server) -> socket.getInputStream().read()),
                drips("drips the status line", "HTTP/1.1 200 ", "x"),
                drips("drips a header's name", OK, "X"),
                drips("drips a header's value", OK + "X: ", "x"),
                drips("drips headers", OK, "X: y\r\n"),
                drips("drips a body of known length", OK + "Content-Length: 100000\r\n\r\n", "x"),
                drips("drips a body of unknown length", OK + "\r\n", "x"),
                drips("drips chunks", CHUNKED, "1\r\nx\r\n"),
                drips("drips the size of a chunk", CHUNKED, "0"),
                drips("drips what a chunk says besides", CHUNKED + "1;", "x"),
                drips("drips trailers", CHUNKED + "1\r\nx\r\n0\r\n", "X: y\r\n"),
                drips("drips promises", "", "HTTP/1.1 102 Processing\r\n\r\n"),
                drips("drips a failure's body", "HTTP/1.1 404 X\r\n\r\n", "x").as(FailureKind.TARGET_GONE),
                drips("drips the body of a failure that may pass", "HTTP/1.1 503 X\r\n\r\n", "x")
                        .as(FailureKind.SERVER_ERROR));
    }

    private static Stream<HostileBehaviour> broken() {
        return Stream.of(
                resets("resets before a word", ""),
                resets("resets in the status line", "HTTP/1.1 2"),
                resets("resets in the headers", OK + "X: y\r\nX"),
                resets("resets before the body", OK + "Content-Length: 10\r\n\r\n"),
                resets("resets within the body", OK + "Content-Length: 10\r\n\r\nshort"),
                resets("resets within a chunk", CHUNKED + "5\r\nhe"),
                resets("resets between chunks", CHUNKED + "5\r\nhello\r\n"),
                resets("resets a body of unknown length", OK + "\r\nshort"),
                says("hangs up before a word", FailureKind.NETWORK, ""),
                says("hangs up in the status line", FailureKind.NETWORK, "HTTP/1."),
                says("hangs up in a header", FailureKind.NETWORK, OK + "X: y\r\nContent-Le"),
                says("hangs up between headers", FailureKind.NETWORK, OK + "X: y\r\n"),
                says("hangs up after the status line", FailureKind.NETWORK, OK),
                says("hangs up in the end of the headers", FailureKind.NETWORK, OK + "X: y\r\n\r"),
                says("hangs up before the body", FailureKind.NETWORK, OK + "Content-Length: 10\r\n\r\n"),
                says("hangs up within the body", FailureKind.NETWORK, OK + "Content-Length: 10\r\n\r\nshort"),
                says("hangs up within a chunk", FailureKind.NETWORK, CHUNKED + "5\r\nhel"),
                says("hangs up between chunks", FailureKind.NETWORK, CHUNKED + "5\r\nhello\r\n"),
                says("hangs up before the trailers end", FailureKind.NETWORK, CHUNKED + "5\r\nhello\r\n0\r\nX"));
    }

    private static Stream<HostileBehaviour> endless() {
        return Stream.of(
                floods("endless empty lines", FailureKind.INVALID_RESPONSE, "", "\r\n"),
                floods("endless status line", FailureKind.INVALID_RESPONSE, "HTTP/1.1 200 ", "x"),
                floods("endless headers", FailureKind.INVALID_RESPONSE, OK, "X: y\r\n"),
                floods("endless header", FailureKind.INVALID_RESPONSE, OK + "X: ", "x"),
                floods("endless folded header", FailureKind.INVALID_RESPONSE, OK + "X: y\r\n", " x\r\n"),
                floods("endless promises", FailureKind.INVALID_RESPONSE, "", "HTTP/1.1 102 Processing\r\n\r\n"),
                floods("endless body", FailureKind.INVALID_RESPONSE, OK + "\r\n", "x"),
                floods("endless chunks", FailureKind.INVALID_RESPONSE, CHUNKED, "4\r\nxxxx\r\n"),
                floods("endless size of a chunk", FailureKind.INVALID_RESPONSE, CHUNKED, "0"),
                floods("endless trailers", FailureKind.INVALID_RESPONSE, CHUNKED + "1\r\nx\r\n0\r\n", "X: y\r\n"),
                says(
                        "a body that says it is endless",
                        FailureKind.INVALID_RESPONSE,
                        OK + "Content-Length: 9223372036854775807\r\n\r\n"));
    }

    private static Stream<HostileBehaviour> contradicting() {
        return Stream.of(
                says(
                        "two lengths",
                        FailureKind.INVALID_RESPONSE,
                        OK + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"),
                says("two lengths in one", FailureKind.INVALID_RESPONSE, OK + "Content-Length: 5, 6\r\n\r\nhello!"),
                says(
                        "one length twice",
                        FailureKind.INVALID_RESPONSE,
                        OK + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
                says(
                        "a length and chunks",
                        FailureKind.INVALID_RESPONSE,
                        OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
                says("a negative length", FailureKind.INVALID_RESPONSE, OK + "Content-Length: -5\r\n\r\nhello"),
                says(
                        "a length beyond all numbers",
                        FailureKind.INVALID_RESPONSE,
                        OK + "Content-Length: 99999999999999999999\r\n\r\nhello"),
                says(
                        "an unknown transfer coding",
                        FailureKind.INVALID_RESPONSE,
                        OK + "Transfer-Encoding: gzip\r\n\r\nhello"),
                says("a chunk of no size", FailureKind.NETWORK, CHUNKED + "zz\r\nhello\r\n0\r\n\r\n"),
                says(
                        "a chunk beyond all numbers",
                        FailureKind.NETWORK,
                        CHUNKED + "fffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
                says("a chunk of negative size", FailureKind.NETWORK, CHUNKED + "-5\r\nhello\r\n0\r\n\r\n"),
                says("a chunk longer than it says", FailureKind.NETWORK, CHUNKED + "2\r\nhello\r\n0\r\n\r\n"));
    }

    private static Stream<HostileBehaviour> packings() {
        byte[] bomb = gzipped(new byte[50_000_000]);
        byte[] text = gzipped("hello ".repeat(1000).getBytes(StandardCharsets.UTF_8));
        byte[] damaged = text.clone();
        damaged[damaged.length - 6] ^= 1;
        return Stream.of(
                packed("a bomb", FailureKind.INVALID_RESPONSE, "gzip", bomb),
                packed("a bomb within a bomb", FailureKind.INVALID_RESPONSE, "gzip, gzip", gzipped(bomb)),
                packed("an unknown coding", FailureKind.INVALID_RESPONSE, "br", text),
                packed("a coding that is none", FailureKind.INVALID_RESPONSE, "\u0001", text),
                packed(
                        "packed garbage",
                        FailureKind.INVALID_RESPONSE,
                        "gzip",
                        "hello".repeat(9).getBytes(StandardCharsets.UTF_8)),
                packed("packed and damaged", FailureKind.INVALID_RESPONSE, "gzip", damaged),
                packed("packed and cut", FailureKind.NETWORK, "gzip", Arrays.copyOf(text, text.length / 2)));
    }

    private static Stream<HostileBehaviour> leadingAstray() {
        return Stream.of(
                redirect("to itself", FailureKind.INVALID_RESPONSE, "/"),
                redirect("to no web address", FailureKind.INVALID_RESPONSE, "file:///etc/passwd"),
                redirect("to an inner name", FailureKind.MISCONFIGURED, "http://inner.test/"),
                redirect("to an inner number", FailureKind.MISCONFIGURED, "http://2852039166/latest/meta-data"),
                redirect("to an unknown name", FailureKind.NETWORK, "http://nowhere.test/"),
                redirect("to a very long address", FailureKind.INVALID_RESPONSE, "/" + "x".repeat(40_000)),
                says(
                        "a redirect without an address",
                        FailureKind.INVALID_RESPONSE,
                        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
                floods(
                        "a redirect with an endless body",
                        FailureKind.INVALID_RESPONSE,
                        "HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n",
                        "x"));
    }

    private static HostileBehaviour redirect(String name, FailureKind kind, String location) {
        return says(
                "a redirect " + name,
                kind,
                "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: " + location + "\r\n\r\n");
    }

    private static Stream<HostileBehaviour> notHttp() {
        return Stream.of(
                says("HTTP/0.9", FailureKind.INVALID_RESPONSE, "<html><body>hello</body></html>\r\n".repeat(20)),
                says("another protocol", FailureKind.INVALID_RESPONSE, "SSH-2.0-OpenSSH_9.2\r\n".repeat(20)),
                says("a version that does not exist", FailureKind.INVALID_RESPONSE, "HTTP/9.9 200 OK\r\n\r\n"),
                says("HTTP/2", FailureKind.INVALID_RESPONSE, "HTTP/2 200\r\n\r\n"),
                says("a status that is no number", FailureKind.INVALID_RESPONSE, "HTTP/1.1 abc\r\n\r\n"),
                says(
                        "a status that does not exist",
                        FailureKind.INVALID_RESPONSE,
                        "HTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n"),
                says(
                        "a switch of protocols",
                        FailureKind.NETWORK,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
                says("a header without a colon", FailureKind.INVALID_RESPONSE, OK + "nonsense\r\n\r\n"),
                floods(
                        "random bytes",
                        FailureKind.INVALID_RESPONSE,
                        "\u0000\u0001\u00ff\u0016\u0003",
                        "\u0000\u00fe\r\n"));
    }

    /** Garbage where a secure connection should begin. */
    static Stream<HostileBehaviour> beforeEncryption() {
        return Stream.of(
                says("plain HTTP", FailureKind.NETWORK, OK + "Content-Length: 0\r\n\r\n"),
                says("hangs up", FailureKind.NETWORK, ""),
                says("an alert", FailureKind.NETWORK, "\u0015\u0003\u0003\u0000\u0002\u0002("),
                says("a record too long", FailureKind.NETWORK, "\u0016\u0003\u0003\u00ff\u00ff" + "x".repeat(70_000)),
                floods("endless garbage", FailureKind.NETWORK, "", "garbage"),
                drips("drips a record", "\u0016\u0003\u0003\u0010\u0000", "x"),
                resets("resets", "\u0016\u0003"));
    }
}
