package org.symposium.spi.http;

import java.time.Instant;
import java.util.Map;

/** Signs a request: called anew for each attempt, since signatures hold the moment and the exact bytes. */
@FunctionalInterface
public interface Signer {
    /** The headers to add. Their values are masked wherever the request is shown. */
    Map<String, String> sign(Attempt attempt);

    /** One attempt at sending. */
    interface Attempt {
        /** When it is sent. */
        Instant at();

        /** The exact bytes of its body; empty when there is none. */
        byte[] body();

        /** The idempotency key: the same for all attempts at the same step, in all retries of the delivery. */
        String key();

        /** A credential by field name. */
        String reveal(String field);
    }
}
