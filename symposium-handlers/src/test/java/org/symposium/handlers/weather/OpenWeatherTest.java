package org.symposium.handlers.weather;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.core.Settings;
import org.symposium.handlers.CannedReply;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.ConnectionOutcome;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Status;
import org.symposium.spi.model.Values;

/** Shapes of requests, answers and errors: OpenWeather's documentation of current weather, forecast, geocoding and One Call 3.0. */
class OpenWeatherTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Values SETTINGS = Values.of("provider", "openweather");
    private static final Values COORDINATES =
            SETTINGS.with("location_by", "coordinates").with("latitude", 52.52).with("longitude", 13.41);
    private static final String REFUSED =
            "{\"cod\":401,\"message\":\"Invalid API key. Please see https://openweathermap.org/faq#error401 for more info.\"}";

    private final HandlerStage stage = new HandlerStage(new WeatherHandler(), Credentials.of("api_key", KEY));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_card_reads_like_a_report_with_days_of_the_places_own_calendar() {
        putUpAll();
        RunResult result = stage.execute(SETTINGS.with("place", "Berlin,DE").with("hours", true));
        Card card = result.card().orElseThrow();

        assertThat(card.title()).isEqualTo("Weather: Berlin");
        assertThat(card.content() + "\n").isEqualTo(resource("openweather.md"));
        assertThat(card.data().text("days.0.date")).isEqualTo("2026-10-23");
        assertThat(card.data().text("current.sunrise")).isEqualTo("2026-10-23T07:47:00+02:00");
        assertThat(card.toValues().toJson()).doesNotContain(KEY);
        assertThat(result.notices()).singleElement().asString().contains("3 places", "Wisconsin");
        assertThat(stage.requests().stream().map(LoggedRequest::getUrl))
                .containsExactly(
                        "/geo/1.0/direct?appid=" + KEY + "&q=Berlin%2CDE&limit=5",
                        "/data/2.5/weather?appid=" + KEY + "&lat=52.517037&lon=13.38886&units=metric&lang=en",
                        "/data/2.5/forecast?appid=" + KEY + "&lat=52.517037&lon=13.38886&units=metric&lang=en");
    }

    @Test
    void without_a_forecast_one_call_is_enough_and_the_place_has_the_name_that_it_gives() {
        putUpAll();
        Card card = stage.execute(COORDINATES.with("forecast_days", 0)).card().orElseThrow();

        assertThat(stage.requests()).hasSize(1);
        assertThat(card.title()).isEqualTo("Weather: Berlin");
        assertThat(card.content()).doesNotContain("Next");
    }

    @Test
    void one_call_has_alerts() {
        putUpAll();
        Card card = stage.execute(SETTINGS.with("place", "New York (40.71, -74.01)")
                        .with("one_call", true)
                        .with("hours", true)
                        .with("units", "imperial"))
                .card()
                .orElseThrow();

        assertThat(card.content() + "\n").isEqualTo(resource("openweather-onecall.md"));
        assertThat(card.data().text("alerts.0.starts_at")).isEqualTo("2026-01-27T06:00:00-05:00");
        assertThat(stage.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getUrl())
                        .startsWith("/data/3.0/onecall?appid=" + KEY + "&lat=40.71&lon=-74.01&units=imperial&lang=en")
                        .endsWith("&exclude=minutely"));
    }

    @Test
    void a_key_without_one_call_gets_the_usual_forecast_and_its_user_is_told() {
        putUpAll();
        stage.on(get(urlPathEqualTo("/data/3.0/onecall")), HandlerStage.json(401, REFUSED));
        RunResult result = stage.execute(COORDINATES.with("one_call", true));

        assertThat(result.status()).isEqualTo(Status.SUCCESS);
        assertThat(result.notices()).singleElement().asString().contains("no subscription to One Call");
        assertThat(result.card().orElseThrow().data().list("days")).isNotEmpty();
    }

    @Test
    void a_wrong_key_is_refused_by_one_call_and_by_the_rest() {
        stage.on(get(urlPathEqualTo("/data/3.0/onecall")), HandlerStage.json(401, REFUSED));
        stage.on(get(urlPathEqualTo("/data/2.5/weather")), HandlerStage.json(401, REFUSED));

        assertFailure(
                stage.execute(COORDINATES.with("one_call", true)), FailureKind.AUTHENTICATION, "API key", "two hours");
    }

    @Test
    void a_failure_of_one_call_itself_is_one() {
        stage.on(
                get(urlPathEqualTo("/data/3.0/onecall")), HandlerStage.json(500, "{\"cod\":500,\"message\":\"oops\"}"));

        assertFailure(stage.execute(COORDINATES.with("one_call", true)), FailureKind.SERVER_ERROR, "oops", "later");
    }

    @ParameterizedTest
    @CsvSource({
        "400, '{\"cod\":400,\"message\":\"wrong latitude\",\"parameters\":[\"lat\"]}', INVALID_REQUEST, wrong latitude, settings",
        "400, '{\"cod\":\"400\",\"message\":\"Nothing to geocode\"}', INVALID_REQUEST, Nothing to geocode, settings",
        "401, '{\"cod\":401,\"message\":\"Invalid API key.\"}', AUTHENTICATION, refused the API key, two hours",
        "404, '{\"cod\":\"404\",\"message\":\"city not found\"}', TARGET_GONE, city not found, Check the place",
        "404, '<html>not found</html>', TARGET_GONE, does not know, Check the place",
        "500, '{\"cod\":\"500\",\"message\":\"Internal error\"}', SERVER_ERROR, Internal error, later",
        "200, '{\"cod\":\"404\",\"message\":\"city not found\"}', TARGET_GONE, city not found, Check the place",
        "200, '{\"cod\":401,\"message\":\"Invalid API key\"}', AUTHENTICATION, refused the API key, two hours",
        "200, '{\"cod\":502,\"message\":\"\"}', SERVER_ERROR, error 502, later",
        "200, '{\"cod\":\"400\",\"message\":\"bad\"}', INVALID_REQUEST, bad, settings",
        "200, '{\"cod\":200}', INVALID_RESPONSE, no weather, other provider",
        "200, '{\"weather\":null,\"main\":null,\"sys\":null,\"timezone\":\"x\",\"cod\":null}', INVALID_RESPONSE, no weather, other provider",
        "200, '<html>hello</html>', INVALID_RESPONSE, '', ''",
        "200, '{\"main\":{\"temp\":1', INVALID_RESPONSE, '', ''",
        "200, '', INVALID_RESPONSE, '', ''"
    })
    void every_error_is_of_its_kind(int status, String body, FailureKind kind, String told, String suggestion) {
        stage.on(get(urlPathEqualTo("/data/2.5/weather")), HandlerStage.json(status, body));

        assertFailure(stage.execute(COORDINATES.with("forecast_days", 0)), kind, told, suggestion);
    }

    @ParameterizedTest
    @CsvSource({
        "Your account is temporary blocked due to exceeding of requests limitation of your subscription type., PT1H",
        "Too many, PT10M"
    })
    void over_the_plan_is_a_matter_of_hours_and_a_blocked_account_of_more(String message, Duration wait) {
        var verdict = OpenWeatherErrors.judge(CannedReply.of(
                429,
                ("{\"cod\":429,\"message\":\"" + message + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(verdict.kind()).isEqualTo(FailureKind.QUOTA);
        assertThat(verdict.waitFor()).contains(wait);
        assertThat(verdict.suggestion()).contains("less often");
    }

    @Test
    void after_the_first_429_nothing_more_is_asked() {
        stage.on(
                get(urlPathEqualTo("/data/2.5/weather")),
                HandlerStage.json(429, "{\"cod\":429,\"message\":\"blocked\"}"));
        stage.execute(COORDINATES);
        stage.execute(COORDINATES);

        assertThat(stage.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "[null]", "[{\"name\":\"Berlin\",\"lat\":null,\"lon\":1}]"})
    void a_name_that_finds_nothing_is_a_matter_of_the_settings(String reply) {
        stage.on(get(urlPathEqualTo("/geo/1.0/direct")), HandlerStage.json(200, reply));

        assertFailure(
                stage.execute(SETTINGS.with("place", "Xyzzy")), FailureKind.MISCONFIGURED, "'Xyzzy'", "coordinates");
    }

    @Test
    void a_postcode_is_looked_up_in_its_country() {
        putUpAll();
        stage.on(
                get(urlPathEqualTo("/geo/1.0/zip")),
                HandlerStage.json(
                        200,
                        "{\"zip\":\"90210\",\"name\":\"Beverly Hills\",\"lat\":34.0901,\"lon\":-118.4065,\"country\":\"US\"}"));
        Values settings = SETTINGS.with("location_by", "postcode")
                .with("postcode", "90210")
                .with("country", "US");

        assertThat(stage.execute(settings).card().orElseThrow().title()).isEqualTo("Weather: Beverly Hills");
        assertThat(stage.requests().get(0).getUrl()).startsWith("/geo/1.0/zip?appid=" + KEY + "&zip=90210%2CUS");

        stage.on(
                get(urlPathEqualTo("/geo/1.0/zip")),
                HandlerStage.json(404, "{\"cod\":\"404\",\"message\":\"not found\"}"));
        assertFailure(stage.execute(settings), FailureKind.MISCONFIGURED, "postcode", "country");
    }

    @Test
    void numbers_as_text_and_a_forecast_of_ten_thousand_steps_are_read() {
        putUpAll();
        String step =
                "{\"dt\":\"1792756800\",\"main\":{\"temp\":\"10.5\",\"temp_min\":\"9\",\"temp_max\":\"11\"},\"pop\":\"0.5\"}";
        stage.on(
                get(urlPathEqualTo("/data/2.5/forecast")),
                HandlerStage.json(200, "{\"list\":[" + (step + ",").repeat(9_999) + step + "],\"city\":null}"));
        Card card = stage.execute(COORDINATES.with("hours", true)).card().orElseThrow();

        assertThat(card.data().list("hours")).hasSize(8);
        assertThat(card.data().number("days.0.high")).isEqualByComparingTo("11");
        assertThat(card.data().number("days.0.precipitation_chance")).isEqualByComparingTo("50");
    }

    @Test
    void a_source_without_a_key_says_so_before_it_asks() {
        try (var keyless = new HandlerStage(new WeatherHandler(), Credentials.none())) {
            assertFailure(keyless.execute(COORDINATES), FailureKind.MISCONFIGURED, "api_key", "api_key");
            assertThat(keyless.requests()).isEmpty();
            assertThat(keyless.ada()
                            .integrations()
                            .test(keyless.integrationId())
                            .outcome())
                    .isEqualTo(ConnectionOutcome.UNPROVABLE);
        }
    }

    @Test
    void a_key_is_tried_by_one_cheap_call() {
        putUpAll();

        assertThat(stage.ada().integrations().test(stage.integrationId()).isValid())
                .isTrue();
        assertThat(stage.requests())
                .extracting(LoggedRequest::getUrl)
                .containsExactly("/geo/1.0/direct?appid=" + KEY + "&q=London&limit=1");

        stage.on(get(urlPathEqualTo("/geo/1.0/direct")), HandlerStage.json(401, REFUSED));
        assertThat(stage.ada().integrations().test(stage.integrationId()).outcome())
                .isEqualTo(ConnectionOutcome.INVALID);
    }

    @Test
    void places_are_offered_with_their_coordinates() {
        putUpAll();
        List<Option> options = stage.ada()
                .integrations()
                .options(
                        stage.integrationId(),
                        "source_schema.place",
                        "Berl",
                        Settings.of("provider", "openweather").with("language", "de"))
                .options();

        assertThat(options)
                .extracting(Option::value)
                .startsWith(
                        "Berlin, Land Berlin, DE (52.517037, 13.38886)",
                        "Berlin, Wisconsin, US (43.968058, -88.945068)");
    }

    private void putUpAll() {
        stage.on(get(urlPathEqualTo("/geo/1.0/direct")), ok("openweather-direct.json"))
                .on(get(urlPathEqualTo("/data/2.5/weather")), ok("openweather-current.json"))
                .on(get(urlPathEqualTo("/data/2.5/forecast")), ok("openweather-forecast.json"))
                .on(get(urlPathEqualTo("/data/3.0/onecall")), ok("openweather-onecall.json"));
    }

    private static ResponseDefinitionBuilder ok(String resource) {
        return HandlerStage.json(200, resource(resource));
    }

    private static String resource(String name) {
        return HandlerStage.resource(OpenWeatherTest.class, name);
    }

    private static void assertFailure(RunResult result, FailureKind kind, String told, String suggestion) {
        assertThat(result.status()).as("%s", result).isEqualTo(Status.FAILURE);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(kind);
        assertThat(result.failure().orElseThrow().message()).contains(told);
        assertThat(result.failure().orElseThrow().suggestion()).contains(suggestion);
    }
}
