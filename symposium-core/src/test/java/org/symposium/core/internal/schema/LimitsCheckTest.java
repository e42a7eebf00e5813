package org.symposium.core.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.RateLimit;
import org.symposium.spi.model.Values;

class LimitsCheckTest {
    @Test
    void limits_of_real_services_can_be_said() {
        IntegrationType type = type("""
                "capabilities": {"rate_limit_per_minute": 60},
                "rate_limits": [
                  {"permits": 30, "per": "PT1M", "key": "search"},
                  {"permits": 1, "per": "PT1S", "key": "channel"},
                  {"permits": 5, "per": "PT2S", "scope": "type", "key": "webhook"},
                  {"permits": 3, "per": "PT1S"},
                  {"permits": 5, "per": "PT1S", "scope": "type", "key": "base", "penalty": "PT30S"},
                  {"permits": 1000000, "per": "P31D"}],
                "rate_limit_headers": {"remaining": "X-Left", "reset": "X-Reset", "reset_in": "epoch_milliseconds",
                  "retry_after": "X-Wait", "retry_after_in": "milliseconds"}""");

        assertThat(TypeCheck.check(type, handler(type))).isEmpty();
        assertThat(type.rateLimits())
                .startsWith(
                        new RateLimit(60, Duration.ofMinutes(1), "integration", ""),
                        new RateLimit(30, Duration.ofMinutes(1), "integration", "search"),
                        new RateLimit(1, Duration.ofSeconds(1), "integration", "channel"),
                        new RateLimit(5, Duration.ofSeconds(2), "type", "webhook"))
                .contains(new RateLimit(5, Duration.ofSeconds(1), "type", "base", Optional.of(Duration.ofSeconds(30))));
        assertThat(type.rateLimitHeaders().orElseThrow().text("reset_in")).isEqualTo("epoch_milliseconds");
    }

    @Test
    void limits_that_make_no_sense_are_told() {
        IntegrationType type = type("""
                "capabilities": {"rate_limit_per_minute": 1000001},
                "rate_limits": [
                  {"permits": 1000001, "per": "PT1M"},
                  {"permits": 1, "per": "PT0.0009S"},
                  {"permits": 1, "per": "P33D"},
                  {"permits": 1, "per": "PT1S", "penalty": "PT25H"},
                  {"permits": 1, "per": "PT1S", "penalty": "30"},
                  {"permits": 1, "per": "PT1S", "key": "%s"}],
                "rate_limit_headers": {"remaining": " ", "reset_in": "minutes", "retry_after_in": "epoch_seconds"}""".formatted("k".repeat(61)));

        assertThat(TypeCheck.check(type, handler(type)).stream()
                        .map(violation -> violation.field() + " " + violation.rule()))
                .containsExactlyInAnyOrder(
                        "capabilities.rate_limit_per_minute max",
                        "rate_limits.0.permits max",
                        "rate_limits.1.per min",
                        "rate_limits.2.per max",
                        "rate_limits.3.penalty max",
                        "rate_limits.4.penalty duration",
                        "rate_limits.5.key max_length",
                        "rate_limit_headers.remaining required",
                        "rate_limit_headers.reset_in option",
                        "rate_limit_headers.retry_after_in option");
    }

    private static IntegrationType type(String limits) {
        return IntegrationType.of(Json.readObject(
                "{\"name\": \"limited\", \"display_name\": \"Limited\", \"category\": \"source\", \"source_schema\": {\"fields\": []}, "
                        + limits + "}"));
    }

    private static SourceHandler handler(IntegrationType type) {
        return new SourceHandler() {
            @Override
            public IntegrationType type() {
                return type;
            }

            @Override
            public CardData execute(SourceRun run) {
                return CardData.unchanged();
            }

            @Override
            public String formatResponse(String title, Values data) {
                return title;
            }
        };
    }
}
