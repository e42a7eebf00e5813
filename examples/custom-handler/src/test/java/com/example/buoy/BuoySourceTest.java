package com.example.buoy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symposium.core.Settings;
import org.symposium.spi.Handler;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;
import org.symposium.testkit.FakeService;
import org.symposium.testkit.FakeService.Reply;
import org.symposium.testkit.HandlerContract;
import org.symposium.testkit.Refusal;

/** What every handler holds to, and what this one says of a reading. */
class BuoySourceTest extends HandlerContract {
    @Override
    protected Handler handler() {
        return new BuoySource();
    }

    @Override
    protected Settings settings(FakeService service) {
        return Settings.of("station", "44025");
    }

    @Override
    protected Credentials credentials() {
        return Credentials.of("api_key", CANARY);
    }

    @Override
    protected Reply goodAnswer(FakeService.Request request) {
        boolean isRight = request.path().equals("/v1/44025")
                && request.header("X-Api-Key").equals(Optional.of(CANARY));
        return isRight ? Reply.json("{\"wave\": {\"height\": 1.5}}") : Reply.of(401, "text/plain", "no");
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(Refusal.of(
                "a station that is not known",
                Reply.of(404, "text/plain", "no such station"),
                FailureKind.TARGET_GONE));
    }

    @Test
    void a_reading_is_one_sentence() {
        Values reading = CardData.of("Buoy 44025").data("wave_height_m", 1.5).data();

        assertThat(new BuoySource().formatResponse("Buoy 44025", reading)).isEqualTo("Waves of **1.5 m**");
    }
}
