package org.symposium.handlers.weather;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.symposium.core.Settings;
import org.symposium.handlers.HandlerStage;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Option;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;

/** The handler in an engine, with Open-Meteo's two addresses on loopback, as a host sets them: by the type's definition. */
final class OpenMeteoStage implements AutoCloseable {
    private final FakeService service = FakeService.start();
    private final HandlerStage stage;
    private Reply weather = Reply.json(resource("open-meteo-forecast.json"));
    private Reply places = Reply.json(resource("open-meteo-geocoding.json"));

    OpenMeteoStage() {
        stage = new HandlerStage(handler(service), Credentials.none());
        service.answer(request -> request.path().startsWith("/v1/search") ? places : weather);
    }

    /** The handler with the service's addresses instead of Open-Meteo's. */
    static WeatherHandler handler(FakeService service) {
        return new WeatherHandler(IntegrationType.of(new WeatherHandler()
                .type()
                .toValues()
                .with(
                        "providers",
                        Map.of(
                                "open_meteo",
                                Map.of(
                                        "forecast_url", service.uri("/v1/forecast"),
                                        "geocoding_url", service.uri("/v1/search"))))));
    }

    OpenMeteoStage weather(Reply reply) {
        this.weather = reply;
        return this;
    }

    OpenMeteoStage places(Reply reply) {
        this.places = reply;
        return this;
    }

    RunResult run(Values settings) {
        return stage.execute(settings);
    }

    RunResult run(String source) {
        return stage.ada().execute(source);
    }

    String source(Values settings) {
        return stage.source(settings);
    }

    List<Option> options(String search) {
        return stage.ada()
                .integrations()
                .options(stage.integrationId(), "source_schema.place", search, Settings.of("provider", "open_meteo"))
                .options();
    }

    List<String> paths() {
        return new ArrayList<>(
                service.requests().stream().map(FakeService.Request::path).toList());
    }

    static String resource(String name) {
        return HandlerStage.resource(OpenMeteoStage.class, name);
    }

    @Override
    public void close() {
        stage.close();
        service.close();
    }
}
