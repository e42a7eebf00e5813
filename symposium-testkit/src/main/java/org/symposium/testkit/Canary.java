package org.symposium.testkit;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Secrets that are made to be found again. Each begins and ends with {@value #MARKER}, which stands in no word of any language; between the two are characters that every
 * encoding writes in its own way. A test uses one wherever a credential is wanted, and {@link SecretSearch#canaries} looks for all of them at once: no matter who made them, or
 * what became of their other halves.
 *
 * <p>The same place gets the same secret every time.
 */
public final class Canary {
    /** What all of them hold. Letters and digits only, so that what escapes characters leaves it alone. */
    public static final String MARKER = "c4n4ry5ecret";

    /** Those that Base64, percent-encoding, JSON and HTML write differently, and a path, a query, a cookie's value and a header can hold. */
    private static final String BETWEEN = "-+/=&%\"'<>?~_$\\{}[]@!*(:#|^`-";

    private Canary() {}

    /**
     * A secret of one line of ASCII, as a header can hold it.
     *
     * @param place whose it is, such as {@code slack}
     * @param field what it stands for, such as {@code bot_token}
     */
    public static String of(String place, String field) {
        return MARKER + "-" + digest(place, field) + BETWEEN + MARKER;
    }

    /** A secret of letters and digits only, whose length is a multiple of four: for fields that allow no more. */
    public static String plain(String place, String field) {
        return MARKER + digest(place, field) + MARKER;
    }

    /** A secret with characters of two, three and four bytes besides, which headers can't hold but bodies can. */
    public static String wide(String place, String field) {
        return MARKER + "-" + digest(place, field) + BETWEEN + "äß€猫🐤" + MARKER;
    }

    /** Eight hexadecimal digits. */
    private static String digest(String place, String field) {
        var checksum = new CRC32();
        checksum.update((place + "\n" + field).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(0x1_0000_0000L | checksum.getValue()).substring(1);
    }
}
