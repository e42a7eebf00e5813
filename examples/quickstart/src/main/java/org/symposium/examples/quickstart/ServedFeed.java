package org.symposium.examples.quickstart;

import java.net.URI;

/** A feed that can be read at an address for as long as this is open. */
sealed interface ServedFeed extends AutoCloseable permits FeedServer, ServedFeed.Elsewhere {
    URI url();

    @Override
    void close();

    /** Served by somebody else. */
    record Elsewhere(URI url) implements ServedFeed {
        @Override
        public void close() {
            // not ours
        }
    }
}
