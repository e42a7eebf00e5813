package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.symposium.core.internal.http.Failures.failure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

/** A run that is stopped leaves the road within a second, wherever it is on it. */
class StoppedOnTheRoadTest {
    private static final HttpCall CALL = HttpCall.of("POST", "/").deadline(Duration.ofSeconds(30));

    private final TestRoad test = new TestRoad(
            settings -> settings.withTimes(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30)));
    private volatile Thread sender = Thread.currentThread();

    @AfterEach
    void close() {
        test.close();
    }

    private Verdict stopped(HttpCall call, BooleanSupplier there) throws Exception {
        var sending = CompletableFuture.supplyAsync(() -> {
            sender = Thread.currentThread();
            return failure(FailureKind.CANCELLED, () -> test.calls().perform(call, "k"));
        });
        await().pollInterval(Duration.ofMillis(5)).until(there::getAsBoolean);
        var watch = Stopwatch.start();

        test.cancellation.cancel("The user stopped it.");

        Verdict verdict = sending.get(30, TimeUnit.SECONDS);
        assertThat(watch.time()).isLessThan(Duration.ofSeconds(1));
        assertThat(verdict.message()).isEqualTo("The user stopped it.");
        assertThat(test.road.leased()).isZero();
        assertThat(test.road.watched()).isZero();
        return verdict;
    }

    private boolean isIn(String method) {
        return Arrays.stream(sender.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    @Test
    void while_it_looks_up_a_name() throws Exception {
        var looking = new CountDownLatch(1);
        var found = new CountDownLatch(1);
        try (var slow = new TestRoad(settings -> settings, host -> {
            looking.countDown();
            try {
                found.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        })) {
            slow.on(80);
            var sending = CompletableFuture.supplyAsync(
                    () -> failure(FailureKind.CANCELLED, () -> slow.calls().perform(CALL, "k")));
            assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();

            var watch = Stopwatch.start();
            slow.cancellation.cancel("The user stopped it.");

            assertThat(sending.get(30, TimeUnit.SECONDS).isPerhapsDone()).isFalse();
            assertThat(watch.time()).isLessThan(Duration.ofSeconds(1));
            assertThat(slow.road.leased()).isZero();
            found.countDown();
        }
    }

    /** A listener whose queue is full lets nobody in and sends nobody away. */
    @Test
    void while_it_connects() throws Exception {
        var queued = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            fill(full, queued);
            test.on(full.getLocalPort());

            assertThat(stopped(CALL, () -> test.road.leased() == 1 && isIn("connected") && isIn("park"))
                            .isPerhapsDone())
                    .isFalse();
        } finally {
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }

    private static void fill(ServerSocket full, List<Socket> queued) {
        try {
            for (int i = 0; i < 20; i++) {
                var socket = new Socket();
                queued.add(socket);
                socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
            }
        } catch (IOException e) {
            return;
        }
        throw new IllegalStateException("the queue of a listener is never full here");
    }

    @Test
    void while_it_agrees_on_encryption() throws Exception {
        var reached = new CountDownLatch(1);
        try (var server = RawServer.atOnce((request, out, socket) -> {
            reached.countDown();
            while (socket.getInputStream().read() >= 0) {
                Thread.onSpinWait();
            }
        })) {
            test.type = test.type.with("base_url", "https://api.test:" + server.port());

            assertThat(stopped(CALL, () -> reached.getCount() == 0).isPerhapsDone())
                    .isFalse();
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void while_a_proxy_opens_a_tunnel() throws Exception {
        try (var proxy = new RawServer(
                        (request, out, socket) -> socket.getInputStream().read());
                var road = new TestRoad(settings -> settings.withProxy(EgressProxy.of("127.0.0.1", proxy.port())))) {
            road.type = road.type.with("base_url", "https://api.test");
            var sending = CompletableFuture.supplyAsync(
                    () -> failure(FailureKind.CANCELLED, () -> road.calls().perform(CALL, "k")));
            await().until(() -> proxy.requests().size() == 1);

            var watch = Stopwatch.start();
            road.cancellation.cancel("The user stopped it.");

            assertThat(sending.get(30, TimeUnit.SECONDS).isPerhapsDone()).isFalse();
            assertThat(watch.time()).isLessThan(Duration.ofSeconds(1));
            assertThat(road.road.leased()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 20",
                "HTTP/1.1 200 OK\r\nX: y",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "HTTP/1.1 200 OK\r\n\r\nabc"
            })
    void while_it_waits_for_the_rest_of_an_answer(String start) throws Exception {
        var reached = new CountDownLatch(1);
        try (var server = new RawServer((request, out, socket) -> {
            out.write(start.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            reached.countDown();
            socket.getInputStream().read();
        })) {
            test.on(server.port());

            assertThat(stopped(CALL, () -> reached.getCount() == 0).isPerhapsDone())
                    .isTrue();
            await().untilAsserted(() -> assertThat(server.openConnections()).isZero());
        }
    }

    @Test
    void while_it_waits_to_try_again() throws Exception {
        try (var server = RawServer.inTurn(RawServer.answer(503, "Retry-After: 20"))) {
            test.realPauses = true;
            test.on(server.port());

            assertThat(stopped(CALL.effect(Effect.REPEATABLE), () -> !test.pauses.isEmpty())
                            .isPerhapsDone())
                    .isFalse();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void while_it_waits_for_a_permit() throws Exception {
        test.type = Values.of("name", "testing").with("capabilities", Map.of("rate_limit_per_minute", 30));
        test.limiter.waits.add(Duration.ofSeconds(20));
        try (var server = RawServer.inTurn(RawServer.answer(200))) {
            test.on(server.port());

            assertThat(stopped(CALL, () -> !test.limiter.asked.isEmpty()).isPerhapsDone())
                    .isFalse();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void while_it_waits_for_a_connection_that_others_use() throws Exception {
        var others = new ArrayList<CompletableFuture<?>>();
        try (var server =
                new RawServer((request, out, socket) -> socket.getInputStream().read())) {
            test.on(server.port());
            int most = 20;
            var threads = java.util.concurrent.Executors.newCachedThreadPool();
            try {
                for (int i = 0; i < most; i++) {
                    others.add(CompletableFuture.runAsync(
                            () -> failure(
                                    FailureKind.CANCELLED, () -> test.calls().perform(CALL, "k")),
                            threads));
                }
                await().until(() -> server.requests().size() == most);

                var last = CompletableFuture.supplyAsync(
                        () -> {
                            sender = Thread.currentThread();
                            return failure(
                                    FailureKind.CANCELLED, () -> test.calls().perform(CALL, "k"));
                        },
                        threads);
                await().until(() -> isIn("board"));
                var watch = Stopwatch.start();
                test.cancellation.cancel("The user stopped it.");

                assertThat(last.get(30, TimeUnit.SECONDS).isPerhapsDone()).isFalse();
                CompletableFuture.allOf(others.toArray(CompletableFuture[]::new))
                        .get(30, TimeUnit.SECONDS);
                assertThat(watch.time()).isLessThan(Duration.ofSeconds(1));
                assertThat(test.road.leased()).isZero();
                assertThat(server.connections()).isEqualTo(most);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void when_the_road_is_closed_what_is_under_way_ends() throws Exception {
        try (var server =
                new RawServer((request, out, socket) -> socket.getInputStream().read())) {
            test.on(server.port());
            var sending = CompletableFuture.supplyAsync(
                    () -> failure(FailureKind.CANCELLED, () -> test.calls().perform(CALL, "k")));
            await().until(() -> server.requests().size() == 1);

            test.road.close();

            Verdict verdict = sending.get(30, TimeUnit.SECONDS);
            assertThat(verdict.message()).isEqualTo("The engine was closed.");
            assertThat(verdict.isPerhapsDone()).isTrue();
        }
    }

    @Test
    void a_run_that_was_stopped_sends_nothing() throws Exception {
        try (var server = RawServer.inTurn(RawServer.answer(200))) {
            test.on(server.port());
            test.cancellation.cancel("Stop.");

            failure(FailureKind.CANCELLED, () -> test.calls().send(HttpCall.get("/")));

            assertThat(server.connections()).isZero();
        }
    }
}
