package org.symposium.spi.http;

import java.util.Optional;
import org.symposium.spi.model.HandlerException;

/**
 * The road out. Sends calls that only read; everything else is a step of a delivery. Thread-safe; blocks the calling thread, up to the call's deadline.
 */
public interface HttpCalls {
    /**
     * Sends a call and gives the reply that its judge calls ok.
     *
     * @throws HandlerException for every other outcome; let it pass
     * @throws IllegalStateException when the call's effect is not {@code READ}
     */
    HttpReply send(HttpCall call);

    /** As {@link #send}, for handlers that go on when one of several calls fails: the failure is a value. A stop of the whole run is still thrown. */
    Attempted attempt(HttpCall call);

    /**
     * What came of an attempt: one of the two is there.
     *
     * @param reply the reply that its judge calls ok
     * @param failure what went wrong
     */
    record Attempted(Optional<HttpReply> reply, Optional<HandlerException> failure) {}
}
