package org.symposium.handlers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.spi.http.Signer;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.Values;

class BodySignerTest {
    private static final String GITHUBS = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void githubs_own_example_comes_out() {
        assertThat(BodySigner.of("hmac_secret", Values.empty()).sign(new Example()))
                .isEqualTo(Map.of("X-Hub-Signature-256", "sha256=" + GITHUBS));
    }

    @ParameterizedTest
    @CsvSource({
        "sha256, hex, 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha256, base64, dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc=",
        "sha1, prefixed_hex, sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59"
    })
    void hash_and_form_are_as_the_receiver_wants_them(String hash, String form, String signature) {
        Values settings =
                Values.of("hmac_header", "X-Sig").with("hmac_hash", hash).with("hmac_form", form);

        assertThat(BodySigner.of("hmac_secret", settings).sign(new Example())).isEqualTo(Map.of("X-Sig", signature));
    }

    @Test
    void a_message_carries_both_signatures_if_there_are_both_secrets() {
        Credentials both = Credentials.of("hmac_secret", "a").with("signing_secret", "b");

        assertThat(Signers.of(both, Values.empty(), "msg_1"))
                .contains(new Signers(java.util.List.of(
                        new StandardSigner("msg_1", "signing_secret"), BodySigner.of("hmac_secret", Values.empty()))));
        assertThat(Signers.of(Credentials.none(), Values.empty(), "msg_1")).isEmpty();
    }

    private record Example() implements Signer.Attempt {
        @Override
        public Instant at() {
            return Instant.EPOCH;
        }

        @Override
        public byte[] body() {
            return "Hello, World!".getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String key() {
            return "key";
        }

        @Override
        public String reveal(String field) {
            assertThat(field).isEqualTo("hmac_secret");
            return "It's a Secret to Everybody";
        }
    }
}
