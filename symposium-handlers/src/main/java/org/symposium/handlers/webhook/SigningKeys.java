package org.symposium.handlers.webhook;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.Verdict;

/**
 * The keys in a signing secret: {@code whsec_} and Base64 of 24 to 64 bytes, the prefix optional; several parted by blanks, while one takes over
 * from another. Shows nothing of itself.
 */
final class SigningKeys {
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final List<byte[]> keys;

    private SigningKeys(List<byte[]> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads a secret.
     *
     * @throws HandlerException MISCONFIGURED when it is none; the message repeats nothing of it
     */
    static SigningKeys of(String secret) {
        var keys = new ArrayList<byte[]>();
        for (String one : secret.strip().split("\\s+")) {
            keys.add(key(one.startsWith(PREFIX) ? one.substring(PREFIX.length()) : one));
        }
        return new SigningKeys(keys);
    }

    /** Each key's own bytes, in the order of the secret. */
    List<byte[]> all() {
        return keys;
    }

    private static byte[] key(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw wrong("is not Base64");
        }
        if (key.length < SHORTEST || key.length > LONGEST) {
            throw wrong("must hold " + SHORTEST + " to " + LONGEST + " bytes");
        }
        return key;
    }

    private static HandlerException wrong(String what) {
        return new HandlerException(Verdict.failed(FailureKind.MISCONFIGURED, "The signing secret " + what + ".")
                .suggest("Enter the receiver's secret as it shows it: whsec_ and Base64 of " + SHORTEST + " to "
                        + LONGEST + " random bytes."));
    }
}
