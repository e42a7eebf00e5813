package org.symposium.handlers.weather;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.Handler;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

class WeatherContractTest extends HandlerContract {
    @Override
    protected Handler handler() {
        return new WeatherHandler();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("provider", "openweather").with("place", "Berlin").with("hours", true);
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("api_key", CANARY);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        if (request.path().startsWith("/geo/")) {
            return resource("openweather-direct.json");
        }
        return resource(
                request.path().startsWith("/data/2.5/weather")
                        ? "openweather-current.json"
                        : "openweather-forecast.json");
    }

    @Override
    protected Map<Integer, FailureKind> kindsByStatus() {
        var kinds = new LinkedHashMap<>(super.kindsByStatus());
        kinds.put(429, FailureKind.QUOTA);
        return kinds;
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                refusal(
                                "a wrong key",
                                401,
                                "{\"cod\":401,\"message\":\"Invalid API key.\"}",
                                FailureKind.AUTHENTICATION)
                        .saying("two hours", "plan"),
                refusal(
                                "an unknown city",
                                404,
                                "{\"cod\":\"404\",\"message\":\"city not found\"}",
                                FailureKind.TARGET_GONE)
                        .saying("city not found"),
                refusal(
                        "an error in a good status",
                        200,
                        "{\"cod\":\"404\",\"message\":\"gone\"}",
                        FailureKind.TARGET_GONE),
                refusal(
                                "an account that is blocked",
                                429,
                                "{\"cod\":429,\"message\":\"Your account is temporary blocked\"}",
                                FailureKind.QUOTA)
                        .saying("less often"));
    }

    private static Refusal refusal(String name, int status, String body, FailureKind kind) {
        return Refusal.of(name, Reply.of(status, "application/json", body), kind);
    }

    private Reply resource(String name) {
        return Reply.json(HandlerStage.resource(getClass(), name));
    }
}
