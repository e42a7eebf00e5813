package org.symposium.handlers.airtable;

import java.util.Locale;
import org.symposium.spi.model.Values;

/** What becomes of a card. */
enum Mode {
    CREATE,
    UPSERT,
    UPDATE;

    static Mode of(Values settings) {
        return valueOf(settings.text("mode", "create").toUpperCase(Locale.ROOT));
    }
}
