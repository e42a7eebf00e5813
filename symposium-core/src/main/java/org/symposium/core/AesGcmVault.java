package org.symposium.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.model.FailureKind;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Verdict;

/**
 * Seals credentials with AES-256-GCM (NIST SP 800-38D): a random 96-bit IV each time, and version, key id, owner, integration and field as associated
 * data, so that a sealed credential opens in its own place only.
 *
 * <p>A sealed text reads {@code sym1.<key id>.<base64url of IV, ciphertext and tag>}. The key id is derived from the key and tells nothing about it.
 */
public final class AesGcmVault implements CredentialVault {
    /** The environment variable that holds the key: 32 bytes in Base64. */
    public static final String ENVIRONMENT_VARIABLE = "SYMPOSIUM_ENCRYPTION_KEY";

    private static final String VERSION = "sym1";
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String HOW_TO_MAKE_A_KEY =
            " Make one with 'openssl rand -base64 32' and keep it outside of the repository.";

    private final SecretKeySpec key;
    private final String keyId;
    private final SecureRandom random = new SecureRandom();

    private AesGcmVault(byte[] master) {
        this.key = new SecretKeySpec(derived(master, "symposium credentials"), "AES");
        this.keyId = HexFormat.of().formatHex(derived(master, "symposium key id"), 0, 4);
        Arrays.fill(master, (byte) 0);
    }

    /**
     * With the key of {@value #ENVIRONMENT_VARIABLE}.
     *
     * @throws InvalidInputException when it is missing, not Base64, not 32 bytes, or all one byte; shows no byte of it
     */
    public static AesGcmVault fromEnvironment() {
        return ofBase64(System.getenv(ENVIRONMENT_VARIABLE), "the environment variable " + ENVIRONMENT_VARIABLE);
    }

    /** With a key of 32 bytes. The array is wiped. */
    public static AesGcmVault of(byte[] key) {
        return new AesGcmVault(checked(key, "the encryption key"));
    }

    /** With a key of 32 bytes in Base64; throws as {@link #fromEnvironment}. */
    public static AesGcmVault ofBase64(String key) {
        return ofBase64(key, "the encryption key");
    }

    /**
     * With the key in a file, which is made with a new random key and mode 0600 if it is not there. For programs that run on one machine, without an
     * operator who gives them a key.
     *
     * @throws InvalidInputException as {@link #fromEnvironment}, and when others may read the file
     */
    public static AesGcmVault fromFileOrNew(Path file) {
        try {
            if (!Files.exists(file)) {
                writeNewKey(file);
            }
            refuseIfOthersCanRead(file);
            return ofBase64(Files.readString(file).strip(), "the key file " + file.getFileName());
        } catch (IOException e) {
            throw new InvalidInputException(
                    "vault.key",
                    "file",
                    "the key file can't be read or made: " + e.getClass().getSimpleName());
        }
    }

    /** A new random key in Base64. */
    public static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public String seal(byte[] plain, Place place) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, iv, 0, place);
            byte[] sealed = Arrays.copyOf(iv, IV_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, sealed, IV_BYTES);
            return VERSION + "." + keyId + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new HandlerException(FailureKind.INTERNAL, "The credential could not be sealed.");
        }
    }

    @Override
    public byte[] open(String sealed, Place place) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw unreadable("It was not sealed by this kind of vault.");
        }
        if (!parts[1].equals(keyId)) {
            throw unreadable("It was sealed with another key; is the right key in " + ENVIRONMENT_VARIABLE + "?");
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(parts[2]);
            if (bytes.length < IV_BYTES + TAG_BITS / 8 || !canonical(bytes, parts[2])) {
                throw unreadable("It was cut or changed.");
            }
            return cipher(Cipher.DECRYPT_MODE, bytes, 0, place).doFinal(bytes, IV_BYTES, bytes.length - IV_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable("It was changed, or moved from its place.");
        }
    }

    @Override
    public boolean primary(String sealed) {
        return sealed.startsWith(VERSION + "." + keyId + ".");
    }

    @Override
    public String toString() {
        return "AesGcmVault[key " + keyId + "]";
    }

    /** Base64 leaves bits unused at its end; a text that uses them is not the one we wrote. */
    private static boolean canonical(byte[] bytes, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
    }

    private Cipher cipher(int mode, byte[] iv, int offset, Place place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv, offset, IV_BYTES));
        for (String part : new String[] {VERSION, keyId, place.owner(), place.integrationId(), place.field()}) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            cipher.updateAAD((text.length + ":").getBytes(StandardCharsets.UTF_8)); // so that no two places read alike
            cipher.updateAAD(text);
        }
        return cipher;
    }

    private static HandlerException unreadable(String why) {
        return new HandlerException(
                Verdict.failed(FailureKind.MISCONFIGURED, "A stored credential can't be opened. " + why)
                        .suggest("Check the encryption key, or enter the credentials again."));
    }

    private static AesGcmVault ofBase64(@Nullable String text, String where) {
        if (text == null || text.isBlank()) {
            throw new InvalidInputException("vault.key", "required", where + " is not set." + HOW_TO_MAKE_A_KEY);
        }
        try {
            return new AesGcmVault(checked(Base64.getDecoder().decode(text.strip()), where));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("vault.key", "base64", where + " is not Base64." + HOW_TO_MAKE_A_KEY);
        }
    }

    private static byte[] checked(byte[] key, String where) {
        if (key.length != KEY_BYTES) {
            throw new InvalidInputException(
                    "vault.key",
                    "length",
                    where + " must hold " + KEY_BYTES + " bytes, but holds " + key.length + "." + HOW_TO_MAKE_A_KEY);
        }
        byte first = key[0];
        int same = 0;
        for (byte one : key) {
            same += one == first ? 1 : 0;
        }
        if (same == KEY_BYTES) {
            throw new InvalidInputException(
                    "vault.key", "weak", where + " holds " + KEY_BYTES + " times the same byte." + HOW_TO_MAKE_A_KEY);
        }
        return key;
    }

    /** One block of HKDF-Expand (RFC 5869); the master key is uniformly random, so it needs no extraction. */
    private static byte[] derived(byte[] master, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(master, "HmacSHA256"));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(new byte[] {1});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static void writeNewKey(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            Files.createFile(file, onlyOwner(file));
        } catch (FileAlreadyExistsException e) {
            return; // another process was faster, and its key is as good
        }
        Files.writeString(file, newKey() + System.lineSeparator(), StandardOpenOption.WRITE);
    }

    private static FileAttribute<?>[] onlyOwner(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void refuseIfOthersCanRead(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<?> permissions = Files.getPosixFilePermissions(file);
        if (permissions.stream().anyMatch(permission -> !permission.toString().startsWith("OWNER"))) {
            throw new InvalidInputException(
                    "vault.key",
                    "file",
                    "the key file can be used by others; take their rights away: chmod 600 " + file.getFileName());
        }
    }
}
