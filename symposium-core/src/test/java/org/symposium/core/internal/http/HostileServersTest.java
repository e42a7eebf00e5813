package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.symposium.core.internal.http.Failures.failure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;

class HostileServersTest {
    private static final Duration DEADLINE = Duration.ofMillis(400);
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final TestRoad test = new TestRoad();

    @AfterEach
    void close() {
        test.close();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Verdict readFailsWithin(RawServer server, FailureKind kind) {
        test.on(server.port());
        var watch = Stopwatch.start();
        Verdict verdict =
                failure(kind, () -> test.calls().send(HttpCall.get("/").deadline(DEADLINE)));
        assertThat(watch.time()).isLessThan(DEADLINE.plusSeconds(1));
        return verdict;
    }

    /** For what ends by itself: the machine may be slow. */
    private void readFails(RawServer server, FailureKind kind) {
        test.on(server.port());
        failure(kind, () -> test.calls().send(HttpCall.get("/").deadline(PATIENT)));
    }

    private Verdict postFails(RawServer server, FailureKind kind, Duration deadline) {
        test.on(server.port());
        return failure(kind, () -> test.calls().perform(HttpCall.of("POST", "/").deadline(deadline), "k"));
    }

    @Test
    void a_server_that_never_answers_ends_at_the_deadline() throws Exception {
        try (var server =
                new RawServer((request, out, socket) -> socket.getInputStream().read())) {
            assertThat(readFailsWithin(server, FailureKind.NETWORK).message())
                    .isEqualTo("api.test:" + server.port() + " did not answer within 400 milliseconds.");
            assertThat(postFails(server, FailureKind.NETWORK, DEADLINE).isPerhapsDone())
                    .isTrue();
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1",
                "HTTP/1.1 200 OK\r\n\r\n",
                ""
            })
    void a_server_that_drips_ends_at_the_deadline(String start) throws Exception {
        var holder = new CompletableFuture<RawServer>();
        try (var server = new RawServer((request, out, socket) -> {
            out.write(ascii(start));
            while (true) {
                out.write('1');
                out.flush();
                holder.join().dawdle();
            }
        })) {
            holder.complete(server);
            readFailsWithin(server, FailureKind.NETWORK);
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void a_server_that_only_promises_an_answer_ends_at_the_deadline() throws Exception {
        var holder = new CompletableFuture<RawServer>();
        try (var server = new RawServer((request, out, socket) -> {
            while (true) {
                out.write(ascii("HTTP/1.1 102 Processing\r\n\r\n"));
                out.flush();
                holder.join().dawdle();
            }
        })) {
            holder.complete(server);
            readFailsWithin(server, FailureKind.NETWORK);
        }
    }

    @Test
    void a_connection_that_is_never_secured_ends_at_the_deadline() throws Exception {
        try (var server =
                new RawServer((request, out, socket) -> socket.getInputStream().read())) {
            test.type = test.type.with("base_url", "https://api.test:" + server.port());
            var watch = Stopwatch.start();

            Verdict verdict = failure(
                    FailureKind.NETWORK,
                    () -> test.calls().perform(HttpCall.of("POST", "/").deadline(DEADLINE), "k"));

            assertThat(verdict.isPerhapsDone()).isFalse();
            assertThat(watch.time()).isLessThan(DEADLINE.plusSeconds(1));
        }
    }

    @Test
    void a_name_that_is_never_found_ends_at_the_deadline() {
        var forever = new CountDownLatch(1);
        try (var slow = new TestRoad(settings -> settings, host -> {
            try {
                forever.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        })) {
            slow.on(80);
            var watch = Stopwatch.start();

            Verdict verdict = failure(
                    FailureKind.NETWORK,
                    () -> slow.calls().perform(HttpCall.of("POST", "/").deadline(DEADLINE), "k"));

            assertThat(verdict.isPerhapsDone()).isFalse();
            assertThat(watch.time()).isLessThan(DEADLINE.plusSeconds(1));
            forever.countDown();
        }
    }

    @Test
    void a_stopped_run_ends_its_exchange_at_once() throws Exception {
        var reached = new CountDownLatch(1);
        try (var server = new RawServer((request, out, socket) -> {
            reached.countDown();
            socket.getInputStream().read();
        })) {
            test.on(server.port());
            var sending = CompletableFuture.supplyAsync(() ->
                    failure(FailureKind.CANCELLED, () -> test.calls().perform(HttpCall.of("POST", "/"), "k")));
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();

            var watch = Stopwatch.start();
            test.cancellation.cancel("The user stopped it.");

            Verdict verdict = sending.get(30, TimeUnit.SECONDS);
            assertThat(watch.time()).isLessThan(Duration.ofSeconds(1));
            assertThat(verdict.message()).isEqualTo("The user stopped it.");
            assertThat(verdict.isPerhapsDone()).isTrue();
        }
    }

    @Test
    void a_closed_port_is_certainly_nothing_done() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        test.on(port);

        Verdict verdict = failure(FailureKind.NETWORK, () -> test.calls().perform(HttpCall.of("POST", "/"), "k"));

        assertThat(verdict.isPerhapsDone()).isFalse();
        assertThat(verdict.message()).isEqualTo("api.test:" + port + " did not accept a connection.");
    }

    @Test
    void a_name_that_does_not_exist_is_certainly_nothing_done() {
        test.type = test.type.with("base_url", "http://nowhere.test");

        Verdict verdict = failure(FailureKind.NETWORK, () -> test.calls().perform(HttpCall.of("POST", "/"), "k"));

        assertThat(verdict.isPerhapsDone()).isFalse();
        assertThat(verdict.message()).isEqualTo("The name nowhere.test was not found.");
    }

    @Test
    void a_connection_that_is_cut_leaves_an_effect_in_doubt() throws Exception {
        try (var server = new RawServer((request, out, socket) -> socket.setSoLinger(true, 0))) {
            assertThat(postFails(server, FailureKind.NETWORK, PATIENT).isPerhapsDone())
                    .isTrue();
        }
        try (var server = RawServer.saying("")) {
            assertThat(postFails(server, FailureKind.NETWORK, PATIENT).isPerhapsDone())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Content-Length: 10~~short | NETWORK",
                "Transfer-Encoding: chunked~~5~hello~ | NETWORK",
                "Transfer-Encoding: chunked~~5~hel | NETWORK",
                "Transfer-Encoding: chunked~~zz~hello~0~~ | NETWORK",
                "Content-Length: 5~Content-Length: 7~~hello!! | INVALID_RESPONSE",
                "Content-Length: 5~Content-Length: 5~~hello | INVALID_RESPONSE",
                "Content-Length: 5~Transfer-Encoding: chunked~~5~hello~0~~ | INVALID_RESPONSE",
                "Content-Length: -5~~hello | INVALID_RESPONSE",
                "Content-Length: five~~hello | INVALID_RESPONSE",
                "Content-Encoding: br~~hello | INVALID_RESPONSE",
                "Content-Encoding: gzip, gzip~~hello | INVALID_RESPONSE",
                "Content-Encoding: gzip~~hello, this is not gzip | INVALID_RESPONSE"
            })
    void a_truncated_or_lying_answer_is_a_failure(String answer, FailureKind kind) throws Exception {
        try (var server = RawServer.saying("HTTP/1.1 200 OK\r\n" + answer.replace("~", "\r\n"))) {
            readFails(server, kind);
            assertThat(postFails(server, kind, PATIENT).isPerhapsDone()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "garbage without end"
            })
    void what_is_not_http_is_a_failure(String answer) throws Exception {
        try (var server = RawServer.saying(answer)) {
            test.on(server.port());
            assertThat(test.calls().attempt(HttpCall.get("/")).failure())
                    .map(e -> e.verdict().kind())
                    .hasValueSatisfying(
                            kind -> assertThat(kind).isIn(FailureKind.INVALID_RESPONSE, FailureKind.NETWORK));
        }
    }

    @Test
    void endless_headers_are_a_failure() throws Exception {
        try (var server = new RawServer((request, out, socket) -> {
            out.write(ascii("HTTP/1.1 200 OK\r\n"));
            while (true) {
                out.write(ascii("X-Header: value\r\n"));
            }
        })) {
            readFails(server, FailureKind.INVALID_RESPONSE);
        }
        try (var server = new RawServer((request, out, socket) -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nX: "));
            while (true) {
                out.write(ascii("x".repeat(1000)));
            }
        })) {
            readFails(server, FailureKind.INVALID_RESPONSE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 999999999999\r\n", "Transfer-Encoding: chunked\r\n"})
    void an_endless_answer_stops_at_the_cap(String framing) throws Exception {
        try (var server = new RawServer((request, out, socket) -> {
            out.write(ascii("HTTP/1.1 200 OK\r\n" + framing + "\r\n"));
            while (true) {
                out.write(ascii(framing.startsWith("T") ? "3e8\r\n" + "x".repeat(1000) + "\r\n" : "x".repeat(1000)));
            }
        })) {
            test.on(server.port());

            Verdict verdict = failure(
                    FailureKind.INVALID_RESPONSE,
                    () -> test.calls().send(HttpCall.get("/").maxBytes(100 * 1024)));

            assertThat(verdict.message()).contains("larger than 100 KiB");
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void an_answer_may_fill_its_cap_but_not_exceed_it() throws Exception {
        try (var server = RawServer.saying("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(1000))) {
            test.on(server.port());

            assertThat(test.calls().send(HttpCall.get("/").maxBytes(1000)).bytes())
                    .hasSize(1000);
            failure(
                    FailureKind.INVALID_RESPONSE,
                    () -> test.calls().send(HttpCall.get("/").maxBytes(999)));
        }
    }

    @Test
    void a_failure_counts_whatever_comes_with_it() throws Exception {
        try (var server = new RawServer((request, out, socket) -> {
            out.write(ascii("HTTP/1.1 404 Not Found\r\n\r\n"));
            while (true) {
                out.write(ascii("x".repeat(1000)));
            }
        })) {
            test.on(server.port());

            failure(
                    FailureKind.TARGET_GONE,
                    () -> test.calls().send(HttpCall.get("/").maxBytes(1000)));
            failure(
                    FailureKind.INVALID_RESPONSE,
                    () -> test.calls().send(HttpCall.get("/").maxBytes(1000).accept(404)));
        }
        try (var server = RawServer.saying(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 10\r\nContent-Encoding: br\r\n\r\nshort")) {
            assertThat(postFails(server, FailureKind.INVALID_REQUEST, PATIENT).isPerhapsDone())
                    .isFalse();
        }
    }

    @Test
    void a_connection_with_an_unread_rest_is_not_used_again() throws Exception {
        try (var server = new RawServer((request, out, socket) -> {
            if (request.startsWith("GET /large")) {
                out.write(ascii("HTTP/1.1 404 Not Found\r\nContent-Length: 70000\r\n\r\n" + "x".repeat(70_000)));
                out.flush();
                socket.getInputStream().read();
            } else {
                out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
            }
        })) {
            test.on(server.port());

            failure(
                    FailureKind.TARGET_GONE,
                    () -> test.calls().send(HttpCall.get("/large").maxBytes(1000)));
            assertThat(test.calls()
                            .send(HttpCall.get("/next").deadline(Duration.ofSeconds(2)))
                            .text())
                    .isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private static byte[] gzipped(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] deflated(byte[] plain, boolean bare) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (OutputStream deflate = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION, bare))) {
            deflate.write(plain);
        }
        return packed.toByteArray();
    }

    private static RawServer packing(String coding, byte[] packed) {
        return new RawServer((request, out, socket) -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + packed.length
                    + "\r\n\r\n"));
            out.write(packed);
        });
    }

    @Test
    void packed_answers_are_unpacked() throws Exception {
        byte[] plain = "Käse ".repeat(100).getBytes(StandardCharsets.UTF_8);
        record Packed(String coding, byte[] body) {}
        for (var packed : new Packed[] {
            new Packed("gzip", gzipped(plain)),
            new Packed("X-GZIP", gzipped(plain)),
            new Packed("deflate", deflated(plain, false)),
            new Packed("deflate", deflated(plain, true)),
            new Packed("identity", plain)
        }) {
            try (var server = packing(packed.coding(), packed.body())) {
                test.on(server.port());
                assertThat(test.calls().send(HttpCall.get("/")).bytes())
                        .as(packed.coding())
                        .isEqualTo(plain);
            }
        }
    }

    @Test
    void a_bomb_stops_at_the_cap_or_the_ratio() throws Exception {
        byte[] bomb = gzipped(new byte[50_000_000]);
        try (var server = packing("gzip", bomb)) {
            test.on(server.port());

            assertThat(failure(FailureKind.INVALID_RESPONSE, () -> test.calls().send(HttpCall.get("/")))
                            .message())
                    .contains("larger than 5120 KiB");
            assertThat(failure(
                                    FailureKind.INVALID_RESPONSE,
                                    () -> test.calls().send(HttpCall.get("/").maxBytes(100_000_000)))
                            .message())
                    .contains("compressed far more");
        }
    }

    @Test
    void a_packed_answer_that_breaks_off_is_a_failure() throws Exception {
        byte[] whole = gzipped("Käse ".repeat(1000).getBytes(StandardCharsets.UTF_8));
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1; // its checksum
        try (var server = packing("gzip", java.util.Arrays.copyOf(whole, whole.length / 2))) {
            readFails(server, FailureKind.NETWORK);
        }
        try (var server = packing("gzip", damaged)) {
            readFails(server, FailureKind.INVALID_RESPONSE);
        }
        try (var server = packing("deflate", java.util.Arrays.copyOf(deflated(new byte[100_000], false), 20))) {
            readFails(server, FailureKind.NETWORK);
        }
    }
}
