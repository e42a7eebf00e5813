package org.symposium.spi;

import java.util.Arrays;

/**
 * A key of a {@link KeySource}: 32 random bytes, or a passphrase that such bytes are derived from. Wiped by the vault that takes it. Shows its id only; there is no
 * {@code equals}. Not thread-safe.
 */
public final class MasterKey {
    private final String id;
    private final transient byte[] bytes;
    private final transient char[] passphrase;

    private MasterKey(String id, byte[] bytes, char[] passphrase) {
        this.id = id;
        this.bytes = bytes;
        this.passphrase = passphrase;
    }

    /**
     * A key.
     *
     * @param id what its operator calls it, such as {@code 2026-07}: letters, digits, dots, dashes and underscores, at most 32; or empty, then it is called by eight
     *     digits made of it
     * @param key 32 random bytes; copied. Whether they are, the vault checks
     */
    public static MasterKey of(String id, byte[] key) {
        return new MasterKey(id, key.clone(), new char[0]);
    }

    /**
     * A passphrase, from which the key is derived by Argon2id.
     *
     * @param id as in {@link #of}
     * @param passphrase copied; at least 16 characters
     */
    public static MasterKey passphrase(String id, char[] passphrase) {
        return new MasterKey(id, new byte[0], passphrase.clone());
    }

    /** What its operator calls it; may be empty. */
    public String id() {
        return id;
    }

    /** Whether it is a passphrase. */
    public boolean isPassphrase() {
        return passphrase.length > 0;
    }

    /** The bytes; not a copy. Empty for a passphrase. */
    public byte[] bytes() {
        return bytes;
    }

    /** The passphrase; not a copy. Empty for bytes. */
    public char[] passphrase() {
        return passphrase;
    }

    /** Overwrites it in memory. */
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(passphrase, '\0');
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
