package org.symposium.core.internal.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.symposium.core.internal.http.Failures.failure;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;

class RoadCallsTest {
    private static final WireMockServer SERVICE =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    private TestRoad test;

    @BeforeAll
    static void start() {
        SERVICE.start();
    }

    @AfterAll
    static void stop() {
        SERVICE.stop();
    }

    @BeforeEach
    void open() {
        SERVICE.resetAll();
        test = new TestRoad().on(SERVICE.port());
    }

    @AfterEach
    void close() {
        test.close();
    }

    private static void answers(int status, String body) {
        SERVICE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
    }

    @Test
    void a_call_is_sent_as_it_is_described() {
        answers(200, "{\"ok\": true}");

        HttpReply reply = test.calls()
                .send(HttpCall.get("/repos/{}/issues", "a/b c")
                        .query("q", "ü &=")
                        .query("n", 3)
                        .bearer("token")
                        .header("X-Text", "äé"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/ok").booleanValue()).isTrue();
        SERVICE.verify(getRequestedFor(urlEqualTo("/repos/a%2Fb%20c/issues?q=%C3%BC%20%26%3D&n=3"))
                .withHeader("Host", equalTo("api.test:" + SERVICE.port()))
                .withHeader("Authorization", matching("Bearer .*"))
                .withHeader("User-Agent", matching("Symposium(/.*)?"))
                .withHeader("Accept-Encoding", equalTo("gzip, deflate"))
                .withHeader("Cookie", absent()));
    }

    @Test
    void a_base_url_keeps_its_path_and_is_filled_with_facts() {
        answers(200, "");
        test.type = test.type.with("base_url", "http://{dc}.test:" + SERVICE.port() + "/3.0/");
        test.facts = Values.of("dc", "api");

        test.calls().send(HttpCall.get("/lists").basic("user", "password"));

        SERVICE.verify(getRequestedFor(urlEqualTo("/3.0/lists")));
    }

    @Test
    void an_origin_that_credentials_are_bound_to_is_filled_with_facts() {
        answers(200, "");
        test.type = test.type.with("base_url", "http://{dc}.test:" + SERVICE.port());
        test.origins = java.util.Set.of("http://{dc}.test:" + SERVICE.port());
        test.facts = Values.of("dc", "api");

        test.calls().send(HttpCall.get("/lists").bearer("token"));
        failure(
                FailureKind.MISCONFIGURED,
                () -> test.calls()
                        .send(HttpCall.get(TestRoad.uri("other.test", SERVICE.port(), "/lists"))
                                .bearer("token")));
        test.facts = Values.empty();
        failure(
                FailureKind.MISCONFIGURED,
                () -> test.calls()
                        .send(HttpCall.get(TestRoad.uri("api.test", SERVICE.port(), "/lists"))
                                .bearer("token")));

        assertThat(SERVICE.getAllServeEvents()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"evil.example/", "evil.example:80", "evil.example#", "''", "a..b", "user@evil.example"})
    void a_fact_that_would_lead_elsewhere_is_refused(String fact) {
        test.type = test.type.with("base_url", "http://{dc}.test:" + SERVICE.port());
        test.facts = Values.of("dc", fact);

        failure(
                FailureKind.MISCONFIGURED,
                () -> test.calls().send(HttpCall.get("/lists").bearer("token")));
        assertThat(SERVICE.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_host_may_replace_a_base_url_and_the_credentials_follow() {
        answers(200, "");
        URI replacement = TestRoad.uri("other.test", SERVICE.port(), "/mock");
        try (var replaced = new TestRoad(
                settings -> settings.withBaseUrl("testing", replacement).withUserAgent("Host/1"))) {
            replaced.type = replaced.type.with("base_url", "https://api.github.com");
            replaced.origins = java.util.Set.of("https://api.github.com");

            replaced.calls().send(HttpCall.get("/user").bearer("token"));
        }
        SERVICE.verify(getRequestedFor(urlEqualTo("/mock/user")).withHeader("User-Agent", equalTo("Host/1")));
    }

    @Test
    void effects_are_refused_outside_of_steps_and_sent_within() {
        SERVICE.stubFor(post("/messages").willReturn(ok("{\"id\": \"m1\"}")));
        HttpCall call = HttpCall.of("POST", "/messages")
                .json(Map.of("text", "hi"))
                .bearer("token")
                .idempotencyHeader("Idempotency-Key");

        assertThatThrownBy(() -> test.calls().send(call)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> test.calls().attempt(call)).isInstanceOf(IllegalStateException.class);
        assertThat(SERVICE.getAllServeEvents()).isEmpty();

        HttpReply reply = test.calls().perform(call, "key-1");
        assertThat(reply.json().at("/id").stringValue()).isEqualTo("m1");
        SERVICE.verify(postRequestedFor(urlEqualTo("/messages"))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("Idempotency-Key", equalTo("key-1"))
                .withRequestBody(equalToJson("{\"text\": \"hi\"}")));
    }

    @Test
    void a_head_has_headers_and_no_body() {
        SERVICE.stubFor(head(urlEqualTo("/x"))
                .willReturn(ok().withHeader("Content-Length", "1000").withHeader("ETag", "1")));

        HttpReply reply = test.calls().send(HttpCall.of("HEAD", "/x"));

        assertThat(reply.header("etag")).contains("1");
        assertThat(reply.bytes()).isEmpty();
    }

    @Test
    void a_post_that_only_asks_is_sent() {
        SERVICE.stubFor(post("/query").willReturn(ok("{}")));

        assertThat(test.calls()
                        .send(HttpCall.of("POST", "/query").effect(Effect.READ))
                        .status())
                .isEqualTo(200);
        SERVICE.verify(postRequestedFor(urlEqualTo("/query")).withHeader("Content-Length", equalTo("0")));
    }

    @Test
    void a_failed_attempt_is_a_value_but_a_stop_of_the_run_is_thrown() {
        answers(500, "");
        RoadCalls calls = test.calls();

        assertThat(calls.attempt(HttpCall.get("/a")).failure())
                .map(e -> e.verdict().kind())
                .contains(FailureKind.SERVER_ERROR);

        test.cancellation.cancel("Stop.");
        failure(FailureKind.CANCELLED, () -> calls.attempt(HttpCall.get("/a")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST, false",
        "401, AUTHENTICATION, false",
        "402, FORBIDDEN, false",
        "403, FORBIDDEN, false",
        "404, TARGET_GONE, false",
        "408, SERVER_ERROR, true",
        "409, INVALID_REQUEST, false",
        "410, TARGET_GONE, false",
        "413, INVALID_REQUEST, false",
        "415, INVALID_REQUEST, false",
        "418, INVALID_REQUEST, false",
        "422, INVALID_REQUEST, false",
        "425, SERVER_ERROR, false",
        "429, RATE_LIMITED, false",
        "500, SERVER_ERROR, true",
        "502, SERVER_ERROR, true",
        "503, SERVER_ERROR, false",
        "504, SERVER_ERROR, true",
        "529, SERVER_ERROR, true",
        "302, INVALID_RESPONSE, false",
        "304, INVALID_RESPONSE, false"
    })
    void a_status_becomes_a_failure_that_says_whether_something_may_have_been_done(
            int status, FailureKind kind, boolean inDoubt) {
        answers(status, "whatever");

        Verdict verdict = failure(
                kind, () -> test.calls().perform(HttpCall.of("POST", "/x").json(Map.of()), "k"));

        assertThat(verdict.isPerhapsDone()).isEqualTo(inDoubt);
        assertThat(verdict.message())
                .startsWith("api.test:" + SERVICE.port() + " answered " + status)
                .endsWith(".");
        assertThat(verdict.suggestion()).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({"302, sent elsewhere", "999, not how the service should answer", "401, credentials", "404, still exists"
    })
    void a_suggestion_fits_the_status(int status, String words) throws Exception {
        try (var server = RawServer.saying(RawServer.answer(status))) {
            HandlerException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                    HandlerException.class, () -> test.on(server.port()).calls().send(HttpCall.get("/")));

            assertThat(failure.verdict().suggestion().replace("send the request elsewhere", "sent elsewhere"))
                    .contains(words);
        }
    }

    @ParameterizedTest
    @CsvSource({"ftp://api.test/x, 'ftp://api.test/x'", "mailto:a@b, 'mailto:a@b'", "/path, '/path'"})
    void an_address_that_is_none_is_shown(String address, String shown) {
        Verdict verdict =
                failure(FailureKind.MISCONFIGURED, () -> test.calls().send(HttpCall.get(URI.create(address))));

        assertThat(verdict.message()).isEqualTo("The address '" + shown + "' is not a complete http or https address.");
    }

    @Test
    void a_secret_address_that_is_none_is_not_shown() {
        test.credentials = test.credentials.with("hook", "hook-c4nary");

        Verdict verdict = failure(
                FailureKind.MISCONFIGURED,
                () -> test.calls().perform(HttpCall.of("POST", Secret.of("hook"), "the hook"), "k"));

        assertThat(verdict.message()).contains("'the hook'").doesNotContain("c4nary");
    }

    @Test
    void a_secret_address_is_masked_as_it_is_sent_as_well() {
        answers(200, "");
        test.credentials = test.credentials.with("hook", "HTTP://API.test:" + SERVICE.port() + "/hook c4nary");

        test.calls().perform(HttpCall.of("POST", Secret.of("hook"), "the hook"), "k");

        assertThat(test.masks.mask("at http://api.test:" + SERVICE.port() + "/hook%20c4nary: no"))
                .isEqualTo("at ••••: no");
    }

    @Test
    void a_base_url_that_is_none_is_told() {
        for (String base : List.of("nonsense", "http://a\u0001b/", "http://a\u007fb/")) {
            try (var odd = new TestRoad(settings -> settings.withBaseUrl("other", URI.create("http://x/")))) {
                odd.type = Values.of("name", "testing").with("base_url", base);
                Verdict relative =
                        failure(FailureKind.MISCONFIGURED, () -> odd.calls().send(HttpCall.get("/x")));
                Verdict bound = failure(
                        FailureKind.MISCONFIGURED,
                        () -> odd.calls()
                                .send(HttpCall.get(URI.create("http://api.test/"))
                                        .bearer("token")));

                String shown = base.equals("nonsense") ? "'nonsense" : "with control characters";
                assertThat(relative.message()).contains("The address", shown);
                assertThat(bound.message()).contains("base URL of the type 'testing'", shown);
            }
        }
    }

    @Test
    void a_message_names_status_and_host() {
        answers(404, "secret page");

        Verdict verdict = failure(FailureKind.TARGET_GONE, () -> test.calls().send(HttpCall.get("/x")));

        assertThat(verdict.message()).isEqualTo("api.test:" + SERVICE.port() + " answered 404 (not found).");
    }

    @Test
    void a_wait_that_the_service_asks_for_is_told() {
        SERVICE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1.5")));

        Verdict verdict = failure(FailureKind.RATE_LIMITED, () -> test.calls().send(HttpCall.get("/x")));

        assertThat(verdict.waitFor()).contains(Duration.ofMillis(1500));
    }

    @Test
    void accepted_statuses_are_ok() {
        answers(404, "none");

        assertThat(test.calls().send(HttpCall.get("/x").accept(404)).text()).isEqualTo("none");
    }

    @Test
    void unchanged_content_is_told_by_its_validators() {
        SERVICE.stubFor(get("/feed")
                .willReturn(ok("v1").withHeader("ETag", "W/\"1\"")
                        .withHeader("Last-Modified", "Sun, 01 Mar 2026 11:00:00 GMT")));
        Values validators = test.calls().send(HttpCall.get("/feed")).validators();
        assertThat(validators.asMap()).containsOnlyKeys("etag", "last_modified");
        SERVICE.stubFor(get("/feed")
                .withHeader("If-None-Match", equalTo("W/\"1\""))
                .withHeader("If-Modified-Since", equalTo("Sun, 01 Mar 2026 11:00:00 GMT"))
                .willReturn(aResponse().withStatus(304)));

        HttpReply reply = test.calls().send(HttpCall.get("/feed").unlessChanged(validators));

        assertThat(reply.notModified()).isTrue();
        assertThat(reply.bytes()).isEmpty();
    }

    @Test
    void a_validator_that_repeats_a_secret_in_any_form_is_not_kept() {
        test.credentials = test.credentials.with("hook", "hook-c4nary-Secret");
        SERVICE.stubFor(get("/feed?key=hook-c4nary-Secret")
                .willReturn(ok("v1").withHeader("ETag", "W/\"HOOK_C4NARY_SECRET\"")
                        .withHeader("Last-Modified", "Sun, 01 Mar 2026 11:00:00 GMT")));

        Values validators = test.calls()
                .send(HttpCall.get("/feed").query("key", Secret.of("hook")))
                .validators();

        assertThat(validators.asMap()).containsOnlyKeys("last_modified");
    }

    @Test
    void links_are_absolute_seen_from_the_reply() {
        SERVICE.stubFor(get("/issues?page=1")
                .willReturn(ok().withHeader("Link", "</issues?page=2>; rel=\"next\", <https://x/>; rel=last")));

        HttpReply reply = test.calls().send(HttpCall.get("/issues").query("page", 1));

        assertThat(reply.link("next")).contains(TestRoad.uri("api.test", SERVICE.port(), "/issues?page=2"));
        assertThat(reply.link("prev")).isEmpty();
    }

    @Test
    void text_is_read_by_mark_then_by_declaration_then_as_utf_8() {
        byte[] latin = "Käse".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(textOf(latin, "text/plain; charset=ISO-8859-1")).isEqualTo("Käse");
        assertThat(textOf("\uFEFFKäse".getBytes(StandardCharsets.UTF_8), "text/plain; charset=ISO-8859-1"))
                .isEqualTo("Käse");
        assertThat(textOf("\uFEFFKäse".getBytes(StandardCharsets.UTF_16LE), "text/plain"))
                .isEqualTo("Käse");
        assertThat(textOf("Käse".getBytes(StandardCharsets.UTF_8), "text/plain; charset=\"no-such\""))
                .isEqualTo("Käse");
        assertThat(textOf("Käse".getBytes(StandardCharsets.UTF_8), "text/plain"))
                .isEqualTo("Käse");
    }

    private String textOf(byte[] body, String contentType) {
        SERVICE.stubFor(get("/text").willReturn(aResponse().withBody(body).withHeader("Content-Type", contentType)));
        return test.calls().send(HttpCall.get("/text")).text();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | nothing at all",
                "`   ` | nothing at all",
                "<!DOCTYPE html><html>p4ssage | a web page",
                "<?xml version='1.0'?><p4ssage/> | XML or a web page",
                "{\"p4ssage\": [1, 2 | JSON that breaks off",
                "{\"p4ssage\": 1, \"p4ssage\": 2} | not valid JSON",
                "{\"p4ssage\": 1} x | not valid JSON",
                "{\"p4ssage\": 1e1000000000} | not valid JSON",
                "{\"p4ssage\": 01} | not valid JSON",
                "{'p4ssage': 1} | not valid JSON",
                "{\"p4ssage\": NaN} | not valid JSON"
            })
    void what_is_not_json_is_told_without_repeating_it(String body, String found) {
        SERVICE.stubFor(any(anyUrl()).willReturn(ok(body).withHeader("Content-Type", "text/html; charset=utf-8")));
        HttpReply reply = test.calls().send(HttpCall.get("/x"));

        Verdict verdict = failure(FailureKind.INVALID_RESPONSE, reply::json);

        assertThat(verdict.message()).contains(found, "text/html", "api.test").doesNotContain("p4ssage");
    }

    @Test
    void json_is_at_most_100_levels_deep() {
        answers(200, "[".repeat(100) + "]".repeat(100));
        assertThat(test.calls().send(HttpCall.get("/x")).json().isArray()).isTrue();

        answers(200, "[".repeat(101) + "]".repeat(101));
        failure(FailureKind.INVALID_RESPONSE, test.calls().send(HttpCall.get("/x"))::json);
    }

    @Test
    void the_judge_decides_and_what_it_says_is_masked() {
        answers(200, "{\"ok\": false, \"error\": \"bad\"}");
        test.judge = reply -> Verdict.failed(FailureKind.FORBIDDEN, "No: " + TestRoad.TOKEN)
                .suggest("Not " + TestRoad.TOKEN)
                .atField("api_key")
                .retryAfter(Duration.ofDays(9));

        Verdict verdict = failure(FailureKind.FORBIDDEN, () -> test.calls().send(HttpCall.get("/x")));

        assertThat(verdict.message()).isEqualTo("No: ••••");
        assertThat(verdict.suggestion()).isEqualTo("Not ••••");
        assertThat(verdict.field()).isEqualTo("api_key");
        assertThat(verdict.waitFor()).contains(Duration.ofHours(24));
        assertThat(test.calls()
                        .send(HttpCall.get("/x").judge(HttpReply::byStatus))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_judge_that_cannot_read_a_failure_leaves_it_at_its_status() {
        answers(502, "<html>bad gateway</html>");
        test.judge = reply -> reply.json().isEmpty() ? Verdict.ok() : reply.byStatus();

        failure(FailureKind.SERVER_ERROR, () -> test.calls().send(HttpCall.get("/x")));
    }

    @Test
    void a_judge_that_fails_on_a_success_leaves_an_effect_in_doubt() {
        answers(200, "<html>");
        test.judge = reply -> reply.json().isEmpty() ? Verdict.ok() : reply.byStatus();
        Verdict unreadable =
                failure(FailureKind.INVALID_RESPONSE, () -> test.calls().perform(HttpCall.of("POST", "/x"), "k"));
        assertThat(unreadable.isPerhapsDone()).isTrue();

        test.judge = reply -> {
            throw new IllegalStateException(TestRoad.TOKEN);
        };
        assertThatThrownBy(() -> test.calls().perform(HttpCall.of("POST", "/x"), "k"))
                .isInstanceOfSatisfying(HandlerException.class, e -> {
                    assertThat(e.verdict().kind()).isEqualTo(FailureKind.INTERNAL);
                    assertThat(e.verdict().isPerhapsDone()).isTrue();
                    assertThat(e.getCause()).hasMessageContaining("••••");
                });
    }

    @Test
    void what_was_sent_is_told_without_secrets() {
        answers(200, "");
        RoadCalls calls = test.calls();
        calls.send(HttpCall.get("/a").query("key", Secret.of("token")));
        for (int i = 0; i < 60; i++) {
            calls.send(HttpCall.get("/b"));
        }

        List<Values> requests = calls.requests();
        assertThat(requests).hasSize(50);
        assertThat(requests.get(0).text("url")).isEqualTo("http://api.test:" + SERVICE.port() + "/a?key=••••");
        assertThat(requests.get(0).text("method")).isEqualTo("GET");
        assertThat(requests.get(0).whole("status")).isEqualTo(200);
        assertThat(requests.get(0).instant("at")).isEqualTo(TestRoad.NOW);
        assertThat(requests.get(0).whole("duration_ms")).isNotNegative();
    }

    @Test
    void a_shared_answer_is_asked_for_once_by_all_runs() {
        answers(200, "User-agent: *");
        HttpCall robots = HttpCall.get("/robots.txt").sharedFor(Duration.ofHours(1));

        assertThat(test.calls().send(robots).text())
                .isEqualTo(test.calls().send(robots).text());
        test.calls().send(HttpCall.get("/other").sharedFor(Duration.ofHours(1)));
        assertThat(SERVICE.getAllServeEvents()).hasSize(2);

        test.calls().send(robots.sharedFor(Duration.ZERO));
        assertThat(SERVICE.getAllServeEvents()).hasSize(3);
    }

    @Test
    void a_failing_service_is_not_shared() {
        answers(503, "");
        HttpCall robots = HttpCall.get("/robots.txt").sharedFor(Duration.ofHours(1));
        failure(FailureKind.SERVER_ERROR, () -> test.calls().send(robots));
        answers(200, "");

        assertThat(test.calls().send(robots).status()).isEqualTo(200);
    }

    @Test
    void an_answer_to_a_call_with_a_secret_is_never_shared() {
        for (HttpCall call :
                List.of(HttpCall.get("/a").bearer("token"), HttpCall.get("/a").query("key", TestRoad.TOKEN))) {
            assertThatThrownBy(() -> test.calls().send(call.sharedFor(Duration.ofHours(1))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(SERVICE.getAllServeEvents()).isEmpty();
    }

    @Test
    void connections_are_used_again() throws Exception {
        var count = new AtomicInteger();
        try (var server = new RawServer((request, out, socket) -> {
            // keeps the connection open and answers the requests that follow on it
            while (count.incrementAndGet() <= 3) {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                var in = socket.getInputStream();
                for (int end = 0; end < 4; ) {
                    int octet = in.read();
                    if (octet < 0) {
                        return;
                    }
                    end = octet == "\r\n\r\n".charAt(end) ? end + 1 : 0;
                }
            }
        })) {
            test.on(server.port());
            for (int i = 0; i < 3; i++) {
                assertThat(test.calls().send(HttpCall.get("/" + i)).text()).isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void proxies_of_the_jvm_are_not_asked() {
        answers(200, "direct");
        ProxySelector before = ProxySelector.getDefault();
        var asked = new AtomicInteger();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.incrementAndGet();
                return List.of(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", 1)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
        try {
            assertThat(test.calls().send(HttpCall.get("/x")).text()).isEqualTo("direct");
            assertThat(asked.get()).isZero();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void a_road_that_is_closed_sends_nothing() {
        test.road.close();

        failure(FailureKind.CANCELLED, () -> test.calls().send(HttpCall.get("/x")));
        assertThat(SERVICE.getAllServeEvents()).isEmpty();
    }
}
