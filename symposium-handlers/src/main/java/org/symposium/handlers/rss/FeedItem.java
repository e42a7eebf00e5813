package org.symposium.handlers.rss;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One item, whatever format it came in.
 *
 * @param id as the feed wrote it; empty if it gave none
 * @param title plain text, one line; may be empty
 * @param url http or https
 * @param publishedAt as the feed says it, which may lie in the future
 * @param updatedAt of this version
 * @param author a name; may be empty
 * @param summary HTML; may be empty
 * @param content HTML; may be empty
 * @param base what relative addresses in the HTML are meant against
 */
record FeedItem(
        String id,
        String title,
        Optional<URI> url,
        Optional<Instant> publishedAt,
        Optional<Instant> updatedAt,
        String author,
        String summary,
        String content,
        URI base,
        List<String> categories,
        List<Enclosure> enclosures) {

    /** When it appeared, as well as the feed tells. */
    Optional<Instant> moment() {
        return publishedAt.or(() -> updatedAt);
    }
}
