package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.symposium.core.internal.http.Failures.failure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

class SecretsOnTheRoadTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    private final TestRoad test = new TestRoad();
    private RawServer server;

    @BeforeEach
    void open() {
        server = RawServer.saying(OK);
        test.on(server.port());
    }

    @AfterEach
    void close() throws Exception {
        test.close();
        server.close();
    }

    @Test
    void no_log_line_at_any_level_has_a_secret() throws Exception {
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
        try {
            test.calls()
                    .perform(
                            HttpCall.of("POST", "/t0ken")
                                    .query("key", Secret.of("token"))
                                    .bearer("token")
                                    .json(Map.of("secret", Secret.of("token"))),
                            "k");
        } finally {
            root.setLevel(before);
            root.detachAppender(lines);
        }
        assertThat(server.requests().get(0)).contains("key=t0ken-c4nary%2F%2B%C3%BC%22x", "Bearer ");
        assertThat(lines.list)
                .isNotEmpty()
                .noneSatisfy(line -> assertThat(line.getFormattedMessage()).containsAnyOf("c4nary", "Bearer"));
    }

    @Test
    void everything_a_secret_becomes_is_masked() {
        test.calls()
                .perform(
                        HttpCall.of("POST", "/")
                                .header("X-Key", Secret.of("token").map(token -> "derived:" + token.hashCode()))
                                .json(Map.of(
                                        "p", Secret.of("password").map(password -> "body-form-" + password.length())))
                                .signed(attempt -> Map.of(
                                        "X-Signature", "signature-of-" + attempt.body().length,
                                        "X-Id", attempt.key(),
                                        "X-Time", "" + attempt.at().getEpochSecond())),
                        "delivery-1");

        assertThat(test.masks.mask("derived:" + TestRoad.TOKEN.hashCode())).isEqualTo("••••");
        assertThat(test.masks.mask("body-form-16")).isEqualTo("••••");
        assertThat(test.masks.mask("signature-of-20")).isEqualTo("••••");
        assertThat(test.masks.mask("delivery-1 " + TestRoad.NOW.getEpochSecond()))
                .isEqualTo("delivery-1 " + TestRoad.NOW.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.test:PORT/",
                "http://api.test:1/",
                "https://api.test:PORT/",
                "http://api.test.evil.test:PORT/",
                "http://127.0.0.1:PORT/"
            })
    void credentials_are_sent_to_no_origin_but_theirs(String address) {
        URI uri = URI.create(address.replace("PORT", "" + server.port()));
        var calls = List.of(
                HttpCall.get(uri).bearer("token"),
                HttpCall.get(uri).basic("user", "password"),
                HttpCall.get(uri).query("key", Secret.of("token")),
                HttpCall.get(uri).headers(Secret.of("token")),
                HttpCall.get(uri).signed(attempt -> Map.of()),
                HttpCall.get(uri).header("X-Plain", "my " + TestRoad.TOKEN),
                HttpCall.get(uri).query("plain", TestRoad.TOKEN),
                HttpCall.of("POST", uri).effect(Effect.READ).json(Map.of("k", Secret.of("token"))),
                HttpCall.of("POST", uri).effect(Effect.READ).json(Map.of("k", TestRoad.TOKEN)));
        for (HttpCall call : calls) {
            Verdict verdict =
                    failure(FailureKind.MISCONFIGURED, () -> test.calls().send(call));
            assertThat(verdict.message()).contains("may not be sent to").doesNotContain("c4nary");
        }
        assertThat(server.connections()).isZero();
        assertThat(test.lookedUp).isEmpty();
    }

    @Test
    void credentials_are_sent_to_the_origins_they_are_bound_to() {
        test.origins = Set.of("HTTP://Other.Test:" + server.port() + "/any/path");

        test.calls()
                .send(HttpCall.get(TestRoad.uri("other.test", server.port(), "/"))
                        .bearer("token"));
        failure(
                FailureKind.MISCONFIGURED,
                () -> test.calls().send(HttpCall.get("/").bearer("token")));

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void a_call_without_secrets_goes_anywhere() {
        assertThat(test.calls()
                        .send(HttpCall.get(TestRoad.uri("other.test", server.port(), "/")))
                        .status())
                .isEqualTo(200);
    }

    /** Links and redirects that a service may invent: each leads nowhere, stays with the credential's origin, or goes without it. */
    @Test
    void no_join_of_ten_thousand_carries_a_credential_away() {
        test.type = test.type.with("base_url", "https://api.test/v1/");
        var origins = new Origins(test.passage(), new CallAddress(test.passage(), Map.of()));
        WebAddress base = WebAddress.read("https://api.test/v1/items?page=1").orElseThrow();
        String[] pieces = {
            "/",
            "//",
            "\\",
            ".",
            "..",
            "@",
            ":",
            "?",
            "#",
            "%2f",
            "http://",
            "https://",
            "HTTPS:",
            "https:/",
            "api.test",
            "evil.test",
            "api.test:443",
            ":8443",
            "[::1]",
            "127.1",
            "a",
            " ",
            "\t",
            "\n",
            "é",
            "user:pw@",
            ";",
            "="
        };
        var random = new java.util.Random(11);
        int kept = 0;
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            var reference =
                    new StringBuilder(List.of("", "//", "https://", "http://").get(i % 4));
            random.ints(random.nextInt(8), 0, pieces.length).forEach(at -> reference.append(pieces[at]));
            WebAddress joined = Reference.resolve(base, reference.toString()).orElse(null);
            if (joined == null) {
                continue;
            }
            HttpCall call = HttpCall.get(joined.uri()).bearer("token");
            if (joined.uri().getScheme().equals("https")
                    && joined.uri().getRawAuthority().equals("api.test")) {
                origins.check(call, joined, true);
                kept++;
            } else {
                failure(FailureKind.MISCONFIGURED, () -> origins.check(call, joined, true));
                refused++;
            }
        }
        assertThat(kept).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void an_address_that_is_a_secret_is_never_shown() throws Exception {
        String url = "http://other.test:" + server.port() + "/services/T0/hook-c4nary?x=query-c4nary";
        test.credentials = test.credentials.with("webhook_url", url);
        HttpCall call = HttpCall.of("POST", Secret.of("webhook_url"), "https://hooks.test/…")
                .json(Map.of("text", "hi"));
        RoadCalls calls = test.calls();

        var reply = calls.perform(call, "k");

        assertThat(server.requests().get(0)).startsWith("POST /services/T0/hook-c4nary?x=query-c4nary ");
        assertThat(reply.shownUri()).isEqualTo("https://hooks.test/…");
        assertThat(calls.requests().get(0).text("url")).isEqualTo("https://hooks.test/…");
        assertThat(calls.shown(call).toJson()).contains("https://hooks.test/…").doesNotContain("c4nary");
        assertThat(test.masks.mask("no such path: /services/T0/hook-c4nary?x=query-c4nary"))
                .isEqualTo("no such path: ••••");
        server.close();
        HandlerException failure = catchThrowableOfType(HandlerException.class, () -> calls.perform(call, "k"));
        assertThat(failure.verdict().message()).startsWith("https://hooks.test/…");
        assertThat(test.masks.trace(failure)).doesNotContain("c4nary");
    }

    @Test
    void the_token_at_the_end_of_an_address_is_masked_also_where_it_stands_alone() {
        String token = "B4nK-c4nary_of_a_webhook";
        test.credentials = test.credentials.with(
                "webhook_url",
                "http://other.test:" + server.port() + "/api/webhooks/12345678901234567/" + token + "/?a=b");

        test.calls().perform(HttpCall.of("POST", Secret.of("webhook_url"), "hook"), "k");

        assertThat(test.masks.mask("{\"id\": \"12345678901234567\", \"token\": \"" + token + "\"}"))
                .isEqualTo("{\"id\": \"12345678901234567\", \"token\": \"••••\"}");
    }

    @Test
    void a_secret_address_is_sent_only_where_the_type_says() {
        test.credentials = test.credentials.with("webhook_url", "http://other.test:" + server.port() + "/x");
        test.origins = Set.of("https://hooks.slack.com");

        failure(
                FailureKind.MISCONFIGURED,
                () -> test.calls().perform(HttpCall.of("POST", Secret.of("webhook_url"), "hook"), "k"));
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"line\r\nX-Evil: 1", "line\nbreak", "nul\0", "tab\u000bvertical", "snow\u2603man", "\u0085"})
    void a_header_value_that_cannot_be_sent_is_refused_and_not_shown(String value) {
        test.credentials = test.credentials.with("bad", "c4nary" + value + "end");
        var calls = List.of(
                HttpCall.get("/").header("X-Token", Secret.of("bad")),
                HttpCall.get("/").header("X-Token", "c4nary" + value + "end"),
                HttpCall.get("/").bearer("bad"),
                HttpCall.get("/").signed(attempt -> Map.of("X-Token", "c4nary" + value + "end")),
                HttpCall.get("/").unlessChanged(Values.of("etag", "c4nary" + value.replace("\0", "\1") + "end")));
        for (HttpCall call : calls) {
            HandlerException failure = catchThrowableOfType(
                    HandlerException.class, () -> test.calls().send(call));
            assertThat(failure.verdict().kind()).isEqualTo(FailureKind.MISCONFIGURED);
            assertThat(test.masks.trace(failure)).doesNotContain("c4nary", "Evil");
        }
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Transfer-Encoding",
                "Connection",
                "TE",
                "Upgrade",
                "Expect",
                "Proxy-Authorization",
                "Keep-Alive",
                "Trailer",
                "a b",
                "a:b",
                "a\r\nb",
                "",
                "\u00fc"
            })
    void a_header_that_is_the_roads_own_or_has_no_proper_name_is_refused(String name) {
        String object = Values.of(name, "value-c4nary").toJson();
        test.credentials = test.credentials.with("extra", object);

        Verdict verdict = failure(
                FailureKind.MISCONFIGURED,
                () -> test.calls().send(HttpCall.get("/").headers(Secret.of("extra"))));

        assertThat(verdict.message()).doesNotContain("c4nary", "\r");
        assertThat(server.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json c4nary",
                "[\"c4nary\"]",
                "{\"X-A\": {\"c4nary\": 1}}",
                "{\"X-A\": null}",
                "{\"c4nary\": \"a\", \"c4nary\": \"b\"}"
            })
    void headers_that_are_no_json_object_of_texts_are_refused_and_not_shown(String object) {
        test.credentials = test.credentials.with("extra", object);

        HandlerException failure = catchThrowableOfType(
                HandlerException.class,
                () -> test.calls().send(HttpCall.get("/").headers(Secret.of("extra"))));

        assertThat(failure.verdict().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(test.masks.trace(failure)).doesNotContain("c4nary");
    }

    @Test
    void a_users_header_gives_way_to_the_handlers_and_the_signature() {
        test.credentials =
                test.credentials.with("extra", "{\"X-A\": \"user\", \"x-signature\": \"forged\", \"X-N\": 5}");

        test.calls()
                .send(HttpCall.get("/")
                        .headers(Secret.of("extra"))
                        .header("x-a", "handler")
                        .signed(attempt -> Map.of("X-Signature", "genuine")));

        assertThat(server.requests().get(0))
                .contains("x-a: handler", "X-Signature: genuine", "X-N: 5")
                .doesNotContain("user", "forged");
    }

    @Test
    void a_missing_credential_is_named_and_nothing_is_sent() {
        Verdict verdict = failure(
                FailureKind.MISCONFIGURED,
                () -> test.calls().send(HttpCall.get("/").bearer("absent")));

        assertThat(verdict.message()).contains("'absent'");
        assertThat(server.connections()).isZero();
    }

    @Test
    void a_credential_of_the_wrong_form_is_told_without_showing_it() {
        HandlerException failure = catchThrowableOfType(
                HandlerException.class,
                () -> test.calls()
                        .send(HttpCall.get("/")
                                .header("X", Secret.of("token").map(token -> "" + Long.parseLong(token)))));

        assertThat(failure.verdict().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.verdict().message()).contains("token");
        var trace = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(trace));
        assertThat(trace.toString()).contains("NumberFormatException").doesNotContain("c4nary");
    }

    @Test
    void what_a_library_repeats_of_an_answer_is_masked() throws Exception {
        test.credentials = test.credentials.with("plain", "plain-c4nary");
        try (var echo = new RawServer((request, out, socket) -> out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\n"
                        + request.lines()
                                .filter(line -> line.startsWith("X-Key"))
                                .findFirst()
                                .orElse("")
                                .substring(7) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)))) {
            test.on(echo.port());

            HandlerException failure = catchThrowableOfType(
                    HandlerException.class,
                    () -> test.calls().send(HttpCall.get("/").header("X-Key", Secret.of("plain"))));

            var trace = new java.io.StringWriter();
            failure.printStackTrace(new java.io.PrintWriter(trace));
            assertThat(trace.toString()).contains("••••").doesNotContain("c4nary");
        }
    }

    @Test
    void credentials_within_an_address_are_refused() {
        for (String user : List.of("user", "user:pass-c4nary", ":pass-c4nary", "")) {
            URI uri = URI.create("http://" + user + "@api.test:" + server.port() + "/");
            Verdict verdict =
                    failure(FailureKind.MISCONFIGURED, () -> test.calls().send(HttpCall.get(uri)));
            assertThat(verdict.message()).contains("user name or password").doesNotContain("c4nary");
        }
    }

    @Test
    void a_preview_shows_a_call_without_secrets_and_needs_none() {
        test.credentials = org.symposium.spi.model.Credentials.of("token", TestRoad.TOKEN);
        HttpCall call = HttpCall.of("POST", "/a/{}", "b c")
                .query("key", Secret.of("absent"))
                .bearer("absent")
                .headers(Secret.of("extra"))
                .header("X-Plain", "with " + TestRoad.TOKEN)
                .json(Map.of("p", Secret.of("absent"), "q", TestRoad.TOKEN))
                .signed(attempt -> Map.of());

        Values shown = test.calls().shown(call);

        assertThat(shown.text("method")).isEqualTo("POST");
        assertThat(shown.text("url")).isEqualTo("http://api.test:" + server.port() + "/a/b%20c?key=••••");
        assertThat(shown.object("headers").asMap())
                .containsEntry("Authorization", "••••")
                .containsEntry("X-Plain", "with ••••")
                .containsEntry("(headers of extra)", "••••")
                .containsEntry("(signature)", "••••");
        assertThat(shown.text("body")).contains("\"p\":\"••••\"").contains("\"q\":\"••••\"");
    }

    @Test
    void a_digest_is_the_same_in_whatever_order_a_map_gives_its_entries() {
        var inner = new LinkedHashMap<String, Object>();
        inner.put("b", 1);
        inner.put("a", Secret.of("token"));
        var other = new LinkedHashMap<String, Object>();
        other.put("a", Secret.of("token"));
        other.put("b", 1);
        HttpCall call = HttpCall.of("POST", "/a");

        assertThat(test.calls().digest(call.json(Map.of("items", List.of(inner)))))
                .isEqualTo(test.calls().digest(call.json(Map.of("items", List.of(other)))));
        assertThat(test.calls().digest(call.form(inner))).isEqualTo(test.calls().digest(call.form(other)));
    }

    @Test
    void a_digest_changes_with_what_is_sent_and_not_with_secrets() {
        HttpCall call = HttpCall.of("POST", "/a")
                .bearer("token")
                .json(Map.of("text", "hi", "k", Secret.of("token")))
                .signed(attempt -> Map.of());
        String digest = test.calls().digest(call);

        test.calls().perform(call, "k");
        assertThat(test.calls().digest(call)).isEqualTo(digest).matches("[0-9a-f]{64}");
        test.credentials = test.credentials.with("token", "another-token");
        assertThat(test.calls().digest(call)).isEqualTo(digest);

        assertThat(List.of(
                        test.calls().digest(call.header("X-A", "1")),
                        test.calls().digest(call.query("a", 1)),
                        test.calls().digest(call.json(Map.of("text", "ho"))),
                        test.calls().digest(HttpCall.of("PUT", "/a").bearer("token")),
                        test.calls().digest(HttpCall.of("POST", "/b").bearer("token")),
                        test.calls().digest(call.body("text/plain", "ab".getBytes(StandardCharsets.UTF_8))),
                        test.calls().digest(call.body("text/plain", "ba".getBytes(StandardCharsets.UTF_8)))))
                .doesNotHaveDuplicates()
                .doesNotContain(digest);
    }
}
