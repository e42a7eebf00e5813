package org.symposium.handlers.rss;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Values;

/**
 * What a run leaves for the next: validators and hash of the body it has dealt with, hash of the card it made, the items it has met, and when the feed wants to be read again. Saved
 * with the run's outcome, so that a run that fails asks for everything again.
 */
record FeedCursor(Values values) {
    private static final String HINTS = "hints";
    private static final String ASKED_AT = "asked_at";
    private static final String FRESH = "fresh_seconds";

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

    /** When some of the body is left for the next run, which has to be given it again, and may ask for it at any time. */
    FeedCursor withoutBody() {
        return new FeedCursor(
                values.without("validators").without("body_hash").without(HINTS).without(ASKED_AT));
    }

    /** How often the feed wants to be read. */
    FeedCursor withHints(PollingHints hints) {
        return new FeedCursor(hints.isNone() ? values.without(HINTS) : values.with(HINTS, hints.values()));
    }

    /** Remembers when it was read, if the next time hangs on that. */
    FeedCursor asked(HttpReply reply, Instant now) {
        Duration fresh = Freshness.of(reply, now);
        boolean matters = !fresh.isZero() || !hints().least().isZero();
        Values without = values.without(ASKED_AT).without(FRESH);
        return new FeedCursor(matters ? without.with(ASKED_AT, now).with(FRESH, fresh.toSeconds()) : without);
    }

    /** When the feed may be read again, if that is later than now. */
    Optional<Instant> waitsUntil(Instant now) {
        Instant asked = values.optionalInstant(ASKED_AT).orElse(Instant.EPOCH);
        Instant earliest = hints().earliest(asked, Duration.ofSeconds(values.whole(FRESH, 0)), now);
        return earliest.isAfter(now) ? Optional.of(earliest) : Optional.empty();
    }

    private PollingHints hints() {
        return values.has(HINTS) ? PollingHints.of(values.object(HINTS)) : PollingHints.NONE;
    }
}
