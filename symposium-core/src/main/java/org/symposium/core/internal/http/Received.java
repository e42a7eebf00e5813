package org.symposium.core.internal.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer read to its end and decoded. */
final class Received {
    private final int status;
    private final List<Field> fields;
    private final byte[] body;
    private final WebAddress address;
    private final String shownUrl;
    private final String shownHost;
    private final boolean moved;
    private final @Nullable IOException defect;
    private final int logNumber;

    Received(int status, List<Field> fields, byte[] body, Outgoing request) {
        this(status, fields, body, request.address(), request.shownUrl(), request.shownHost(), false, null, 0);
    }

    private Received(
            int status,
            List<Field> fields,
            byte[] body,
            WebAddress address,
            String shownUrl,
            String shownHost,
            boolean moved,
            @Nullable IOException defect,
            int logNumber) {
        this.status = status;
        this.fields = List.copyOf(fields);
        this.body = body;
        this.address = address;
        this.shownUrl = shownUrl;
        this.shownHost = shownHost;
        this.moved = moved;
        this.defect = defect;
        this.logNumber = logNumber;
    }

    /** A header field of the answer. */
    record Field(String name, String value) {}

    /** The same, reached over permanent redirects only. */
    Received movedForGood() {
        return new Received(status, fields, body, address, shownUrl, shownHost, true, defect, logNumber);
    }

    /** The same, with what is wrong about its body. */
    Received spoilt(IOException flaw) {
        return new Received(status, fields, body, address, shownUrl, shownHost, moved, flaw, logNumber);
    }

    /** The same, as an entry of the request log. */
    Received logged(int number) {
        return new Received(status, fields, body, address, shownUrl, shownHost, moved, defect, number);
    }

    /** Which entry of the request log it is. */
    int logNumber() {
        return logNumber;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    WebAddress address() {
        return address;
    }

    String shownUrl() {
        return shownUrl;
    }

    String shownHost() {
        return shownHost;
    }

    boolean isMovedForGood() {
        return moved;
    }

    /** What is wrong about its body; only where the status says no. */
    Optional<IOException> defect() {
        return Optional.ofNullable(defect);
    }

    /** Whether it sends us elsewhere in a way that we know how to follow. */
    boolean isRedirect() {
        boolean known = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        return known && header("Location").isPresent();
    }

    /** The first field of this name. */
    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All fields of this name. */
    List<String> headers(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }
}
