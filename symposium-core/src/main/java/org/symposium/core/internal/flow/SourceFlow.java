package org.symposium.core.internal.flow;

import java.util.Optional;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.core.internal.types.KnownType;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.Card;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Integration;
import org.symposium.spi.model.NotFoundException;
import org.symposium.spi.model.RunResult;
import org.symposium.spi.model.Source;
import org.symposium.spi.model.Values;

/** Source → integration → settings → lease → handler → card → saved. Spec: <em>Source Flow</em>. */
public final class SourceFlow implements Flow {
    private static final int MOST_TITLE = 500;

    private final Parts parts;
    private final Conduct conduct;

    /** With these parts. */
    public SourceFlow(Parts parts) {
        this.parts = parts;
        this.conduct = new Conduct(parts);
    }

    @Override
    public RunResult run(String owner, String id, Order order) {
        return conduct.run(order, () -> load(owner, id));
    }

    @Override
    public Target target(String owner, String id) {
        return load(owner, id).target();
    }

    private Conduct.Ready load(String owner, String id) {
        Source source = parts.stores()
                .table(Source.KIND)
                .find(owner, id)
                .orElseThrow(() -> new NotFoundException("source", id));
        Integration integration = parts.stores()
                .table(Integration.KIND)
                .find(owner, source.integrationId())
                .orElseThrow(() -> new NotFoundException("integration", source.integrationId()));
        return new Conduct.Ready(Target.of(source, integration), workplace -> fetch(source, workplace));
    }

    private Made fetch(Source source, Workplace workplace) {
        Integration integration = workplace.target().integration();
        KnownType type = RunSettings.type(parts.types(), integration);
        Values settings = RunSettings.of(type.type().sourceSchema(), source.config(), integration.config());
        var handler = (SourceHandler) type.handler();
        RunContext context = workplace.open(type, settings);
        CardData data = handler.execute(new Fetch(context, Cursors.of(source, integration, settings)));
        if (data == null) {
            throw new HandlerException(FailureKind.INTERNAL, "The integration's handler gave nothing back.");
        }
        context.stopIfCancelled(); // a handler that swallowed the stop is not believed
        Optional<Values> cursor = data.cursor().map(next -> Cursors.marked(next, integration, settings));
        if (data.isUnchanged()) {
            return Made.unchanged(data, cursor);
        }
        return Made.card(card(source, settings, data, handler, workplace), data, cursor);
    }

    private static String oneLine(String title) {
        String line = title.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= MOST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST_TITLE - 1)) + "…";
    }

    private Card card(Source source, Values settings, CardData found, SourceHandler handler, Workplace workplace) {
        Masks masks = workplace.masks(); // services repeat what they were sent
        String title = masks.maskContent(oneLine(found.title()));
        Values data = masks.maskContent(found.data());
        return new Card(
                source.owner(),
                parts.ids().next(),
                "source",
                source.id(),
                title,
                data,
                masks.maskContent(content(handler, title, data)),
                Values.of("integration_id", source.integrationId())
                        .with("config", settings)
                        .with("timestamp", workplace.startedAt()),
                source.tags(),
                parts.clock().instant(),
                0);
    }

    private static String content(SourceHandler handler, String title, Values data) {
        String content = handler.formatResponse(title, data);
        if (content == null) {
            throw new HandlerException(FailureKind.INTERNAL, "The integration's handler gave no content back.");
        }
        return content;
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
