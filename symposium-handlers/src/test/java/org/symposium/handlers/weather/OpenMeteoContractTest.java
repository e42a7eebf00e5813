package org.symposium.handlers.weather;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.Handler;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

/** The weather of Open-Meteo, which needs no key. Shapes of errors: its OpenAPI (forecast) and its rate limiter. */
class OpenMeteoContractTest extends HandlerContract {
    private final AtomicInteger places = new AtomicInteger();

    @Override
    protected Handler handler() {
        return new WeatherHandler();
    }

    @Override
    protected Handler handler(FakeService service) {
        return OpenMeteoStage.handler(service);
    }

    /** A place for each source: what one has found, the road keeps for all. */
    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("provider", "open_meteo")
                .with("place", "Berlin " + places.incrementAndGet())
                .with("hours", true);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        return resource(
                request.path().startsWith("/v1/search") ? "open-meteo-geocoding.json" : "open-meteo-forecast.json");
    }

    /** Its answers are written while they are made. */
    @Override
    protected FailureKind kindOfHalfAnAnswer() {
        return FailureKind.SERVER_ERROR;
    }

    /** The limit is one of this server's address, so what closes it for long comes last. */
    @Override
    protected List<Refusal> refusals() {
        return List.of(
                refusal(
                                "a setting out of range",
                                400,
                                "Latitude must be in range of -90 to 90°.",
                                FailureKind.INVALID_REQUEST)
                        .saying("Latitude must be in range", "settings of the source"),
                refusal("an answer that broke off", 200, "Timeout was reached", FailureKind.SERVER_ERROR)
                        .saying("broke off"),
                refusal("an overload", 503, "The service is overloaded", FailureKind.SERVER_ERROR)
                        .saying("The service is overloaded"),
                refusal(
                                "the day's allowance",
                                429,
                                "Daily API request limit exceeded. Please try again tomorrow.",
                                FailureKind.QUOTA)
                        .saying("tomorrow"));
    }

    private static Refusal refusal(String name, int status, String reason, FailureKind kind) {
        String body = "{\"error\":true,\"reason\":\"" + reason + "\"}";
        return Refusal.of(name, Reply.of(status, "application/json", body), kind);
    }

    private Reply resource(String name) {
        return Reply.json(HandlerStage.resource(getClass(), name));
    }
}
