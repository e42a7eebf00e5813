package org.symposium.core.internal.keys;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sealed text: {@code sym1.<mark of the key>.<Base64url of IV, ciphertext and tag>}.
 *
 * @param version {@code sym1}
 * @param mark which key sealed it
 * @param body the rest, still as text
 */
record Envelope(String version, String mark, String body) {
    static final String VERSION = "sym1";

    /** What a text says of itself; empty if it says nothing that one of our texts would. */
    static Optional<Envelope> of(String sealed) {
        int first = sealed.indexOf('.');
        int second = sealed.indexOf('.', first + 1);
        if (first < 4 || first > 6 || second != first + 9 || !sealed.startsWith("sym")) {
            return Optional.empty();
        }
        var envelope = new Envelope(
                sealed.substring(0, first), sealed.substring(first + 1, second), sealed.substring(second + 1));
        return isNumber(envelope.version) && isMark(envelope.mark) ? Optional.of(envelope) : Optional.empty();
    }

    static String write(String mark, byte[] bytes) {
        return VERSION + "." + mark + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes; null if they are written otherwise than we write them, also where Base64 would let it pass. */
    byte @Nullable [] bytes() {
        if (body.endsWith("=") || !endsInZeros()) {
            return null;
        }
        try {
            return Base64.getUrlDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Base64 leaves bits unused in its last character; a text that uses them is not the one we wrote. */
    private boolean endsInZeros() {
        String last = switch (body.length() % 4) {
            case 2 -> "AQgw";
            case 3 -> "AEIMQUYcgkosw048";
            default -> "";
        };
        return last.isEmpty() || last.indexOf(body.charAt(body.length() - 1)) >= 0;
    }

    private static boolean isNumber(String version) {
        return version.substring(3).chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isMark(String mark) {
        return mark.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
