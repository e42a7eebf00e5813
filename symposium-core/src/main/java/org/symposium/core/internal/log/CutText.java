package org.symposium.core.internal.log;

/** Text of at most so many bytes in UTF-8. */
public final class CutText {
    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = 3;

    private CutText() {}

    /** The text, or its beginning with an ellipsis. Cut between code points; a half of a surrogate pair that stands alone counts like what it is written as. */
    public static String to(String text, int mostBytes) {
        if (text.length() * 3L <= mostBytes) {
            return text;
        }
        int bytes = 0;
        int kept = 0; // what leaves room for the ellipsis
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            bytes += bytes(point);
            if (bytes > mostBytes) {
                return text.substring(0, kept) + ELLIPSIS;
            }
            at += Character.charCount(point);
            if (bytes <= mostBytes - ELLIPSIS_BYTES) {
                kept = at;
            }
        }
        return text;
    }

    /** Bytes of the text in UTF-8. */
    public static long bytes(String text) {
        return text.codePoints().mapToLong(CutText::bytes).sum();
    }

    private static int bytes(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }
}
