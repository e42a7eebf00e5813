package org.symposium.soak;

import java.net.URI;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** Reads a feed of the {@link Service}: each run gets the number after the one its cursor holds. */
final class Ticks implements SourceHandler {
    static final String TYPE = "ticks";

    private static final IntegrationType DEFINITION = IntegrationType.of(Values.fromJson("""
            {"name": "ticks", "display_name": "Ticks", "category": "source", "description": "For tests", "icon": "⏱", "version": "1",
             "auth_schema": {"fields": []},
             "source_schema": {"fields": [{"name": "feed", "type": "text", "label": "Feed", "required": true}]},
             "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": 100000},
             "handler_module": "test"}"""));

    private final URI service;
    private final String node;
    private final Brake brake;

    /**
     * Reads for one node.
     *
     * @param node what the cards of this node are marked with
     */
    Ticks(URI service, String node, Brake brake) {
        this.service = service;
        this.node = node;
        this.brake = brake;
    }

    @Override
    public IntegrationType type() {
        return DEFINITION;
    }

    @Override
    public CardData execute(SourceRun run) {
        String feed = run.settings().text("feed");
        long seen = run.cursor().whole("number", 0);
        URI address = service.resolve("/feed/" + feed + "/" + run.executionId() + "/" + seen);
        long number = run.http()
                .send(HttpCall.get(address).query("node", node))
                .json()
                .at("/number")
                .longValue();
        brake.at(Point.ANSWER_READ);
        return CardData.of(feed + " " + number)
                .data("number", number)
                .data("node", node)
                .cursor(Values.of("number", number));
    }

    @Override
    public String formatResponse(String title, Values data) {
        return title;
    }
}
