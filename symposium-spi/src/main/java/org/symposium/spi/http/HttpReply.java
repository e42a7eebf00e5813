package org.symposium.spi.http;

import java.net.URI;
import java.util.Optional;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;

/** A reply, read to its end, decoded, within its size cap. Not changed by reading. */
public interface HttpReply {
    /** The status code. */
    int status();

    /** The final address, after redirects. May hold a secret: never show it. */
    URI uri();

    /** The address as it may be shown: secrets masked. */
    String shownUri();

    /** Where a permanent redirect (301, 308) wants the address to be changed to, if the whole chain was permanent. */
    Optional<URI> movedTo();

    /** The first header of this name, in any case. */
    Optional<String> header(String name);

    /** The target of a {@code Link} header (RFC 8288) with this relation, made absolute. */
    Optional<URI> link(String rel);

    /** {@code etag} and {@code last_modified} as the service wrote them, for {@link HttpCall#unlessChanged}; without one that it gave none of, or that resembles a secret. */
    Values validators();

    /** Whether the answer was 304 to a call with validators. */
    boolean notModified();

    /**
     * The body as JSON: strict, no duplicate keys, at most 100 levels.
     *
     * @throws HandlerException INVALID_RESPONSE, saying what came instead
     */
    JsonNode json();

    /** The body as JSON, if it is some: for judges, since services answer errors with anything. */
    default Optional<JsonNode> jsonIfAny() {
        try {
            return Optional.of(json());
        } catch (HandlerException e) {
            return Optional.empty();
        }
    }

    /** The body as text, by byte order mark, the charset of {@code Content-Type}, else UTF-8. */
    String text();

    /** The decoded body. The caller's own copy is not made: do not change it. */
    byte[] bytes();

    /** What the status alone says, {@code Retry-After} included: 2xx and accepted ones are ok. */
    Verdict byStatus();
}
