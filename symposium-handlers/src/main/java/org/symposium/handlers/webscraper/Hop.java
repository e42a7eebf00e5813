package org.symposium.handlers.webscraper;

import java.net.URI;
import java.util.Optional;
import org.symposium.spi.http.HttpReply;

/**
 * A reply that sends us elsewhere. Followed here and not by the road, since each site on the way has a robots.txt of its own to ask, and politeness to keep.
 *
 * @param target where to; empty when that is no web address
 * @param permanent whether the old address should be given up
 */
record Hop(Optional<URI> target, boolean permanent) {
    /** As many as the road follows, and RFC 9309 asks for. */
    static final int MOST = 5;

    /** The redirects of RFC 9110 that name one address. */
    static final int[] STATUSES = {301, 302, 303, 307, 308};

    /** The hop that a reply asks for; empty if it asks for none. */
    static Optional<Hop> of(HttpReply reply, URI from) {
        return switch (reply.status()) {
            case 301, 308 -> Optional.of(new Hop(target(reply, from), true));
            case 302, 303, 307 -> Optional.of(new Hop(target(reply, from), false));
            default -> Optional.empty();
        };
    }

    private static Optional<URI> target(HttpReply reply, URI from) {
        return reply.header("Location").flatMap(location -> PageAddress.of(location, from));
    }
}
