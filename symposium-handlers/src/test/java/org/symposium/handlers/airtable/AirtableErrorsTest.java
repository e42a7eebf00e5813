package org.symposium.handlers.airtable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.handlers.CannedReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Verdict;

class AirtableErrorsTest {
    private static final String LOST = "{\"error\": {\"type\": \"LIST_RECORDS_ITERATOR_NOT_AVAILABLE\"}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\": {\"type\": \"X\", \"message\": \"as it says\"}}",
                "{\"error\": \"as it says\"}",
                "{\"errors\": [{\"error\": \"X\", \"message\": \"as  it\\nsays\"}]}"
            })
    void all_three_shapes_are_told(String body) {
        assertThat(AirtableErrors.judge(reply(400, body)).message()).endsWith("It says: as it says");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "{}", "{\"error\": {\"type\": 5}}", "{\"errors\": [5]}", "{\"errors\": []}"})
    void other_shapes_say_nothing(String body) {
        assertThat(AirtableErrors.judge(reply(403, body)).message())
                .isEqualTo("Airtable does not let this token do that.");
    }

    @Test
    void too_many_requests_leave_the_wait_to_the_type() {
        Verdict verdict = AirtableErrors.judge(
                reply(429, "{\"errors\": [{\"error\": \"RATE_LIMIT_REACHED\", \"message\": \"slow\"}]}"));

        assertThat(verdict.waitFor()).isEmpty();
        assertThat(verdict.message()).endsWith("slow");
        assertThat(new AirtableHandler().type().rateLimits())
                .filteredOn(limit -> limit.key().equals("base"))
                .singleElement()
                .satisfies(limit -> {
                    assertThat(limit.permits()).isEqualTo(5);
                    assertThat(limit.per()).isEqualTo(Duration.ofSeconds(1));
                    assertThat(limit.scope()).isEqualTo("type");
                    assertThat(limit.penalty()).contains(Duration.ofSeconds(30));
                });
    }

    @Test
    void an_allowance_that_is_used_up_is_not_back_for_hours() {
        Verdict verdict =
                AirtableErrors.judge(reply(429, "{\"errors\": [{\"error\": \"PUBLIC_API_BILLING_LIMIT_EXCEEDED\"}]}"));

        assertThat(verdict.kind()).isEqualTo(FailureKind.QUOTA);
        assertThat(verdict.waitFor()).contains(Duration.ofHours(6));
        assertThat(verdict.suggestion()).contains("next month");
    }

    @Test
    void a_lost_place_is_no_error_of_a_page_and_one_of_anything_else() {
        assertThat(AirtableErrors.judgePage(reply(422, LOST)).isOk()).isTrue();
        assertThat(AirtableErrors.judge(reply(422, LOST)).isOk()).isFalse();
        assertThat(AirtableErrors.judgePage(reply(422, "{\"error\": {\"type\": \"UNKNOWN_FIELD_NAME\"}}"))
                        .isOk())
                .isFalse();
        assertThat(AirtableErrors.judgePage(reply(500, LOST)).isOk()).isFalse();
    }

    @Test
    void a_long_message_is_cut() {
        assertThat(AirtableErrors.judge(reply(400, "{\"error\": \"" + "x".repeat(9_000) + "\"}"))
                        .message())
                .hasSizeLessThan(400);
    }

    private static CannedReply reply(int status, String body) {
        return CannedReply.of(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
