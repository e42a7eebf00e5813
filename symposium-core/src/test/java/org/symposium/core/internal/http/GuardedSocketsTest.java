package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.core.internal.runs.Cancellation;

class GuardedSocketsTest {
    private final TestRoad test = new TestRoad();
    private RawServer server;

    @BeforeEach
    void open() {
        server = new RawServer((request, out, socket) -> {
            out.write("hello".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.getInputStream().read();
        });
    }

    @AfterEach
    void close() throws Exception {
        test.close();
        server.close();
    }

    private static String talk(Socket socket) throws IOException {
        socket.getOutputStream().write("HELO\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
    }

    @Test
    void sockets_connect_to_what_is_allowed() throws Exception {
        SocketFactory sockets = test.road.sockets(test.cancellation);
        try (Socket byName = sockets.createSocket("api.test", server.port());
                Socket byAddress = sockets.createSocket(InetAddress.getByName("127.0.0.1"), server.port());
                Socket later = sockets.createSocket()) {
            later.connect(InetSocketAddress.createUnresolved("other.test", server.port()), 500);
            assertThat(talk(byName)).isEqualTo("hello");
            assertThat(talk(byAddress)).isEqualTo("hello");
            assertThat(talk(later)).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "half-inner.test"})
    void sockets_connect_to_nothing_else(String host) {
        test.names.put("half-inner.test", "127.0.0.1,10.0.0.1");
        SocketFactory sockets = test.road.sockets(test.cancellation);

        assertThatThrownBy(() -> sockets.createSocket(host, 25)).isInstanceOf(AddressRefused.class);
        assertThatThrownBy(() -> {
                    try (Socket socket = sockets.createSocket()) {
                        socket.connect(
                                host.endsWith(".test")
                                        ? InetSocketAddress.createUnresolved(host, 25)
                                        : new InetSocketAddress(host, 25));
                    }
                })
                .isInstanceOf(AddressRefused.class);
    }

    @Test
    void a_stopped_run_closes_its_sockets() throws Exception {
        try (Socket socket = test.road.sockets(test.cancellation).createSocket("api.test", server.port())) {
            talk(socket);
            var reading = CompletableFuture.runAsync(() ->
                    assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class));

            test.cancellation.cancel("Stop.");

            reading.get(5, TimeUnit.SECONDS);
            assertThat(socket.isClosed()).isTrue();
        }
        assertThatThrownBy(() -> test.road.sockets(test.cancellation).createSocket("api.test", server.port()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_deadline_closes_sockets_by_itself() throws Exception {
        SocketFactory sockets = test.road.sockets(Cancellation.within(Duration.ofMillis(200)));
        try (Socket socket = sockets.createSocket("api.test", server.port())) {
            talk(socket);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }
}
