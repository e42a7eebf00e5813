package org.symposium.handlers.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.handlers.CannedReply;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import org.symposium.testkit.FakeService.Reply;

/** Shapes of requests, answers and errors: Open-Meteo's OpenAPI (forecast) and its rate limiter. */
class OpenMeteoTest {
    private static final Values BERLIN =
            Values.of("location_by", "coordinates").with("latitude", 52.52).with("longitude", 13.41);

    private final OpenMeteoStage stage = new OpenMeteoStage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void the_weather_is_asked_for_in_the_places_own_time_and_the_users_units() {
        stage.run(BERLIN.with("units", "imperial").with("forecast_days", 3).with("hours", true));

        assertThat(stage.paths())
                .singleElement()
                .asString()
                .startsWith("/v1/forecast?latitude=52.52&longitude=13.41&current=temperature_2m%2C")
                .contains("&hourly=", "&daily=", "&forecast_days=3", "&timezone=auto", "&timeformat=unixtime")
                .endsWith("&temperature_unit=fahrenheit&wind_speed_unit=mph");
    }

    @Test
    void only_what_is_shown_is_asked_for() {
        stage.run(BERLIN.with("forecast_days", 0));

        assertThat(stage.paths()).singleElement().asString().doesNotContain("hourly", "daily");
    }

    @Test
    void a_card_reads_like_a_report() {
        Card card = stage.run(Values.of("place", "Berlin (52.52, 13.41)")
                        .with("hours", true)
                        .with("forecast_days", 3))
                .card()
                .orElseThrow();

        assertThat(card.title()).isEqualTo("Weather: Berlin");
        assertThat(card.content() + "\n").isEqualTo(OpenMeteoStage.resource("open-meteo.md"));
        assertThat(card.data().number("current.temperature")).isEqualByComparingTo("24.3");
        assertThat(card.data().text("current.time")).isEqualTo("2026-07-01T14:15:00+02:00");
        assertThat(card.data().text("days.0.date")).isEqualTo("2026-07-01");
        assertThat(card.data().list("hours")).hasSize(24);
        assertThat(card.apiRequest().text("config.place")).isEqualTo("Berlin (52.52, 13.41)");
    }

    @Test
    void weather_that_did_not_change_makes_no_card() {
        String source = stage.source(BERLIN);

        assertThat(stage.run(source).status()).isEqualTo(Status.SUCCESS);
        assertThat(stage.run(source).status()).isEqualTo(Status.UNCHANGED);
    }

    @Test
    void columns_of_ten_thousand_rows_are_read_to_what_is_shown() {
        List<Long> times = Collections.nCopies(10_000, 1_782_900_000L);
        stage.weather(Reply.json(Values.of("utc_offset_seconds", 0)
                .with("current", Values.of("time", 1_782_900_000L).with("temperature_2m", 1))
                .with("hourly", Values.of("time", times).with("temperature_2m", times))
                .with("daily", Values.of("time", times))
                .toJson()));
        Card card = stage.run(BERLIN.with("hours", true)).card().orElseThrow();

        assertThat(card.data().list("hours")).hasSize(24);
        assertThat(card.data().list("days")).hasSize(5);
    }

