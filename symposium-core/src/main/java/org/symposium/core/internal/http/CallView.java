package org.symposium.core.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.symposium.spi.http.Body;
import org.symposium.spi.http.HttpCall;
import org.symposium.spi.http.Secret;
import org.symposium.spi.model.Json;
import org.symposium.spi.model.Values;

/** A call as it may be shown and compared. Resolves no secret. */
final class CallView {
    private final Passage passage;
    private final CallAddress addresses;

    CallView(Passage passage, CallAddress addresses) {
        this.passage = passage;
        this.addresses = addresses;
    }

    /** {@code method}, {@code url}, {@code headers}, {@code body}: secrets masked, bytes as their number. */
    Values shown(HttpCall call) {
        return shownAt(call, addresses.shown(call));
    }

    /** The same of a call whose address can't be read. */
    Values shownAt(HttpCall call, String address) {
        return Values.of("method", call.method())
                .with("url", passage.masks().mask(address))
                .with("headers", headers(call, passage.masks()::mask))
                .withOptional("body", call.body().map(Body::shown).map(passage.masks()::mask));
    }

    /**
     * A digest of what will be sent, the same at each attempt: without idempotency key, signature and moment, and without the values of secrets, so
     * that it neither tells them nor changes with them.
     */
    String digest(HttpCall call) {
        Values head = Values.of("method", call.method())
                .with("url", addresses.withoutSecrets(call))
                .with("headers", headers(call, UnaryOperator.identity()));
        MessageDigest digest = sha256();
        digest.update(Json.write(head).getBytes(StandardCharsets.UTF_8));
        call.body().ifPresent(body -> digest.update(body.comparable()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Map<String, String> headers(HttpCall call, UnaryOperator<String> mask) {
        var headers = new LinkedHashMap<String, String>();
        call.body().ifPresent(body -> headers.put("Content-Type", body.mediaType()));
        call.headerObjects()
                .forEach(object -> headers.put("(headers of " + String.join(", ", object.fields()) + ")", Secret.MASK));
        call.headers().forEach(part -> headers.put(part.name(), mask.apply(part.shown())));
        call.signer().ifPresent(signer -> headers.put("(signature)", Secret.MASK));
        return headers;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
