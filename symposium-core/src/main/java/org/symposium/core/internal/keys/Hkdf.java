package org.symposium.core.internal.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF-Expand with SHA-256 (RFC 5869, section 2.3). Our master keys are uniformly random, so they need no extraction (section 3.3). */
final class Hkdf {
    private static final int HASH_BYTES = 32;

    private Hkdf() {}

    /** As many bytes as wanted, for one purpose. */
    static byte[] expand(byte[] key, String purpose, int length) {
        return expand(key, purpose.getBytes(StandardCharsets.UTF_8), length);
    }

    static byte[] expand(byte[] key, byte[] info, int length) {
        byte[] made = new byte[length];
        byte[] block = new byte[0];
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (int from = 0, count = 1; from < length; from += HASH_BYTES, count++) {
                mac.update(block);
                mac.update(info);
                block = mac.doFinal(new byte[] {(byte) count});
                System.arraycopy(block, 0, made, from, Math.min(HASH_BYTES, length - from));
            }
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }
}
