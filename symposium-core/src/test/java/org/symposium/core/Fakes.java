package org.symposium.core;

import java.util.function.Function;
import org.symposium.spi.Delivery;
import org.symposium.spi.OutputHandler;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.DeliveryResult;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** Handlers for tests: small, real, and told what to do by the test. */
final class Fakes {
    private Fakes() {}

    static IntegrationType newType(String name, String category, String more) {
        return IntegrationType.of(Values.fromJson("""
                {"name": "%s", "display_name": "Test %s", "category": "%s", "description": "For tests", "icon": "🧪", "version": "1",
                 "auth_schema": {"fields": [{"name": "api_key", "type": "password", "label": "Key"}]},
                 %s
                 "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
                 "handler_module": "test"}""".formatted(name, name, category, more)));
    }

    /** Fetches nothing and says what it was told: settings {@code query} (required) and {@code temperature} (default 0.2). */
    static final class Source implements SourceHandler {
        static final String SCHEMA = """
                "source_schema": {"fields": [
                  {"name": "query", "type": "text", "label": "Query", "required": true},
                  {"name": "temperature", "type": "number", "label": "Temperature", "min": 0, "max": 2, "step": 0.1, "default": 0.2}]},
                """;

        private final IntegrationType type;
        private final Function<SourceRun, CardData> work;

        Source(Function<SourceRun, CardData> work) {
            this("echo", work);
        }

        Source(String name, Function<SourceRun, CardData> work) {
            this(newType(name, "source", SCHEMA), work);
        }

        Source(IntegrationType type, Function<SourceRun, CardData> work) {
            this.type = type;
            this.work = work;
        }

        static Source echo() {
            return new Source(run -> CardData.of("Echo: " + run.settings().text("query"))
                    .data("temperature", run.settings().number("temperature"))
                    .cursor(Values.of("runs", run.cursor().whole("runs", 0) + 1)));
        }

        @Override
        public IntegrationType type() {
            return type;
        }

        @Override
        public CardData execute(SourceRun run) {
            return work.apply(run);
        }

        @Override
        public String formatResponse(String title, Values data) {
            return "**" + title + "** " + data.asMap();
        }
    }

    /** Delivers as it was told: setting {@code to}. */
    static final class Output implements OutputHandler {
        static final IntegrationType TYPE = newType(
                "sink",
                "output",
                "\"output_schema\": {\"fields\": [{\"name\": \"to\", \"type\": \"text\", \"label\": \"To\"}]},");

        private final IntegrationType type;
        private final Function<Delivery, DeliveryResult> work;

        Output(Function<Delivery, DeliveryResult> work) {
            this(TYPE, work);
        }

        Output(IntegrationType type, Function<Delivery, DeliveryResult> work) {
            this.type = type;
            this.work = work;
        }

        @Override
        public IntegrationType type() {
            return type;
        }

        @Override
        public DeliveryResult send(Delivery delivery) {
            return work.apply(delivery);
        }
    }
}
