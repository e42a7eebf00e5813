package org.symposium.handlers.airtable;

import java.net.URI;
import java.util.regex.Pattern;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Effect;
import org.symposium.spi.model.Values;

/**
 * The table that settings name, and the calls it takes. All count in its base's window: five a second, whoever asks.
 *
 * @param name its id or its name
 */
record Table(String baseId, String name) {
    private static final Pattern ID = Pattern.compile("tbl[A-Za-z0-9]{14}");
    private static final Pattern RECORD_ID = Pattern.compile("rec[A-Za-z0-9]{14}");
    private static final String WEB = "https://airtable.com/";
    /** A hundred records with cells of up to 100,000 characters. */
    private static final long MOST_BYTES = 24L * 1024 * 1024;

    static Table of(Values settings) {
        return new Table(
                settings.text("base_id").strip(), settings.text("table").strip());
    }

    static boolean isRecordId(String text) {
        return RECORD_ID.matcher(text).matches();
    }

    /** Whether it is named by its id; else by a name that people know. */
    boolean isId() {
        return ID.matcher(name).matches();
    }

    /**
     * A page of its records. As POST, which takes formulas of any length; a GET's address may have 16,000 characters only. It changes nothing.
     */
    HttpCall list(Values parameters) {
        return counted(HttpCall.of("POST", "/{}/{}/listRecords", baseId, name))
                .effect(Effect.READ)
                .judge(AirtableErrors::judgePage)
                .maxBytes(MOST_BYTES)
                .json(parameters.asMap());
    }

    /** New records. */
    HttpCall create(Values body) {
        return counted(HttpCall.of("POST", "/{}/{}", baseId, name)).json(body.asMap());
    }

    /** Changes of the cells that are named. Twice is as good as once: by id, and by the fields that tell records apart. */
    HttpCall update(Values body) {
        return counted(HttpCall.of("PATCH", "/{}/{}", baseId, name))
                .effect(Effect.REPEATABLE)
                .json(body.asMap());
    }

    /** Where people look at a record; the base where the table's id is not known, since names lead nowhere. */
    URI recordPage(String recordId) {
        return URI.create(isId() ? WEB + baseId + "/" + name + "/" + recordId : WEB + baseId);
    }

    private HttpCall counted(HttpCall call) {
        return call.bearer("token").limit("base", baseId);
    }
}
