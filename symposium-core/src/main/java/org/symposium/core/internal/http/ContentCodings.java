package org.symposium.core.internal.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.symposium.spi.model.FailureKind;

/** Unpacks bodies (RFC 9110, 8.4.1): gzip and deflate, one at a time, stopped by a cap on the decoded bytes and on their ratio to the packed ones. */
final class ContentCodings {
    /** Below this many decoded bytes the ratio does no harm. */
    private static final int SMALL = 64 * 1024;

    private ContentCodings() {}

    /**
     * The decoded body.
     *
     * @param codings the values of {@code Content-Encoding}
     * @param most decoded bytes
     * @param ratio decoded bytes for each packed byte
     */
    static byte[] decode(byte[] packed, List<String> codings, long most, int ratio) throws IOException {
        var names = new ArrayList<String>();
        for (String coding : String.join(",", codings).split(",")) {
            String name = coding.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !name.equals("identity")) {
                names.add(name);
            }
        }
        if (names.isEmpty() || packed.length == 0) {
            return packed;
        }
        try (InputStream unpacked = unpacking(packed, names)) {
            return read(unpacked, most, (long) packed.length * ratio);
        } catch (EOFException e) {
            throw new BadAnswer(FailureKind.NETWORK, "sent a compressed answer that breaks off");
        } catch (ZipException e) {
            throw new BadAnswer(FailureKind.INVALID_RESPONSE, "sent a compressed answer that is damaged");
        }
    }

    private static InputStream unpacking(byte[] packed, List<String> names) throws IOException {
        String name = names.size() == 1 ? names.get(0) : "several codings";
        return switch (name) {
            case "gzip", "x-gzip" -> new GZIPInputStream(new ByteArrayInputStream(packed), 8192);
            case "deflate" -> inflating(packed);
            default -> {
                String shown = name.matches("[a-z0-9 -]{1,20}") ? " (" + name + ")" : "";
                throw new BadAnswer(
                        FailureKind.INVALID_RESPONSE,
                        "sent an answer compressed in a way that was not asked for" + shown);
            }
        };
    }

    /** {@code deflate} is zlib by the standard, but some servers send it bare. */
    private static InputStream inflating(byte[] packed) {
        boolean zlib = packed.length > 1
                && (packed[0] & 0x0f) == 8
                && (((packed[0] & 0xff) << 8) + (packed[1] & 0xff)) % 31 == 0;
        var inflater = new Inflater(!zlib);
        return new InflaterInputStream(new ByteArrayInputStream(packed), inflater, 8192) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end(); // one that is handed in is not ended by the stream
            }
        };
    }

    private static byte[] read(InputStream unpacked, long most, long mostByRatio) throws IOException {
        var decoded = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        for (int n = unpacked.read(buffer); n >= 0; n = unpacked.read(buffer)) {
            decoded.write(buffer, 0, n);
            if (decoded.size() > most) {
                throw tooLarge(most);
            }
            if (decoded.size() > SMALL && decoded.size() > mostByRatio) {
                throw new BadAnswer(
                        FailureKind.INVALID_RESPONSE, "sent an answer that is compressed far more than any honest one");
            }
        }
        return decoded.toByteArray();
    }

    static BadAnswer tooLarge(long most) {
        String limit = most % 1024 == 0 ? most / 1024 + " KiB" : most + (most == 1 ? " byte" : " bytes");
        return new BadAnswer(
                FailureKind.INVALID_RESPONSE, "sent an answer larger than " + limit + ", the most that is read");
    }
}
