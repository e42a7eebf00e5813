package org.symposium.handlers.notion;

import java.util.Map;
import org.symposium.spi.HandlerContext;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.model.Effect;

/** Calls to Notion as it wants them: with the token, and in the version of its API that the settings name. */
final class NotionCalls {
    static final String DEFAULT_VERSION = "2025-09-03";
    /** The last in which a database has its properties itself, without data sources. */
    private static final String WITHOUT_DATA_SOURCES = "2022-06-28";
    /** A hundred pages or blocks, each with long texts and annotations. */
    private static final long MAX_BYTES = 20L * 1024 * 1024;

    private final String version;

    NotionCalls(HandlerContext context) {
        Object asked = context.settings().at("api_version");
        this.version = asked instanceof String text && text.matches("\\d{4}-\\d{2}-\\d{2}") ? text : DEFAULT_VERSION;
    }

    boolean hasDataSources() {
        return version.compareTo(WITHOUT_DATA_SOURCES) > 0;
    }

    HttpCall get(String path, Object... segments) {
        return with(HttpCall.get(path, segments));
    }

    /** A POST that only asks. */
    HttpCall ask(Map<String, ?> body, String path, Object... segments) {
        return with(HttpCall.of("POST", path, segments).json(body).effect(Effect.READ));
    }

    /** A call that makes something each time it is sent. */
    HttpCall make(String method, Map<String, ?> body, String path, Object... segments) {
        return with(HttpCall.of(method, path, segments).json(body));
    }

    /** A call after which all is as if it had been sent once. */
    HttpCall set(Map<String, ?> body, String path, Object... segments) {
        return with(HttpCall.of("PATCH", path, segments).json(body).effect(Effect.REPEATABLE));
    }

    private HttpCall with(HttpCall call) {
        return call.bearer("token").header("Notion-Version", version).maxBytes(MAX_BYTES);
    }
}
