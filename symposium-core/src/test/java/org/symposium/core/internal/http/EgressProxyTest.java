package org.symposium.core.internal.http;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.symposium.core.internal.http.Failures.failure;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Verdict;

class EgressProxyTest {
    private static final String PASSWORD = "pr0xy-c4nary";
    private static final String PAIR =
            Base64.getEncoder().encodeToString(("ada:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private static WireMockServer service;
    private static TestKeys keys;

    private RawServer proxy;
    private TestRoad test;

    @BeforeAll
    static void start() throws Exception {
        keys = TestKeys.get();
        service = keys.service();
        service.start();
    }

    @AfterAll
    static void stop() {
        service.stop();
    }

    /** No inner address is allowed, and the service's name leads to a public one: only the proxy can get to it. */
    @BeforeEach
    void open() throws Exception {
        service.resetAll();
        service.stubFor(any(anyUrl()).willReturn(ok("from afar")));
        proxy = new RawServer(EgressProxyTest::relay);
        test = through(proxy.port());
    }

    @AfterEach
    void close() throws Exception {
        test.close();
        proxy.close();
    }

    private static TestRoad through(int port) throws Exception {
        var road = new TestRoad(
                settings -> settings.allowing(List.of()).withProxy(EgressProxy.of("proxy.test", port, "ada", PASSWORD)),
                null,
                keys.trusting());
        road.names.put("proxy.test", "127.0.0.1");
        road.names.put("api.test", "203.0.114.1");
        return road;
    }

    private static URI https() {
        return URI.create("https://api.test:" + service.httpsPort() + "/path?q=1");
    }

    /** Whatever the name, it leads to the service on this machine. */
    private static void relay(String request, OutputStream out, Socket client) throws IOException {
        String target = request.split(" ")[1];
        if (request.startsWith("CONNECT ")) {
            try (var upstream =
                    new Socket("127.0.0.1", Integer.parseInt(target.substring(target.lastIndexOf(':') + 1)))) {
                out.write(
                        "HTTP/1.1 200 Connection established\r\nX-Via: me\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                var back = new Thread(() -> copy(upstream, client), "relay");
                back.setDaemon(true);
                back.start();
                copy(client, upstream);
            }
            return;
        }
        URI uri = URI.create(target);
        try (var upstream = new Socket("127.0.0.1", uri.getPort())) {
            String forwarded = request.replace(uri.getScheme() + "://" + uri.getRawAuthority(), "")
                    .replace("Host:", "Connection: close\r\nHost:");
            upstream.getOutputStream().write(forwarded.getBytes(StandardCharsets.ISO_8859_1));
            upstream.getInputStream().transferTo(out);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // one of them hung up
        }
    }

    @Test
    void what_is_not_encrypted_is_forwarded() {
        test.on(service.port());

        assertThat(test.calls()
                        .perform(
                                HttpCall.of("POST", "/path")
                                        .query("q", 1)
                                        .bearer("token")
                                        .json(List.of()),
                                "k")
                        .text())
                .isEqualTo("from afar");

        assertThat(proxy.requests()).hasSize(1);
        assertThat(proxy.requests().get(0))
                .startsWith("POST http://api.test:" + service.port() + "/path?q=1 HTTP/1.1\r\n")
                .contains("Host: api.test:" + service.port() + "\r\n", "Proxy-Authorization: Basic " + PAIR);
        service.verify(postRequestedFor(urlEqualTo("/path?q=1")).withRequestBody(equalTo("[]")));
    }

    @Test
    void what_is_encrypted_goes_through_a_tunnel() {
        test.origins = java.util.Set.of("https://api.test:" + service.httpsPort());
        for (int i = 0; i < 2; i++) {
            assertThat(test.calls()
                            .perform(HttpCall.of("POST", https()).bearer("token"), "k")
                            .text())
                    .isEqualTo("from afar");
        }

        assertThat(proxy.requests()).hasSize(1);
        assertThat(proxy.requests().get(0))
                .isEqualTo("CONNECT api.test:" + service.httpsPort() + " HTTP/1.1\r\nHost: api.test:"
                        + service.httpsPort() + "\r\nProxy-Authorization: Basic " + PAIR + "\r\n\r\n");
        service.verify(2, postRequestedFor(urlEqualTo("/path?q=1")).withHeader("Proxy-Authorization", absent()));
    }

    @Test
    void a_proxy_that_asks_for_nothing_is_told_nothing() throws Exception {
        try (var open = new TestRoad(
                settings -> settings.allowing(List.of()).withProxy(EgressProxy.of("127.0.0.1", proxy.port())),
                null,
                keys.trusting())) {
            open.names.put("api.test", "203.0.114.1");
            open.calls().send(HttpCall.get(https()));
            open.calls().send(HttpCall.get(URI.create("http://api.test:" + service.port() + "/")));
        }
        assertThat(proxy.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).doesNotContain("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "169.254.169.254",
                "2130706433",
                "[::1]",
                "inner.test",
                "half-inner.test",
                "proxy.test"
            })
    void names_and_addresses_that_are_inner_ones_do_not_come_to_the_proxy(String host) {
        test.names.put("inner.test", "192.168.0.1");
        test.names.put("half-inner.test", "203.0.114.1,10.0.0.1");
        for (String scheme : List.of("http://", "https://")) {
            Verdict verdict = failure(
                    FailureKind.MISCONFIGURED,
                    () -> test.calls().send(HttpCall.get(URI.create(scheme + host + ":" + service.port() + "/"))));
            assertThat(verdict.message()).contains("not an address in the public internet");
        }
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void a_name_that_is_not_known_here_is_left_to_the_proxy() {
        assertThat(test.calls()
                        .send(HttpCall.get(URI.create("http://elsewhere.test:" + service.port() + "/")))
                        .text())
                .isEqualTo("from afar");
        assertThat(proxy.requests().get(0)).startsWith("GET http://elsewhere.test:");
    }

    @Test
    void an_address_of_version_six_is_asked_for_in_brackets() throws Exception {
        try (var refusing = RawServer.saying("HTTP/1.1 403 Forbidden\r\n\r\n");
                var road = through(refusing.port())) {
            URI six = URI.create("https://[2606:4700::1111]/");
            failure(FailureKind.MISCONFIGURED, () -> road.calls().send(HttpCall.get(six)));
            failure(
                    FailureKind.FORBIDDEN,
                    () -> road.calls().send(HttpCall.get(URI.create("http://[2606:4700::1111]/"))));
            assertThat(refusing.requests().get(0)).startsWith("CONNECT [2606:4700::1111]:443 HTTP/1.1\r\n");
            assertThat(refusing.requests().get(1))
                    .startsWith("GET http://[2606:4700::1111]/ HTTP/1.1\r\n")
                    .contains("Host: [2606:4700::1111]\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 407 Proxy Authentication Required~~ | MISCONFIGURED | answered 407 (proxy authentication required)",
                "HTTP/1.0 403 Forbidden~X: y~~ | MISCONFIGURED | answered 403 (forbidden)",
                "HTTP/1.1 502 Bad Gateway~~ | NETWORK | answered 502 (bad gateway)",
                "HTTP/1.1 301 Moved~Location: http://x/~~ | MISCONFIGURED | answered 301",
                "'' | NETWORK | hung up",
                "HTTP/1.1 200 OK~X: | NETWORK | hung up",
                "SSH-2.0-OpenSSH_9.2~~~ | MISCONFIGURED | does not answer as one",
                "HTTP/2 200~~ | MISCONFIGURED | does not answer as one",
                "HTTP/1.1 2000~~ | MISCONFIGURED | does not answer as one"
            })
    void a_proxy_that_gives_no_tunnel_is_told_and_nothing_is_in_doubt(String answer, FailureKind kind, String message)
            throws Exception {
        try (var refusing = RawServer.saying(answer.replace("~", "\r\n"));
                var road = through(refusing.port())) {
            Verdict verdict = failure(kind, () -> road.calls().perform(HttpCall.of("POST", https()), "k"));

            assertThat(verdict.message()).startsWith("api.test:").contains("egress proxy", message);
            assertThat(verdict.suggestion()).contains("egress proxy");
            assertThat(verdict.isPerhapsDone()).isFalse();
            assertThat(refusing.requests()).hasSize(kind == FailureKind.NETWORK ? 3 : 1);
        }
    }

    @Test
    void a_proxy_that_never_ends_its_answer_is_no_proxy() throws Exception {
        try (var endless = new RawServer((request, out, socket) -> {
                    while (true) {
                        out.write("HTTP/1.1 200 OK ".getBytes(StandardCharsets.US_ASCII));
                    }
                });
                var road = through(endless.port())) {
            failure(FailureKind.MISCONFIGURED, () -> road.calls().send(HttpCall.get(https())));
        }
    }

    @Test
    void a_proxy_that_says_nothing_ends_at_the_deadline() throws Exception {
        try (var silent = new RawServer(
                        (request, out, socket) -> socket.getInputStream().read());
                var road = through(silent.port())) {
            var watch = Stopwatch.start();
            Verdict verdict = failure(
                    FailureKind.NETWORK,
                    () -> road.calls().perform(HttpCall.of("POST", https()).deadline(Duration.ofMillis(300)), "k"));

            assertThat(verdict.isPerhapsDone()).isFalse();
            assertThat(watch.time()).isLessThan(Duration.ofMillis(1300));
        }
    }

    @Test
    void a_proxy_that_asks_for_other_credentials_of_what_it_forwards_is_told() throws Exception {
        try (var refusing = RawServer.saying(RawServer.answer(407));
                var road = through(refusing.port())) {
            road.on(80);
            Verdict verdict =
                    failure(FailureKind.MISCONFIGURED, () -> road.calls().send(HttpCall.get("/")));

            assertThat(verdict.message()).contains("407");
            assertThat(verdict.suggestion()).contains("egress proxy");
        }
    }

    @Test
    void a_proxy_that_is_not_there_is_told() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        try (var road = through(port)) {
            Verdict verdict =
                    failure(FailureKind.NETWORK, () -> road.calls().perform(HttpCall.of("POST", https()), "k"));

            assertThat(verdict.message()).contains("egress proxy can't be connected to");
            assertThat(verdict.isPerhapsDone()).isFalse();
        }
        test.names.remove("proxy.test");
        assertThat(failure(FailureKind.NETWORK, () -> test.calls().send(HttpCall.get(https())))
                        .message())
                .contains("egress proxy can't be connected to");
    }

    @Test
    void credentials_of_the_proxy_are_masked() {
        test.calls();

        assertThat(test.masks.mask("x " + PASSWORD + " y " + PAIR + " z")).isEqualTo("x •••• y •••• z");
        assertThat(EgressProxy.of("proxy.test", 8080, "ada", PASSWORD)).hasToString("proxy.test:8080");
        assertThat(RoadSettings.standard()
                        .withProxy(EgressProxy.of("proxy.test", 8080, "ada", PASSWORD))
                        .toString())
                .doesNotContain(PASSWORD, PAIR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://proxy.test", "proxy.test:80", "a b", "user@proxy.test"})
    void what_is_no_host_is_refused(String host) {
        assertThatThrownBy(() -> EgressProxy.of(host, 80)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536})
    void what_is_no_port_is_refused(int port) {
        assertThatThrownBy(() -> EgressProxy.of("proxy.test", port)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void what_can_be_no_user_is_refused() {
        assertThatThrownBy(() -> EgressProxy.of("proxy.test", 80, "a:b", PASSWORD))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void both_ends_of_ports_are_ports() {
        assertThat(EgressProxy.of("[::1]", 1).host()).isEqualTo("::1");
        assertThat(EgressProxy.of("Proxy.Test", 65_535)).hasToString("proxy.test:65535");
    }
}
