package org.symposium.core.internal.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.symposium.spi.model.HandlerException;

/**
 * A header to send, checked.
 *
 * @param secret whether its value came from a secret or proves who we are; such headers never change origin
 */
record HeaderLine(String name, String value, boolean secret) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
    private static final Set<String> PERSONAL = Set.of("authorization", "cookie", "proxy-authorization");

    /** The road's own, or of the connection alone (RFC 9110, 7.6.1). */
    private static final Set<String> OURS = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /**
     * Checks a header.
     *
     * @throws HandlerException MISCONFIGURED, never showing the value
     */
    static HeaderLine of(String name, String value, boolean secret) {
        if (!TOKEN.matcher(name).matches()) {
            throw Refusals.misconfigured(
                    "A header has a name that can't be sent.", "Header names are letters, digits and hyphens.");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (OURS.contains(lower)) {
            throw Refusals.misconfigured(
                    "The header '" + name + "' may not be set.", "Remove it; the engine sets it itself.");
        }
        String trimmed = value.strip();
        if (!trimmed.chars().allMatch(HeaderLine::isSendable)) {
            throw Refusals.misconfigured(
                    "The value of the header '" + name + "' has characters that can't be sent in a header.",
                    "Enter it again without line breaks and special characters.");
        }
        return new HeaderLine(name, trimmed, secret || PERSONAL.contains(lower));
    }

    /** RFC 9110, 5.5: visible ASCII, blanks, and Latin-1. */
    private static boolean isSendable(int c) {
        return c == '\t' || (c >= ' ' && c < 0x7f) || (c >= 0xa0 && c <= 0xff);
    }
}
