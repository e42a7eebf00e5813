package org.symposium.jdbc;

import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** A source with a credential. */
final class Locks implements SourceHandler {
    private static final IntegrationType TYPE = IntegrationType.of(Values.fromJson("""
            {"name": "locks", "display_name": "Locks", "category": "source", "description": "For tests", "icon": "🔒", "version": "1",
             "auth_schema": {"fields": [{"name": "key", "type": "password", "label": "Key", "required": true}]},
             "source_schema": {"fields": []},
             "capabilities": {"supports_scheduling": true, "supports_refresh": true, "rate_limit_per_minute": null},
             "handler_module": "test"}"""));

    @Override
    public IntegrationType type() {
        return TYPE;
    }

    @Override
    public CardData execute(SourceRun run) {
        return CardData.of("A key of " + run.credentials().reveal("key").length() + " characters");
    }

    @Override
    public String formatResponse(String title, Values data) {
        return title;
    }
}
