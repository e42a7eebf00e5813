package org.symposium.handlers.rss;

import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Values;

/**
 * What a run leaves for the next: validators and hash of the body it has dealt with, hash of the card it made, and the items it has met. Saved
 * with the run's outcome, so that a run that fails asks for everything again.
 */
record FeedCursor(Values values) {
    /** The validators to ask with; empty if the last body was not dealt with to its end. */
    Values validators() {
        return values.objectOrEmpty("validators");
    }

    boolean hasBody(String hash) {
        return hash.equals(values.text("body_hash", ""));
    }

    boolean hasCard(String hash) {
        return hash.equals(values.text("card_hash", ""));
    }

    SeenItems seen() {
        return SeenItems.of(values);
    }

    /** After a reply whose content was dealt with; one that says not modified may bring newer validators, or none. */
    FeedCursor after(HttpReply reply) {
        Values validators = reply.validators();
        return new FeedCursor(
                validators.isEmpty() && reply.notModified() ? values : values.with("validators", validators));
    }

    FeedCursor withBody(String hash) {
        return new FeedCursor(values.with("body_hash", hash));
    }

    FeedCursor withCard(String hash) {
        return new FeedCursor(values.with("card_hash", hash));
    }

    FeedCursor withSeen(SeenItems seen) {
        return new FeedCursor(seen.into(values));
    }

    /** When some of the body is left for the next run, which has to be given it again. */
    FeedCursor withoutBody() {
        return new FeedCursor(values.without("validators").without("body_hash"));
    }
}
