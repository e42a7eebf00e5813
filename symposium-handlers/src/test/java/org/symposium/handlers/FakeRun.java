package org.symposium.handlers;

import org.symposium.spi.SourceRun;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Credentials;
import org.symposium.spi.model.IntegrationType;
import org.symposium.spi.model.Values;

/** One run of a source without an engine. */
public final class FakeRun extends FakeContext implements SourceRun {
    private final Values cursor;

    public FakeRun(
            IntegrationType type, Values settings, Credentials credentials, Values cursor, HttpReply... replies) {
        super(type, settings, credentials, replies);
        this.cursor = cursor;
    }

    @Override
    public Values cursor() {
        return cursor;
    }
}
