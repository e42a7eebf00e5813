package org.symposium.core.internal.log;

import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.symposium.core.internal.credentials.Masks;

/**
 * The beginning of an answer, for whoever has to find out why it was not understood. It stands in the row of its run and nowhere else. What is not text is
 * described.
 */
public final class Excerpt {
    /** Most bytes of an excerpt, in UTF-8. */
    public static final int MOST_BYTES = 2 * 1024;

    /** Masking may make text shorter, so more is looked at than is shown. */
    private static final int LOOKED_AT = 64 * 1024;

    private final byte[] start;
    private final int length;
    private final String mediaType;

    private Excerpt(byte[] start, int length, String mediaType) {
        this.start = start;
        this.length = length;
        this.mediaType = mediaType;
    }

    /** Of an answer's body; keeps no more of it than it needs. */
    public static Excerpt of(byte[] body, String contentType) {
        return new Excerpt(Arrays.copyOf(body, Math.min(body.length, LOOKED_AT)), body.length, contentType);
    }

    /** What may be shown of it: masked first, and then cut, so that nothing is left of a secret at the border. */
    public String shown(Masks masks) {
        if (length == 0) {
            return "(nothing)";
        }
        Optional<String> text = BodyStart.text(start, mediaType);
        if (text.isEmpty()) {
            String bytes = NumberFormat.getIntegerInstance(Locale.ROOT).format(length);
            return "(" + bytes + " bytes, not text" + declared() + ")";
        }
        String plain = text.get().replace("\0", "");
        boolean goesOn = start.length < length;
        return isGarbled(plain, masks)
                ? Masks.HIDDEN
                : CutText.to(printable(masks.maskStart(plain, goesOn)), MOST_BYTES);
    }

    /** Whether the bytes hold a secret that this reading does not show: who reads them otherwise would see it. */
    private boolean isGarbled(String text, Masks masks) {
        String bytes = new String(start, StandardCharsets.ISO_8859_1).replace("\0", "");
        return !masks.mask(bytes).equals(bytes) && masks.mask(text).equals(text);
    }

    private String declared() {
        return mediaType.matches("[a-z]{1,20}/[a-z0-9.+-]{1,40}") ? ", declared as " + mediaType : "";
    }

    /** Control characters could do something to the terminal that shows them. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n\\t\\r]]", "\uFFFD");
    }
}
