package org.symposium.core;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.symposium.core.internal.keys.EnvironmentKeys;
import org.symposium.core.internal.keys.KeyFile;
import org.symposium.core.internal.keys.KeyRing;
import org.symposium.core.internal.keys.NamedKeys;
import org.symposium.core.internal.keys.PassphraseSalt;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.KeySource;
import org.symposium.spi.MasterKey;
import org.symposium.spi.Stores;
import org.symposium.spi.model.InvalidInputException;

/**
 * Seals credentials with AES-256-GCM (NIST SP 800-38D): a random 96-bit IV each time, and version, key, owner, integration and field as associated
 * data, so that a sealed credential opens in its own place only. Thread-safe; asks nobody once it is made.
 *
 * <p>It has one key or several: the first one is <em>primary</em> and seals, the others only open what they sealed before. A key is 32 random bytes in Base64, with
 * an id of your choice before it if there are several: {@code 2026-07:<Base64>,2026-01:<Base64>}. Keys that seal are derived of these, once (HKDF, RFC 5869).
 *
 * <p>A sealed text reads {@code sym1.<mark>.<Base64url of IV, ciphertext and tag>}. The mark is derived from the key, tells it from others and nothing about
 * it; ids are for people, and may be given or changed at any time.
 *
 * <p>Every method that makes one throws {@link InvalidInputException} when a key is missing, not Base64, not 32 bytes, not random (all one byte, counted up, repeated,
 * printable text), there twice, or under an id that another has. No message shows a byte of a key.
 */
public final class AesGcmVault implements CredentialVault {
    /** The environment variable that holds one key: 32 bytes in Base64. */
    public static final String ENVIRONMENT_VARIABLE = EnvironmentKeys.KEY;

    private static final int KEY_BYTES = 32;

    private final KeyRing ring;

    private AesGcmVault(KeySource source, Supplier<byte[]> salt) {
        this.ring = KeyRing.of(source, salt);
    }

    /**
     * With the keys of the environment variables {@code SYMPOSIUM_ENCRYPTION_KEYS} (several, with ids, the first one primary),
     * {@code SYMPOSIUM_ENCRYPTION_KEY} (one) and {@code SYMPOSIUM_ENCRYPTION_KEY_FILE} (the path of a file as {@link #fromFile} reads it), in this order, if
     * several are set. For {@code SYMPOSIUM_ENCRYPTION_PASSPHRASE} see {@link #fromEnvironment(Stores)}.
     */
    public static AesGcmVault fromEnvironment() {
        return of(new EnvironmentKeys(System.getenv()));
    }

    /**
     * As {@link #fromEnvironment()}, also with a passphrase in {@code SYMPOSIUM_ENCRYPTION_PASSPHRASE}, which comes last if several are set: a key is derived of it by
     * Argon2id (RFC 9106: 64 MiB, 3 passes, 4 lanes), once, which takes some tenths of a second. Its salt lies in the stores, so that all engines over them have
     * the same key.
     */
    public static AesGcmVault fromEnvironment(Stores stores) {
        return of(new EnvironmentKeys(System.getenv()), stores);
    }

    /**
     * With the keys in a file: one or several as in {@code SYMPOSIUM_ENCRYPTION_KEYS}, also one per line; what follows a {@code #} is a comment. Read once.
     *
     * @throws InvalidInputException also when others than its owner and group may read it, or others than its owner may change it
     */
    public static AesGcmVault fromFile(Path file) {
        return of(new KeyFile(file));
    }

    /**
     * As {@link #fromFile}; the file is made with a new random key and mode 0600 if it is not there. For programs that run on one machine, without an
     * operator who gives them a key.
     */
    public static AesGcmVault fromFileOrNew(Path file) {
        return of(KeyFile.orNew(file, newKey()));
    }

    /**
     * With the keys of a host's own source.
     *
     * @throws InvalidInputException also when there is a passphrase among them: it needs {@link #of(KeySource, Stores)}
     */
    public static AesGcmVault of(KeySource source) {
        return new AesGcmVault(source, () -> {
            throw new InvalidInputException(
                    "vault.key",
                    "salt",
                    source.name() + " has a passphrase, whose salt lies in the stores: make the vault with the stores,"
                            + " as AesGcmVault.fromEnvironment(stores) does.");
        });
    }

    /** With the keys of a host's own source, passphrases among them; their salt lies in the stores. */
    public static AesGcmVault of(KeySource source, Stores stores) {
        return new AesGcmVault(source, () -> PassphraseSalt.in(stores));
    }

    /** With a key of 32 bytes. The array is wiped. */
    public static AesGcmVault of(byte[] key) {
        var master = MasterKey.of("", key);
        Arrays.fill(key, (byte) 0);
        return of(new NamedKeys("the encryption key", List.of(master)));
    }

    /** With a key of 32 bytes in Base64, or several as in {@code SYMPOSIUM_ENCRYPTION_KEYS}. */
    public static AesGcmVault ofBase64(String keys) {
        return of(NamedKeys.read("the encryption key", keys));
    }

    /** A new random key in Base64. */
    public static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public String seal(byte[] plain, Place place) {
        return ring.seal(plain, place);
    }

    @Override
    public byte[] open(String sealed, Place place) {
        return ring.open(sealed, place);
    }

    @Override
    public boolean primary(String sealed) {
        return ring.primary(sealed);
    }

    /** The id of the key, if it is here and has one; else its mark: eight digits made of it. */
    @Override
    public String keyId(String sealed) {
        return ring.keyId(sealed);
    }

    /** Which keys there are, by id and mark. */
    @Override
    public String toString() {
        return "AesGcmVault[" + ring + "]";
    }
}
