package org.symposium.core.internal.http;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.symposium.core.internal.http.Failures.failure;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;

class EncryptionTest {
    private static WireMockServer service;
    private static TestKeys keys;

    @BeforeAll
    static void start() throws Exception {
        keys = TestKeys.get();
        service = keys.service();
        service.start();
        service.stubFor(any(anyUrl()).willReturn(ok("encrypted")));
    }

    @AfterAll
    static void stop() {
        service.stop();
    }

    @BeforeEach
    void forget() {
        service.resetRequests();
    }

    private static TestRoad trusting() throws Exception {
        return new TestRoad(settings -> settings, null, keys.trusting());
    }

    private URI uri(String host) {
        return URI.create("https://" + host + ":" + service.httpsPort() + "/");
    }

    @Test
    void a_service_with_a_certificate_that_is_trusted_and_fits_is_talked_to() throws Exception {
        try (TestRoad test = trusting()) {
            for (int i = 0; i < 2; i++) {
                assertThat(test.calls().send(HttpCall.get(uri("api.test"))).text())
                        .isEqualTo("encrypted");
            }
        }
    }

    @Test
    void a_certificate_of_another_name_is_refused_and_nothing_sent() throws Exception {
        try (TestRoad test = trusting()) {
            Verdict verdict = failure(
                    FailureKind.NETWORK, () -> test.calls().perform(HttpCall.of("POST", uri("other.test")), "k"));

            assertThat(verdict.message()).contains("certificate of other.test");
            assertThat(verdict.isPerhapsDone()).isFalse();
        }
        assertThat(service.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused_and_nothing_sent() {
        try (var test = new TestRoad()) {
            Verdict verdict =
                    failure(FailureKind.NETWORK, () -> test.calls().perform(HttpCall.of("POST", uri("api.test")), "k"));

            assertThat(verdict.message()).contains("certificate of api.test");
            assertThat(verdict.isPerhapsDone()).isFalse();
        }
        assertThat(service.getAllServeEvents()).isEmpty();
    }

    @Test
    void encryption_where_there_is_none_fails() {
        try (var test = new TestRoad()) {
            URI plain = URI.create("https://api.test:" + service.port() + "/");

            assertThat(failure(FailureKind.NETWORK, () -> test.calls().perform(HttpCall.of("POST", plain), "k"))
                            .isPerhapsDone())
                    .isFalse();
        }
    }
}
