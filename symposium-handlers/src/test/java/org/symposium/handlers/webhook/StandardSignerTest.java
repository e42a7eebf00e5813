package org.symposium.handlers.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.http.Signer;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;

class StandardSignerTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void the_standards_own_example_comes_out() {
        assertThat(headers(SECRET))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("webhook-timestamp", "1614265330", "webhook-signature", SIGNATURE));
    }

    @Test
    void the_prefix_is_optional() {
        assertThat(headers(SECRET.substring("whsec_".length()))).containsEntry("webhook-signature", SIGNATURE);
    }

    @Test
    void two_secrets_give_two_signatures() {
        String other = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(headers(SECRET + " " + other).get("webhook-signature"))
                .startsWith(SIGNATURE + " v1,")
                .hasSize(2 * SIGNATURE.length() + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "whsec_not base64!",
                "whsec_c2hvcnQ=",
                "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS"
            })
    void what_is_no_secret_is_refused_without_being_shown(String secret) {
        assertThatThrownBy(() -> SigningKeys.of(secret)).isInstanceOfSatisfying(HandlerException.class, failure -> {
            assertThat(failure.verdict().kind()).isEqualTo(FailureKind.MISCONFIGURED);
            assertThat(failure.verdict().suggestion()).contains("whsec_");
            assertThat(failure)
                    .hasMessageNotContaining("MfKQ")
                    .hasMessageNotContaining("c2hv")
                    .hasNoCause();
        });
    }

    @Test
    void keys_of_24_to_64_bytes_are_taken() {
        assertThat(SigningKeys.of(Base64.getEncoder().encodeToString(new byte[24]))
                        .all())
                .hasSize(1);
        assertThat(SigningKeys.of(Base64.getEncoder().encodeToString(new byte[64]))
                        .all())
                .hasSize(1);
        assertThatThrownBy(() -> SigningKeys.of(Base64.getEncoder().encodeToString(new byte[65])))
                .isInstanceOf(HandlerException.class);
    }

    private static Map<String, String> headers(String secret) {
        return new StandardSigner("msg_p5jXN8AQM9LWM0D4loKWxJek", "signing_secret").sign(new Example(secret));
    }

    private record Example(String secret) implements Signer.Attempt {
        @Override
        public Instant at() {
            return Instant.ofEpochSecond(1_614_265_330);
        }

        @Override
        public byte[] body() {
            return "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String key() {
            return "another.key";
        }

        @Override
        public String reveal(String field) {
            assertThat(field).isEqualTo("signing_secret");
            return secret;
        }
    }
}
