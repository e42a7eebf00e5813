package org.symposium.core.internal.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/**
 * Cursors are kept with a mark of the settings and the account they belong to, so that a run after an edit starts afresh, whichever of a running run and an edit
 * is saved last.
 */
final class Cursors {
    private Cursors() {}

    /** The source's cursor, if it belongs to these settings; else none. */
    static Values of(Source source, Integration integration, Values settings) {
        if (source.cursor().isEmpty()
                || !mark(integration, settings).equals(source.cursor().text("for", ""))) {
            return Values.empty();
        }
        return source.cursor().objectOrEmpty("at");
    }

    /** A cursor as it is kept. */
    static Values marked(Values cursor, Integration integration, Values settings) {
        return Values.of("for", mark(integration, settings)).with("at", cursor);
    }

    private static String mark(Integration integration, Values settings) {
        String all =
                settings.toJson() + integration.id() + integration.connection().accountVersion();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
