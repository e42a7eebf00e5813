package org.symposium.core.internal.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** What can't be guessed: states and code verifiers of 256 random bits, and digests that do not tell them. */
public final class Proof {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Proof() {}

    /** 43 characters that may stand in an address, and are a verifier by RFC 7636. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return encoded(bytes);
    }

    /** SHA-256, base64url: of a verifier, the challenge {@code S256}. */
    public static String digest(String text) {
        try {
            return encoded(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e); // every JVM has it
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
