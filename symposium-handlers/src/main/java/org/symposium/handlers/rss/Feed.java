package org.symposium.handlers.rss;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A feed, whatever format it came in.
 *
 * @param format such as {@code rss-2.0}, {@code atom-1.0}, {@code json-feed-1.1}
 * @param title plain text, one line; may be empty
 * @param link the site it belongs to
 * @param language as the feed says it; may be empty
 * @param items in the order of the document
 * @param next the page that follows, with older items
 * @param hints how often it wants to be read
 */
record Feed(
        String format,
        String title,
        Optional<URI> link,
        String language,
        List<FeedItem> items,
        Optional<URI> next,
        PollingHints hints) {
    /** With these items instead. */
    Feed with(List<FeedItem> others) {
        return new Feed(format, title, link, language, List.copyOf(others), next, hints);
    }
}
