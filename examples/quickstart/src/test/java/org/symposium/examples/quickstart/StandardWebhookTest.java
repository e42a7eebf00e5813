package org.symposium.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** With the example of the Standard Webhooks specification. */
class StandardWebhookTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    private final Headers headers = new Headers();

    StandardWebhookTest() {
        headers.set("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek");
        headers.set("webhook-timestamp", "1614265330");
        headers.set("webhook-signature", SIGNATURE);
    }

    @Test
    void a_right_signature_is_taken() {
        assertThat(at(SIGNED_AT).fault(headers, BODY)).isEmpty();
    }

    @Test
    void one_right_signature_of_several_is_enough() {
        headers.set("webhook-signature", "v1a,something v1,AAAA " + SIGNATURE);

        assertThat(at(SIGNED_AT).fault(headers, BODY)).isEmpty();
    }

    @Test
    void another_body_is_refused() {
        assertThat(at(SIGNED_AT).fault(headers, new byte[] {1})).contains("the signature is wrong");
    }

    @Test
    void a_request_of_six_minutes_ago_or_ahead_is_refused() {
        assertThat(at(SIGNED_AT.plusSeconds(360)).fault(headers, BODY)).isPresent();
        assertThat(at(SIGNED_AT.minusSeconds(360)).fault(headers, BODY)).isPresent();
        assertThat(at(SIGNED_AT.plusSeconds(290)).fault(headers, BODY)).isEmpty();
    }

    @Test
    void a_request_without_signature_or_with_an_odd_time_is_refused() {
        headers.set("webhook-timestamp", "yesterday");
        assertThat(at(SIGNED_AT).fault(headers, BODY)).isPresent();

        headers.remove("webhook-signature");
        assertThat(at(SIGNED_AT).fault(headers, BODY)).contains("not signed");
    }

    private static StandardWebhook at(Instant now) {
        return new StandardWebhook(SECRET, Clock.fixed(now, ZoneOffset.UTC));
    }
}
