package org.symposium.core.internal.http;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.symposium.core.internal.credentials.Masks;
import org.symposium.spi.http.Body;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.Secret;
import org.symposium.spi.http.Signer;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;

/** Makes the request of a call, anew at each attempt: secrets are resolved and masked, headers checked, the signature made of the exact bytes. */
final class RequestMaker {
    private final Passage passage;
    private final String userAgent;
    private final Clock clock;

    RequestMaker(Passage passage, String userAgent, Clock clock) {
        this.passage = passage;
        this.userAgent = userAgent;
        this.clock = clock;
    }

    /**
     * Makes the request.
     *
     * @param key the step's idempotency key; empty for a call that reads
     * @param shownUrl the address as it may be shown
     * @throws HandlerException MISCONFIGURED when a credential is missing or can't be sent
     */
    Outgoing make(HttpCall call, WebAddress address, String key, String shownUrl) {
        byte[] body = call.body().map(this::bytes).orElse(null);
        var headers = new LinkedHashMap<String, HeaderLine>();
        addOwn(call, headers);
        call.headerObjects()
                .forEach(object -> userHeaders(object).forEach((name, value) -> put(headers, name, value, true)));
        call.headers().forEach(part -> put(headers, part));
        if (!call.idempotencyHeader().isEmpty() && !key.isEmpty()) {
            put(headers, call.idempotencyHeader(), key, false);
        }
        call.signer()
                .ifPresent(signer ->
                        signature(signer, body, key).forEach((name, value) -> put(headers, name, value, true)));
        String host =
                call.secretUrl().isPresent() ? call.shownAs() : passage.masks().mask(address.hostAndPort());
        return new Outgoing(call.method(), address, List.copyOf(headers.values()), body, shownUrl, host);
    }

    private void addOwn(HttpCall call, Map<String, HeaderLine> headers) {
        put(headers, "User-Agent", userAgent, false);
        put(headers, "Accept-Encoding", "gzip, deflate", false);
        put(headers, "Accept", "*/*", false);
        call.body().ifPresent(body -> put(headers, "Content-Type", body.mediaType(), false));
        Values validators = call.unlessChanged();
        validators.optionalText("etag").ifPresent(etag -> put(headers, "If-None-Match", etag, false));
        validators.optionalText("last_modified").ifPresent(moment -> put(headers, "If-Modified-Since", moment, false));
    }

    private byte[] bytes(Body body) {
        body.secrets().forEach(passage::resolve); // masked, also as their maps write them
        return body.bytes(passage::reveal);
    }

    private void put(Map<String, HeaderLine> headers, HttpCall.Part part) {
        Secret secret = part.secret();
        if (secret != null) {
            put(headers, part.name(), passage.resolve(secret), true);
        } else {
            String text = String.valueOf(part.text());
            put(headers, part.name(), text, passage.masks().finds(text));
        }
    }

    private static void put(Map<String, HeaderLine> headers, String name, String value, boolean secret) {
        headers.put(name.toLowerCase(Locale.ROOT), HeaderLine.of(name, value, secret));
    }

    private Map<String, String> userHeaders(Secret object) {
        var headers = new LinkedHashMap<String, String>();
        try {
            Values fields = Json.readObject(passage.resolve(object));
            fields.names()
                    .forEach(name -> headers.put(name, textOf(fields.asMap().get(name))));
        } catch (InvalidInputException e) {
            throw Refusals.misconfigured(
                    "The headers in the credential " + object.fields() + " are not a JSON object of texts.",
                    "Write them as {\"X-Name\": \"value\"}.");
        }
        headers.values().forEach(passage.masks()::add);
        return headers;
    }

    private static String textOf(@Nullable Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new InvalidInputException("headers", "type", "must be texts");
    }

    private Map<String, String> signature(Signer signer, byte @Nullable [] body, String key) {
        Map<String, String> signed =
                signer.sign(new Sending(clock.instant(), body == null ? new byte[0] : body, key, passage));
        Masks masks = passage.masks();
        signed.values().stream()
                .filter(value -> !value.equals(key) && !value.matches("\\d+")) // the id and the moment are no secrets
                .forEach(masks::add);
        return signed;
    }

    /** What a signer sees of one attempt. */
    private static final class Sending implements Signer.Attempt {
        private final Instant at;
        private final byte[] body;
        private final String key;
        private final Passage passage;

        Sending(Instant at, byte[] body, String key, Passage passage) {
            this.at = at;
            this.body = body;
            this.key = key;
            this.passage = passage;
        }

        @Override
        public Instant at() {
            return at;
        }

        @Override
        public byte[] body() {
            return body.clone();
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public String reveal(String field) {
            return passage.reveal(field);
        }
    }
}
