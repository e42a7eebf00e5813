package org.symposium.core;

import java.util.concurrent.atomic.AtomicReference;
import org.symposium.spi.SourceHandler;
import org.symposium.spi.SourceRun;
import org.symposium.spi.model.CardData;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** A source whose format another version of it changes. */
final class ChangingSource implements SourceHandler {
    private final IntegrationType type;
    private final AtomicReference<String> suffix;

    ChangingSource(IntegrationType type, AtomicReference<String> suffix) {
        this.type = type;
        this.suffix = suffix;
    }

    @Override
    public IntegrationType type() {
        return type;
    }

    @Override
    public CardData execute(SourceRun run) {
        return QueryTrial.found(run);
    }

    @Override
    public String formatResponse(String title, Values data) {
        if (suffix.get().equals("fail")) {
            throw new IllegalStateException("it does not work");
        }
        return title + suffix.get();
    }
}
