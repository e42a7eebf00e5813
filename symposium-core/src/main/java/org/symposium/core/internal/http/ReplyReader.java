package org.symposium.core.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.symposium.spi.model.FailureKind;

/** Reads one answer to its end: first what came over the wire, within a cap, then unpacked, within another. */
final class ReplyReader {
    private static final int BUFFER = 8 * 1024;

    /** Packing what can't be packed makes it a little longer. With our buffer and the connection's, 64 KiB beyond the cap are read at most. */
    private static final int SLACK = 64 * 1024 - 2 * BUFFER;

    private final long most;
    private final int ratio;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private List<Received.Field> fields = List.of();
    private int status;
    private boolean atEnd;

    ReplyReader(long most, int ratio) {
        this.most = most;
        this.ratio = ratio;
    }

    /**
     * The answer, read and decoded.
     *
     * <p>One that says no is taken as far as it comes, with what is wrong about it: that a 404 has an endless page to it changes nothing about the
     * 404.
     */
    Received read(ClassicHttpResponse response, Outgoing request) throws IOException {
        status = response.getCode();
        fields = Arrays.stream(response.getHeaders())
                .map(header -> new Received.Field(header.getName(), header.getValue() == null ? "" : header.getValue()))
                .toList();
        try {
            receive(response);
            return new Received(status, fields, decoded(response, received.toByteArray()), request);
        } catch (IOException e) {
            if (status < 300 || status == 304) {
                throw e;
            }
            boolean plain = !response.containsHeader(HttpHeaders.CONTENT_ENCODING);
            byte[] rest =
                    plain ? Arrays.copyOf(received.toByteArray(), (int) Math.min(received.size(), most)) : new byte[0];
            return new Received(status, fields, rest, request).spoilt(e);
        }
    }

    /** What came of an answer that can't be taken, as it came over the wire; empty if not even its head did. */
    Optional<Received> partial(Outgoing request) {
        return status == 0
                ? Optional.empty()
                : Optional.of(new Received(status, fields, received.toByteArray(), request));
    }

    /** Whether the last answer was read to its end, so that another may follow it. */
    boolean isAtEnd() {
        return atEnd;
    }

    private byte[] decoded(ClassicHttpResponse response, byte[] received) throws IOException {
        List<String> codings = Arrays.stream(response.getHeaders(HttpHeaders.CONTENT_ENCODING))
                .map(header -> String.valueOf(header.getValue()))
                .toList();
        byte[] decoded = ContentCodings.decode(received, codings, most, ratio);
        if (decoded.length > most) {
            throw ContentCodings.tooLarge(most);
        }
        return decoded;
    }

    private void receive(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            atEnd = true;
            return;
        }
        checkFraming(response);
        if (entity.getContentLength() > most + SLACK) {
            throw ContentCodings.tooLarge(most);
        }
        InputStream content = entity.getContent(); // not closed here: closing reads what is left, as long as it drips
        var buffer = new byte[BUFFER];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            received.write(buffer, 0, n);
            if (received.size() > most + SLACK) {
                throw ContentCodings.tooLarge(most);
            }
        }
        atEnd = true;
    }

    /** Two answers to "how long is it?" are how one response is passed off as two (RFC 9112, 6.3). */
    private static void checkFraming(HttpResponse response) throws BadAnswer {
        int lengths = response.getHeaders(HttpHeaders.CONTENT_LENGTH).length;
        boolean chunked = response.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        if (lengths > 1 || (lengths == 1 && chunked)) {
            throw new BadAnswer(FailureKind.INVALID_RESPONSE, "sent an answer with two lengths");
        }
    }
}
