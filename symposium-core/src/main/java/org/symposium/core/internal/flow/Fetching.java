package org.symposium.core.internal.flow;

import java.util.function.UnaryOperator;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.Values;

/** Asks a service by its source handler. What becomes of the answer, it does not know. */
final class Fetching {
    /** For a source that is to give all it has. */
    static final UnaryOperator<Values> NO_CURSOR = settings -> Values.empty();

    private static final int MOST_TITLE = 500;

    private final Parts parts;

    Fetching(Parts parts) {
        this.parts = parts;
    }

    /**
     * Fetches.
     *
     * @param config settings, before the integration's and the schema's defaults
     * @param cursor what the handler remembers, by its effective settings
     */
    Fetched fetch(Values config, UnaryOperator<Values> cursor, Workplace workplace) {
        Integration integration = workplace.target().integration();
        KnownType type = RunSettings.type(parts.types(), integration);
        Values settings = RunSettings.of(type.type().sourceSchema(), config, integration.config());
        if (!(type.handler() instanceof SourceHandler handler)) {
            throw new HandlerException(FailureKind.MISCONFIGURED, "The integration's type can't be a source any more.");
        }
        RunContext context = workplace.open(type, settings);
        CardData found = handler.execute(new Fetch(context, cursor.apply(settings)));
        if (found == null) {
            throw new HandlerException(FailureKind.INTERNAL, "The integration's handler gave nothing back.");
        }
        context.stopIfCancelled(); // a handler that swallowed the stop is not believed
        return found.isUnchanged()
                ? new Fetched(found, settings, "", Values.empty(), "")
                : fetched(
                        found, settings, handler, workplace.masks(), type.type().name());
    }

    /** A card's content, of its title and data alone. */
    static String content(SourceHandler handler, String title, Values data) {
        String content = handler.formatResponse(title, data);
        if (content == null) {
            throw new HandlerException(FailureKind.INTERNAL, "The integration's handler gave no content back.");
        }
        return content;
    }

    private static Fetched fetched(CardData found, Values settings, SourceHandler handler, Masks masks, String name) {
        CardSize.require(name, "", found.data()); // before it is walked through again
        String title = masks.maskContent(oneLine(found.title())); // services repeat what they were sent
        Values data = masks.maskContent(found.data());
        String content = masks.maskContent(content(handler, title, data));
        CardSize.require(name, content, data);
        return new Fetched(found, settings, title, data, content);
    }

    private static String oneLine(String title) {
        String line = title.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= MOST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST_TITLE - 1)) + "…";
    }

    /** The run as the handler sees it. */
    private static final class Fetch extends RunContext implements SourceRun {
        private final Values cursor;

        private Fetch(RunContext context, Values cursor) {
            super(context);
            this.cursor = cursor;
        }

        @Override
        public Values cursor() {
            return cursor;
        }
    }
}
