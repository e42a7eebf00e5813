package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symposium.core.internal.http.Failures.failure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

class RedirectsTest {
    private static final List<String> SECRET_HEADERS = List.of(
            "Authorization",
            "X-Api-Key",
            "X-Derived",
            "X-Revealed",
            "X-Encoded",
            "X-Password",
            "X-Composed",
            "Cookie",
            "X-User",
            "X-User-2",
            "X-Signature",
            "X-Signature-Time");

    private final TestRoad test = new TestRoad();

    @AfterEach
    void close() {
        test.close();
    }

    /** Answers by path: {@code /to/<status>/<where>} redirects, everything else says {@code done}. */
    private static RawServer redirecting(Map<String, String> locations) {
        return new RawServer((request, out, socket) -> {
            String path = request.split(" ")[1];
            String status = path.matches("/\\d{3}.*") ? path.substring(1, 4) : "301";
            String location = locations.get(path);
            String answer = location == null
                    ? "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\ndone"
                    : "HTTP/1.1 " + status + " Moved\r\nConnection: close\r\nContent-Length: 0\r\nLocation: " + location
                            + "\r\n\r\n";
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_call_that_reads_follows_a_redirect_with_its_headers_within_its_origin(int status) throws Exception {
        try (var server = redirecting(Map.of("/" + status, "next?x=1#part"))) {
            HttpReply reply = test.on(server.port())
                    .calls()
                    .send(HttpCall.get("/" + status).bearer("token"));

            assertThat(reply.text()).isEqualTo("done");
            assertThat(reply.uri()).isEqualTo(TestRoad.uri("api.test", server.port(), "/next?x=1"));
            assertThat(server.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request).contains("Authorization: Bearer "));
        }
    }

    static Stream<Arguments> redirects_to_other_origins() {
        return Stream.of(301, 302, 303, 307, 308)
                .flatMap(status -> Stream.of(
                                "http://other.test:PORT/x", "//other.test:PORT/x", "http://api.test:OTHER/x")
                        .map(to -> Arguments.of(status, to)));
    }

    @ParameterizedTest
    @MethodSource("redirects_to_other_origins")
    void a_change_of_origin_drops_every_secret_for_good(int status, String to) throws Exception {
        var locations = new java.util.concurrent.ConcurrentHashMap<String, String>();
        try (var second = redirecting(locations);
                var first = redirecting(locations)) {
            locations.put("/" + status, to.replace("PORT", "" + first.port()).replace("OTHER", "" + second.port()));
            locations.put("/x", "http://api.test:" + first.port() + "/back");
            test.on(first.port());
            HttpCall call = HttpCall.get("/" + status)
                    .bearer("token")
                    .header("X-Api-Key", Secret.of("token"))
                    .header("X-Derived", Secret.of("token").map(token -> token.toUpperCase(Locale.ROOT)))
                    .header("X-Revealed", "plain " + TestRoad.TOKEN)
                    .header(
                            "X-Encoded",
                            java.util.Base64.getEncoder()
                                    .encodeToString(TestRoad.TOKEN.getBytes(StandardCharsets.UTF_8)))
                    .header("X-Password", "pa55 word-canary")
                    .header("X-Composed", Secret.of(List.of("user", "password"), values -> String.join("+", values)))
                    .header("Cookie", "session=plain-cookie")
                    .headers(Secret.of("extra"))
                    .header("X-Harmless", "stays")
                    .signed(attempt ->
                            Map.of("X-Signature", "signed-by-" + attempt.reveal("user"), "X-Signature-Time", "12345"));
            test.credentials = test.credentials.with(
                    "extra", "{\"X-User\": \"users-own-header\", \"X-User-2\": \"users-own-header\"}");

            assertThat(test.calls().send(call).text()).isEqualTo("done");

            var all = new ArrayList<>(first.requests());
            all.addAll(second.requests());
            assertThat(all).hasSize(3);
            assertThat(SECRET_HEADERS)
                    .hasSize(12)
                    .allSatisfy(name -> assertThat(all.get(0)).contains("\r\n" + name + ": "));
            List<String> after = all.stream()
                    .filter(request -> !request.startsWith("GET /" + status + " "))
                    .toList();
            assertThat(after)
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request)
                            .contains("X-Harmless: stays")
                            .doesNotContainIgnoringCase("t0ken-c4nary")
                            .doesNotContain("plain-cookie", "users-own-header", "signed-by", "canary", "12345")
                            .doesNotContain(SECRET_HEADERS));
        }
    }

