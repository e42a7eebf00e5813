package org.symposium.handlers;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.symposium.spi.http.HttpReply;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.Values;
import org.symposium.spi.model.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A reply that a test makes up. */
public final class CannedReply implements HttpReply {
    private final int status;
    private final byte[] bytes;
    private final Map<String, String> headers;
    private final URI uri;
    private final Optional<URI> movedTo;

    private CannedReply(int status, byte[] bytes, Map<String, String> headers, URI uri, Optional<URI> movedTo) {
        this.status = status;
        this.bytes = bytes;
        this.headers = headers;
        this.uri = uri;
        this.movedTo = movedTo;
    }

    public static CannedReply of(int status, byte[] body) {
        return new CannedReply(status, body, Map.of(), URI.create("https://example.org/feed.xml"), Optional.empty());
    }

    public static CannedReply ok(String body) {
        return of(200, body.getBytes(StandardCharsets.UTF_8));
    }

    public static CannedReply unchanged() {
        return of(304, new byte[0]);
    }

    public CannedReply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header.toLowerCase(Locale.ROOT), value);
        return new CannedReply(status, bytes, more, uri, movedTo);
    }

    public CannedReply at(String address) {
        return new CannedReply(status, bytes, headers, URI.create(address), movedTo);
    }

    public CannedReply movedTo(String address) {
        return new CannedReply(status, bytes, headers, uri, Optional.of(URI.create(address)));
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public String shownUri() {
        return uri.toString();
    }

    @Override
    public Optional<URI> movedTo() {
        return movedTo;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Optional<URI> link(String rel) {
        return Optional.empty();
    }

    @Override
    public Values validators() {
        return Values.empty()
                .withOptional("etag", header("etag"))
                .withOptional("last_modified", header("last-modified"));
    }

    @Override
    public boolean notModified() {
        return status == 304;
    }

    @Override
    public JsonNode json() {
        return JsonMapper.shared().readTree(bytes);
    }

    @Override
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public Verdict byStatus() {
        boolean ok = (status >= 200 && status < 300) || status == 304;
        return ok ? Verdict.ok() : Verdict.failed(FailureKind.SERVER_ERROR, "The service answered " + status + ".");
    }
}
