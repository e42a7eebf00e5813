package org.symposium.core.internal.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit IV before the ciphertext. Ciphers are used again, since finding one takes longer than sealing with it;
 * they are pooled instead of bound to threads, of which there may be any number. Thread-safe.
 */
final class GcmCipher {
    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final int MOST_IDLE = 32;

    private final SecureRandom random = new SecureRandom();
    private final Queue<Cipher> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    byte[] seal(SecretKeySpec key, byte[] plain, byte[] associated) throws GeneralSecurityException {
        byte[] sealed = new byte[IV_BYTES + plain.length + TAG_BYTES];
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        System.arraycopy(iv, 0, sealed, 0, IV_BYTES);
        Cipher cipher = cipher();
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, iv));
        cipher.updateAAD(associated);
        cipher.doFinal(plain, 0, plain.length, sealed, IV_BYTES);
        idle.offer(cipher);
        return sealed;
    }

    /** Throws when anything of it was changed. */
    byte[] open(SecretKeySpec key, byte[] sealed, byte[] associated) throws GeneralSecurityException {
        Cipher cipher = cipher();
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, sealed, 0, IV_BYTES));
        cipher.updateAAD(associated);
        byte[] plain = cipher.doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES);
        idle.offer(cipher); // one that has thrown is dropped
        return plain;
    }

    private Cipher cipher() throws GeneralSecurityException {
        Cipher pooled = idle.poll();
        return pooled == null ? Cipher.getInstance("AES/GCM/NoPadding") : pooled;
    }
}
