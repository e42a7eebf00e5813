package org.symposium.handlers.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReadingTest {
    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "-0.5, -0.5",
        "'\"12.5\"', 12.5",
        "'\" 3 \"', 3",
        "1e3, 1000",
        "1e-30, 0",
        "0.12345678, 0.123457"
    })
    void numbers_are_read_also_from_text(String json, String number) {
        assertThat(Reading.number(json(json)).orElseThrow()).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"\"", "\"n/a\"", "\"1e5\"", "true", "[]", "{}", "1e13", "1e900", "\"12,5\"", "\"NaN\""
            })
    void what_is_no_sensible_number_is_none(String json) {
        assertThat(Reading.number(json(json))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "-1", "99999999999", "\"2026-01-01T00:00\"", "1e12"})
    void what_is_no_sensible_moment_is_none(String json) {
        assertThat(Reading.moment(json(json))).isEmpty();
    }

    @Test
    void a_zone_is_known_by_name_else_by_offset() {
        assertThat(Reading.zone(json("\"Asia/Kathmandu\""), json("0"))).isEqualTo(ZoneId.of("Asia/Kathmandu"));
        assertThat(Reading.zone(json("\"Mars/Olympus\""), json("20700"))).isEqualTo(ZoneOffset.ofHoursMinutes(5, 45));
        assertThat(Reading.zone(json("null"), json("999999"))).isEqualTo(ZoneOffset.UTC);
        assertThat(Reading.zone(json("{}"), json("null"))).isEqualTo(ZoneOffset.UTC);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree("[" + text + "]").path(0);
    }
}
