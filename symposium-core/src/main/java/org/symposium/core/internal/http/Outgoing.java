package org.symposium.core.internal.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request, ready to be sent: every secret resolved, every header checked. Never shown as it is. */
final class Outgoing {
    private final String method;
    private final WebAddress address;
    private final List<HeaderLine> headers;
    private final byte @Nullable [] body;
    private final String shownUrl;
    private final String shownHost;

    Outgoing(
            String method,
            WebAddress address,
            List<HeaderLine> headers,
            byte @Nullable [] body,
            String shownUrl,
            String shownHost) {
        this.method = method;
        this.address = address;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.shownUrl = shownUrl;
        this.shownHost = shownHost;
    }

    String method() {
        return method;
    }

    WebAddress address() {
        return address;
    }

    List<HeaderLine> headers() {
        return headers;
    }

    byte @Nullable [] body() {
        return body;
    }

    /** The address, masked. */
    String shownUrl() {
        return shownUrl;
    }

    /** What messages call the service. */
    String shownHost() {
        return shownHost;
    }

    boolean hasSecretHeader() {
        return headers.stream().anyMatch(HeaderLine::secret);
    }

    /** The same to another address. */
    Outgoing to(WebAddress next, String shownNext, String shownNextHost) {
        return new Outgoing(method, next, headers, body, shownNext, shownNextHost);
    }

    /** Without headers that are secret. */
    Outgoing withoutSecrets() {
        var kept = new ArrayList<>(headers);
        kept.removeIf(HeaderLine::secret);
        return new Outgoing(method, address, kept, body, shownUrl, shownHost);
    }

    /** As a GET, or a HEAD if it is one, without body and what describes it. */
    Outgoing asGet() {
        var kept = new ArrayList<>(headers);
        kept.removeIf(header -> header.name().regionMatches(true, 0, "Content-", 0, 8));
        return new Outgoing(method.equals("HEAD") ? "HEAD" : "GET", address, kept, null, shownUrl, shownHost);
    }

    @Override
    public String toString() {
        return method + " " + shownUrl;
    }
}
