package org.symposium.core.internal.http;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;

/** A received answer, seen from the call it answers. */
final class RoadReply implements HttpReply {
    private final Received received;
    private final HttpCall call;
    private final Clock clock;
    private final Masks masks;

    RoadReply(Received received, HttpCall call, Clock clock, Masks masks) {
        this.received = received;
        this.call = call;
        this.clock = clock;
        this.masks = masks;
    }

    @Override
    public int status() {
        return received.status();
    }

    @Override
    public URI uri() {
        return received.address().uri();
    }

    @Override
    public String shownUri() {
        return received.shownUrl();
    }

    @Override
    public Optional<URI> movedTo() {
        return received.isMovedForGood() ? Optional.of(uri()) : Optional.empty();
    }

    @Override
    public Optional<String> header(String name) {
        return received.header(name);
    }

    @Override
    public Optional<URI> link(String rel) {
        return LinkHeader.target(received.headers("Link"), rel)
                .flatMap(target -> Reference.resolve(received.address(), target))
                .map(WebAddress::uri);
    }

    @Override
    public Values validators() {
        return Values.empty()
                .withOptional("etag", validator("ETag"))
                .withOptional("last_modified", validator("Last-Modified"));
    }

    /** It is kept and sent back as it is; so one that looks like a secret, which can't be masked then, is none. */
    private Optional<String> validator(String name) {
        return header(name).filter(text -> !text.isBlank() && !masks.resembles(text));
    }

    @Override
    public boolean notModified() {
        return status() == 304 && !call.unlessChanged().isEmpty();
    }

    @Override
    public JsonNode json() {
        return StrictJson.read(received.body(), contentType(), received.shownHost());
    }

    @Override
    public String text() {
        return BodyText.of(received.body(), contentType());
    }

    @Override
    public byte[] bytes() {
        return received.body();
    }

    @Override
    public Verdict byStatus() {
        boolean ok = status() / 100 == 2 || notModified() || call.accept().contains(status());
        return ok
                ? Verdict.ok()
                : StatusVerdict.failed(
                        status(),
                        received.shownHost(),
                        header("Retry-After").flatMap(value -> RetryAfter.read(value, clock)));
    }

    @Override
    public String toString() {
        return status() + " " + received.shownUrl();
    }

    private String contentType() {
        return header("Content-Type").orElse("");
    }
}