    @Test
    void a_redirect_with_a_secret_in_it_to_another_origin_is_not_followed() throws Exception {
        try (var server = new RawServer((request, out, socket) -> {
            String query = request.split(" ")[1].replaceFirst("[^?]*", "");
            out.write(("HTTP/1.1 302 Found\r\nLocation: http://other.test:1/" + query + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        })) {
            Verdict verdict = failure(
                    FailureKind.INVALID_RESPONSE,
                    () -> test.on(server.port()).calls().send(HttpCall.get("/").query("key", Secret.of("token"))));

            assertThat(verdict.message()).contains("another site with a credential");
            assertThat(test.lookedUp).doesNotContain("other.test");
        }
    }

    @Test
    void five_redirects_are_followed_and_no_more() throws Exception {
        try (var server = redirecting(
                Map.of("/a", "/b", "/b", "/c", "/c", "/d", "/d", "/e", "/e", "/f", "/f", "/g", "/loop", "/loop"))) {
            test.on(server.port());

            assertThat(test.calls().send(HttpCall.get("/b")).text()).isEqualTo("done");
            failure(FailureKind.INVALID_RESPONSE, () -> test.calls().send(HttpCall.get("/a")));
            assertThat(test.calls().send(HttpCall.get("/a").redirects(6)).text())
                    .isEqualTo("done");
            int before = server.requests().size();
            Verdict verdict = failure(
                    FailureKind.INVALID_RESPONSE,
                    () -> test.calls().send(HttpCall.get("/loop").redirects(1000)));
            assertThat(verdict.message()).contains("more than 20 times");
            assertThat(server.requests()).hasSize(before + 21);
        }
    }

    @Test
    void a_call_without_redirects_fails_on_one_or_accepts_it() throws Exception {
        try (var server = redirecting(Map.of("/302", "/x"))) {
            test.on(server.port());

            Verdict verdict = failure(
                    FailureKind.INVALID_RESPONSE,
                    () -> test.calls().send(HttpCall.get("/302").redirects(0)));
            assertThat(verdict.message()).contains("answered 302 (found)");
            assertThat(test.calls().send(HttpCall.get("/302").accept(302)).header("location"))
                    .contains("/x");
        }
    }

    @Test
    void an_effect_follows_none() throws Exception {
        try (var server = redirecting(Map.of("/307", "/x"))) {
            test.on(server.port());

            for (Effect effect : List.of(Effect.ONCE, Effect.REPEATABLE)) {
                HttpCall call =
                        HttpCall.of("POST", "/307").effect(effect).redirects(5).json(Map.of("a", 1));
                assertThat(failure(
                                        FailureKind.INVALID_RESPONSE,
                                        () -> test.calls().perform(call, "k"))
                                .isPerhapsDone())
                        .isFalse();
            }
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void a_post_that_reads_follows_only_without_secrets() throws Exception {
        try (var server = redirecting(Map.of("/307", "/x", "/302", "/x"))) {
            test.on(server.port());
            HttpCall temporary = HttpCall.of("POST", "/307").effect(Effect.READ).json(Map.of("a", 1));

            assertThat(test.calls().send(temporary).text()).isEqualTo("done");
            assertThat(server.requests().get(1)).startsWith("POST /x ").endsWith("{\"a\":1}");
            assertThat(test.calls()
                            .send(HttpCall.of("POST", "/302")
                                    .effect(Effect.READ)
                                    .json(Map.of("a", 1)))
                            .text())
                    .isEqualTo("done");
            assertThat(server.requests().get(3)).startsWith("GET /x ").doesNotContain("Content-Type", "{");
            failure(FailureKind.INVALID_RESPONSE, () -> test.calls().send(temporary.bearer("token")));
        }
    }

    @Test
    void a_permanent_move_is_told_if_the_whole_chain_was_permanent() throws Exception {
        try (var server = redirecting(Map.of("/301", "/308", "/308", "/new", "/302", "/301"))) {
            test.on(server.port());

            assertThat(test.calls().send(HttpCall.get("/301")).movedTo())
                    .contains(TestRoad.uri("api.test", server.port(), "/new"));
            assertThat(test.calls().send(HttpCall.get("/302")).movedTo()).isEmpty();
            assertThat(test.calls().send(HttpCall.get("/new")).movedTo()).isEmpty();
        }
    }

    @Test
    void credentials_do_not_leave_encryption() {
        var request = new Outgoing(
                "GET",
                WebAddress.read("https://api.test/").orElseThrow(),
                List.of(HeaderLine.of("X-Key", "k", true)),
                null,
                "https://api.test/",
                "api.test");
        var answer =
                new Received(302, List.of(new Received.Field("Location", "http://api.test/")), new byte[0], request);
        var redirects = new Redirects(test.masks);

        Verdict verdict = failure(FailureKind.INVALID_RESPONSE, () -> redirects.next(request, answer));

        assertThat(verdict.message()).contains("without encryption");
        assertThat(redirects.next(request.withoutSecrets(), answer).address().isSecure())
                .isFalse();
    }

    static Stream<String> inner_addresses() {
        return Stream.of(
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376",
                "169.254.43518",
                "[::1]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
                "[2002:a9fe:a9fe::1]",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[fc00::1]",
                "[ff02::1]",
                "[::]",
                "[::a9fe:a9fe]",
                "metadata.test",
                "half-inner.test");
    }

    @ParameterizedTest
    @MethodSource("inner_addresses")
    void a_redirect_to_an_inner_address_is_refused_before_connecting(String host) throws Exception {
        test.names.put("metadata.test", "169.254.169.254");
        test.names.put("half-inner.test", "127.0.0.1,10.0.0.1");
        try (var server = redirecting(Map.of("/302", "http://" + host + ":1/latest/meta-data"))) {
            test.on(server.port());

            Verdict verdict =
                    failure(FailureKind.MISCONFIGURED, () -> test.calls().send(HttpCall.get("/302")));

            assertThat(verdict.message()).contains("not an address in the public internet");
            assertThat(verdict.isPerhapsDone()).isFalse();
        }
    }

    @Test
    void a_name_that_changes_its_mind_is_connected_to_as_it_was_checked() throws Exception {
        var answers = new java.util.concurrent.atomic.AtomicInteger();
        try (var server = RawServer.saying("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                var flipping = new TestRoad(settings -> settings, host -> new java.net.InetAddress[] {
                    java.net.InetAddress.getByName(answers.getAndIncrement() % 2 == 0 ? "10.0.0.1" : "127.0.0.1")
                })) {
            flipping.on(server.port());
            for (int i = 0; i < 1_000; i++) {
                failure(FailureKind.MISCONFIGURED, () -> flipping.calls().send(HttpCall.get("/")));
                assertThat(flipping.calls().send(HttpCall.get("/")).status()).isEqualTo(200);
            }
            assertThat(answers.get()).isEqualTo(2_000);
            assertThat(server.connections()).isEqualTo(1_000);
        }
    }

    @Test
    void each_request_of_a_chain_takes_a_permit() throws Exception {
        test.type = Values.of("name", "testing").with("capabilities", Map.of("rate_limit_per_minute", 30));
        try (var server = redirecting(Map.of("/302", "/x"))) {
            test.on(server.port());
            test.calls().send(HttpCall.get("/302"));

            assertThat(test.limiter.asked).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "gopher://other.test/",
                "http://user:pw@other.test/",
                "http://",
                "javascript:alert(1)"
            })
    void a_redirect_to_what_is_no_web_address_fails(String location) throws Exception {
        try (var server = redirecting(Map.of("/302", location))) {
            test.on(server.port());

            assertThat(failure(FailureKind.INVALID_RESPONSE, () -> test.calls().send(HttpCall.get("/302")))
                            .message())
                    .contains("no web address");
        }
    }

    @Test
    void a_redirect_with_blanks_and_umlauts_is_followed() throws Exception {
        try (var server = redirecting(Map.of("/302", "/a b/\u00fc"))) {
            test.on(server.port());
            test.origins = Set.of();

            test.calls().send(HttpCall.get("/302"));

            assertThat(server.requests().get(1)).startsWith("GET /a%20b/%C3%BC ");
        }
    }
}
