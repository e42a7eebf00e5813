package org.symposium.handlers.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;

class WebhookPayloadTest {
    private static final int MOST = 5 * 1024 * 1024;

    @Test
    void a_message_of_five_mebibytes_is_sent() {
        Values payload = Values.of("a", "x".repeat(MOST - "{'a':''}".length()));

        assertThat(WebhookPayload.checked(payload)).isSameAs(payload);
    }

    @Test
    void a_larger_one_is_refused_with_the_limit_named() {
        Values payload = Values.of("a", "x".repeat(MOST - "{'a':''}".length() + 1));

        assertThatThrownBy(() -> WebhookPayload.checked(payload)).isInstanceOfSatisfying(HandlerException.class, e -> {
            assertThat(e.verdict().kind()).isEqualTo(FailureKind.MISCONFIGURED);
            assertThat(e).hasMessageContaining("5 MiB");
        });
    }
}