    @Test
    void a_day_after_the_clocks_change_keeps_its_date() {
        // midnights by the one offset of the whole answer; in the place's zone the second is 23:00 of the day before
        stage.weather(Reply.json(
                "{\"utc_offset_seconds\":7200,\"timezone\":\"Europe/Berlin\",\"daily\":{\"time\":[1792879200,"
                        + "1792965600],\"temperature_2m_max\":[10,11]}}"));
        Card card = stage.run(BERLIN).card().orElseThrow();

        assertThat(card.data().list("days"))
                .extracting(day -> day.text("date"))
                .containsExactly("2026-10-25", "2026-10-26");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"current\":{\"time\":\"yesterday\",\"temperature_2m\":\"24.3\",\"weather_code\":\"2\"}}",
                "{\"current\":{\"time\":-5,\"temperature_2m\":24.3},\"timezone\":\"Mars/Olympus\",\"utc_offset_seconds\":1e9}",
                "{\"current\":{\"time\":99999999999999,\"temperature_2m\":24.3,\"weather_code\":4711},\"daily\":{\"time\":null}}",
                "{\"current\":{\"temperature_2m\":24.3,\"weather_code\":null},\"daily\":[],\"hourly\":{\"time\":{}}}"
            })
    void odd_forms_are_read_as_far_as_they_go(String reply) {
        Card card = stage.weather(Reply.json(reply))
                .run(BERLIN.with("hours", true))
                .card()
                .orElseThrow();

        assertThat(card.content()).contains("**24.3 °C**").doesNotContain("null", "1969", "Next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"current\":null,\"daily\":null}",
                "{\"current\":{\"temperature_2m\":null}}"
            })
    void an_answer_without_weather_is_invalid(String reply) {
        assertFailure(stage.weather(Reply.json(reply)).run(BERLIN), FailureKind.INVALID_RESPONSE, "holds no weather");
    }

    @Test
    void html_and_nothing_are_no_answer() {
        assertFailure(
                stage.weather(Reply.of(200, "text/html", "<html>Maintenance</html>"))
                        .run(BERLIN),
                FailureKind.INVALID_RESPONSE,
                "");
        assertFailure(
                stage.weather(Reply.of(200, "application/json", "")).run(BERLIN), FailureKind.INVALID_RESPONSE, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"current\":{\"temperature_2m\":24.3,",
                "{\"hourly\":{\"time\":[1,2Timeout",
                "{\"error\":true,\"reason\":\"Timeout was reached\"}"
            })
    void an_answer_that_breaks_off_may_be_whole_the_next_time(String reply) {
        assertFailure(stage.weather(Reply.json(reply)).run(BERLIN), FailureKind.SERVER_ERROR, "broke off");
    }

    @Test
    void a_bad_parameter_is_told_in_the_services_words() {
        assertFailure(
                stage.weather(
                                Reply.of(
                                        400,
                                        "application/json",
                                        "{\"error\":true,\"reason\":\"Latitude must be in range of -90 to 90°. Given: 522.0.\"}"))
                        .run(BERLIN),
                FailureKind.INVALID_REQUEST,
                "Latitude must be in range");
    }

    @Test
    void an_overloaded_service_is_tried_again() {
        assertFailure(
                stage.weather(Reply.of(
                                503, "application/json", "{\"error\":true,\"reason\":\"The service is overloaded\"}"))
                        .run(BERLIN),
                FailureKind.SERVER_ERROR,
                "overloaded");
    }

    @ParameterizedTest
    @CsvSource({
        "Minutely API request limit exceeded. Please try again in one minute., RATE_LIMITED, PT17.5S",
        "Hourly API request limit exceeded. Please try again in the next hour., QUOTA, PT30M17.5S",
        "Daily API request limit exceeded. Please try again tomorrow., QUOTA, PT2H30M17.5S",
        "Too many concurrent requests, RATE_LIMITED, PT2S",
        "Something new, SERVER_ERROR, "
    })
    void how_long_to_wait_is_in_the_first_word(String reason, FailureKind kind, Duration wait) {
        var errors = new OpenMeteoErrors(Clock.fixed(Instant.parse("2026-07-01T21:29:42.500Z"), ZoneOffset.UTC));
        Verdict verdict = errors.judge(CannedReply.of(
                429,
                ("{\"error\":true,\"reason\":\"" + reason + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(verdict.kind()).isEqualTo(kind);
        assertThat(verdict.message()).contains(reason);
        assertThat(verdict.waitFor().orElse(null)).isEqualTo(wait);
    }

    @Test
    void a_spent_day_is_not_asked_for_again() {
        String source = stage.source(BERLIN);
        stage.weather(Reply.of(
                429,
                "application/json",
                "{\"error\":true,\"reason\":\"Daily API request limit exceeded. Please try again tomorrow.\"}"));
        stage.run(source);
        int asked = stage.paths().size();

        assertThat(stage.run(source).isSuccess()).isFalse();
        assertThat(stage.paths()).hasSize(asked);
    }

    private static void assertFailure(RunResult result, FailureKind kind, String told) {
        assertThat(result.status()).as("%s", result).isEqualTo(Status.FAILURE);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(kind);
        assertThat(result.failure().orElseThrow().message()).contains(told);
        assertThat(result.failure().orElseThrow().suggestion()).isNotBlank();
    }
}
