package org.symposium.spi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symposium.spi.model.Schedule.Missed;

class ScheduleTest {
    private static final Instant NINE = Instant.parse("2026-01-31T09:00:00Z");

    @Test
    void it_is_json_and_back() {
        Schedule schedule = Schedule.cron("0 9 * * 1-5", ZoneId.of("Europe/Berlin"))
                .missed(Missed.ALL)
                .missedAtMost(5)
                .maxLateness(Duration.ofHours(6))
                .jitter(Duration.ofMinutes(10));

        assertThat(schedule.toValues().toJson())
                .isEqualTo(
                        "{\"cron\":\"0 9 * * 1-5\",\"zone\":\"Europe/Berlin\",\"missed\":\"all\",\"missed_at_most\":5,"
                                + "\"max_lateness\":\"PT6H\",\"jitter\":\"PT10M\"}");
        assertThat(Schedule.of(schedule.toValues())).isEqualTo(schedule);
        assertThat(Schedule.every(Duration.ofMinutes(15)).from(NINE).toValues().toJson())
                .isEqualTo("{\"every\":\"PT15M\",\"from\":\"2026-01-31T09:00:00Z\"}");
    }

    @Test
    void what_is_not_said_has_a_default() {
        Schedule schedule = Schedule.of(Values.of("at", "2026-01-31T09:00:00Z").with("colour", "red"));

        assertThat(schedule.at()).contains(NINE);
        assertThat(schedule.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(schedule.missed()).isEqualTo(Missed.LAST);
        assertThat(schedule.missedAtMost()).isEqualTo(10);
        assertThat(schedule.maxLateness()).isEmpty();
        assertThat(schedule.missed(Missed.NONE).maxLateness()).contains(Duration.ofMinutes(1));
        assertThat(schedule.jitter()).isZero();
        assertThat(schedule.from()).isEmpty();
        assertThat(schedule.toValues().text("colour")).isEqualTo("red");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        Values wrong = Values.of("cron", "@daily")
                .with("every", "often")
                .with("zone", "Mars/Olympus")
                .with("missed", "some")
                .with("missed_at_most", 0)
                .with("max_lateness", "PT0S")
                .with("jitter", "PT25H");

        assertThatThrownBy(() -> Schedule.of(wrong))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::field)
                                .containsExactlyInAnyOrder(
                                        "schedule",
                                        "schedule.every",
                                        "schedule.zone",
                                        "schedule.missed",
                                        "schedule.missed_at_most",
                                        "schedule.max_lateness",
                                        "schedule.jitter"));
    }

    @ParameterizedTest
    @CsvSource({
        "every, PT0S, schedule.every",
        "every, -PT1H, schedule.every",
        "every, P4000D, schedule.every",
        "every, P1M, schedule.every",
        "at, tomorrow, schedule.at",
        "jitter, -PT1S, schedule",
    })
    void a_field_that_is_wrong_is_named(String name, String text, String field) {
        assertThatThrownBy(() -> Schedule.of(Values.of(name, text)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(field);
    }

    @Test
    void only_intervals_have_a_first_start() {
        assertThatThrownBy(() -> Schedule.cron("@daily").from(NINE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("schedule.from");
    }
}
