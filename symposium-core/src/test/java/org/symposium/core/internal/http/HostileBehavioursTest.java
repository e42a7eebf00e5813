package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.symposium.core.internal.http.HostileBehaviour.CHUNKED;
import static org.symposium.core.internal.http.HostileBehaviour.OK;
import static org.symposium.core.internal.http.HostileBehaviour.write;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.core.internal.http.RawServer.Script;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpCalls.Attempted;

/** Everything that a server can do to us ends in time, in the right kind of failure, and leaves nothing behind. */
class HostileBehavioursTest {

    private final CompletableFuture<RawServer> started = new CompletableFuture<>();
    private final TestRoad test = new TestRoad();
    private final Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());

    @BeforeEach
    void waitForReal() {
        test.realPauses = true;
        test.chance = 0.1;
        test.names.put("inner.test", "10.0.0.1");
    }

    @AfterEach
    void close() {
        test.close();
    }

    static Stream<HostileBehaviour> all() {
        return HostileBehaviour.all();
    }

    static Stream<HostileBehaviour> beforeEncryption() {
        return HostileBehaviour.beforeEncryption();
    }

    @ParameterizedTest
    @MethodSource("all")
    void it_ends_in_time_in_its_kind_and_leaves_nothing(HostileBehaviour behaviour) throws Exception {
        try (var server =
                new RawServer((request, out, socket) -> behaviour.act().go(out, socket, started.join()))) {
            started.complete(server);
            test.on(server.port());

            var watch = Stopwatch.start();
            Attempted attempt = test.calls()
                    .attempt(HttpCall.get("/").deadline(behaviour.deadline()).maxBytes(100_000));

            assertThat(watch.time()).isLessThan(behaviour.deadline().plusSeconds(1));
            assertThat(attempt.failure())
                    .hasValueSatisfying(failure -> assertThat(failure.verdict().kind())
                            .as(failure.getMessage())
                            .isEqualTo(behaviour.kind()));
            nothingIsLeft(server);
        }
    }

    /**
     * The threads that look up names end by themselves when nobody asks; engines that other tests closed a moment ago
     * may still end theirs.
     */
    private boolean isOursAndNew(Thread thread) {
        String name = thread.getName();
        return name.startsWith("symposium-")
                && !name.equals("symposium-names")
                && !name.startsWith("symposium-run-")
                && !name.startsWith("symposium-timer-")
                && !before.contains(thread);
    }

    private void nothingIsLeft(RawServer server) {
        assertThat(test.road.leased()).isZero();
        assertThat(test.road.watched()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(this::isOursAndNew)
                .isEmpty();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(server.openConnections()).isZero());
    }

    @Test
    void there_are_many_of_them() {
        assertThat(HostileBehaviour.all().map(HostileBehaviour::name).distinct().count())
                .isGreaterThan(60);
    }

    /** What is no failure by itself must not become one for the next call. */
    static Stream<Arguments> answers_that_go_on() {
        String next = OK + "Content-Length: 4\r\n\r\nevil";
        return Stream.of(
                Arguments.of("GET", "HTTP/1.1 204 No Content\r\n\r\n" + next, ""),
                Arguments.of("GET", "HTTP/1.1 304 Not Modified\r\n\r\n" + next, ""),
                Arguments.of("GET", OK + "Content-Length: 2\r\n\r\nok" + next, "ok"),
                Arguments.of("GET", OK + "Content-Length: 0\r\n\r\n" + next, ""),
                Arguments.of("GET", CHUNKED + "2\r\nok\r\n0\r\n\r\n" + next, "ok"),
                Arguments.of("HEAD", OK + "Content-Length: 4\r\n\r\nevil", ""),
                Arguments.of("HEAD", OK + "Content-Length: 0\r\n\r\n" + next, ""));
    }

    @ParameterizedTest
    @MethodSource("answers_that_go_on")
    void what_comes_after_an_answer_is_not_the_answer_to_the_next_call(String method, String answer, String body)
            throws Exception {
        Script script = (request, out, socket) -> {
            if (request.contains(" /first ")) {
                write(out, answer);
                socket.getInputStream().read();
            } else {
                write(out, RawServer.answer(200));
            }
        };
        try (var server = new RawServer(script)) {
            test.on(server.port());
            for (String next : new String[] {"GET", "POST"}) {
                assertThat(test.calls()
                                .perform(HttpCall.of(method, "/first").accept(304), "k")
                                .text())
                        .isEqualTo(body);

                assertThat(test.calls()
                                .perform(HttpCall.of(next, "/second"), "k")
                                .text())
                        .isEqualTo("{}");
            }
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void a_server_that_stalls_after_a_whole_answer_is_not_waited_for() throws Exception {
        try (var server = new RawServer((request, out, socket) -> {
            write(out, OK + "Content-Length: 2\r\n\r\nok");
            socket.getInputStream().read();
        })) {
            test.on(server.port());
            var watch = Stopwatch.start();

            assertThat(test.calls().send(HttpCall.get("/")).text()).isEqualTo("ok");

            assertThat(watch.time()).isLessThan(Duration.ofSeconds(5));
            assertThat(test.road.leased()).isZero();
        }
    }

    @Test
    void a_wrong_charset_spoils_nothing() throws Exception {
        try (var server = RawServer.saying(
                OK + "Content-Type: text/plain; charset=klingon\r\nContent-Length: 3\r\n\r\na\u00ffb")) {
            test.on(server.port());

            assertThat(test.calls().send(HttpCall.get("/")).text()).isEqualTo("a\ufffdb");
        }
    }

    @ParameterizedTest
    @MethodSource("beforeEncryption")
    void what_happens_before_a_connection_is_secure_ends_in_time_with_nothing_done(HostileBehaviour behaviour)
            throws Exception {
        try (var server =
                RawServer.atOnce((request, out, socket) -> behaviour.act().go(out, socket, started.join()))) {
            started.complete(server);
            test.type = test.type.with("base_url", "https://api.test:" + server.port());

            var watch = Stopwatch.start();
            var failure = Failures.failure(
                    behaviour.kind(),
                    () -> test.calls().perform(HttpCall.of("POST", "/").deadline(behaviour.deadline()), "k"));

            assertThat(failure.isPerhapsDone()).isFalse();
            assertThat(watch.time()).isLessThan(behaviour.deadline().plusSeconds(1));
            nothingIsLeft(server);
        }
    }
}
