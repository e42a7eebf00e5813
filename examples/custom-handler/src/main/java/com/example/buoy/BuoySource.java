package com.example.buoy;

import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** How high the waves are at a buoy. */
public final class BuoySource implements SourceHandler {
    private static final IntegrationType TYPE = IntegrationType.read(BuoySource.class.getResourceAsStream("buoy.json"));

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public CardData execute(SourceRun run) {
        var station = run.settings().text("station");
        var reading = run.http()
                .send(HttpCall.get("/v1/{}", station).header("X-Api-Key", Secret.of("api_key")))
                .json();
        return CardData.of("Buoy " + station)
                .data("wave_height_m", reading.at("/wave/height").doubleValue());
    }

    @Override
    public String formatResponse(String title, Values data) {
        return "Waves of **" + data.number("wave_height_m") + " m**";
    }
}
