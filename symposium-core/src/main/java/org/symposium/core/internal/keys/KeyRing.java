package org.symposium.core.internal.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.CredentialVault.Place;
import org.symposium.spi.KeySource;
import org.symposium.spi.MasterKey;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.VaultException;
import org.symposium.spi.model.VaultException.Trouble;
import org.symposium.spi.model.Violation;

/** Keys by their marks, one of them primary. Seals with that one and opens with whichever sealed. Thread-safe. */
public final class KeyRing implements CredentialVault {
    private final String source;
    private final SealingKey primary;
    private final Map<String, SealingKey> byMark;
    private final GcmCipher cipher = new GcmCipher();

    private KeyRing(String source, Collection<SealingKey> keys) {
        this.source = source;
        this.primary = keys.iterator().next();
        this.byMark = keys.stream().collect(Collectors.toUnmodifiableMap(SealingKey::mark, key -> key));
    }

    /**
     * The keys of a source, each derived once; what it gave is wiped.
     *
     * @param salt asked for when there is a passphrase among them
     * @throws InvalidInputException with all that is wrong with them; shows no byte of a key
     */
    public static KeyRing of(KeySource source, Supplier<byte[]> salt) {
        List<MasterKey> given = source.keys();
        try {
            var violations = new ArrayList<Violation>();
            if (given.isEmpty()) {
                violations.add(KeyRules.violation("required", source.name() + " has no key"));
            }
            given.forEach(key -> KeyRules.check(key, source.name(), violations));
            InvalidInputException.throwIfAny(violations);
            var keys = new LinkedHashMap<String, SealingKey>();
            given.forEach(key -> add(key, source.name(), salt, keys, violations));
            InvalidInputException.throwIfAny(violations);
            return new KeyRing(source.name(), keys.values());
        } finally {
            given.forEach(MasterKey::wipe);
        }
    }

    private static void add(
            MasterKey given,
            String where,
            Supplier<byte[]> salt,
            Map<String, SealingKey> keys,
            List<Violation> violations) {
        byte[] master = given.isPassphrase()
                ? Argon2id.derive(given.passphrase(), salt.get())
                : given.bytes().clone();
        SealingKey key = SealingKey.of(given.id(), master);
        Arrays.fill(master, (byte) 0);
        boolean idIsTaken = keys.values().stream().anyMatch(other -> other.id().equals(key.id()));
        SealingKey same = keys.putIfAbsent(key.mark(), key);
        if (same != null) {
            violations.add(new Violation(
                    KeyRules.FIELD,
                    "duplicate",
                    where + " has the same key twice (" + key + ", " + same + "). Take one of them out."));
        } else if (idIsTaken) {
            violations.add(new Violation(
                    KeyRules.FIELD,
                    "duplicate",
                    where + " has two keys of the id '" + key.id() + "'. Give each an id of its own."));
        }
    }

    @Override
    public String seal(byte[] plain, Place place) {
        try {
            byte[] sealed = cipher.seal(primary.aes(), plain, associated(primary.mark(), place));
            return Envelope.write(primary.mark(), sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM", e);
        }
    }

    @Override
    public byte[] open(String sealed, Place place) {
        Envelope envelope = Envelope.of(sealed)
                .orElseThrow(() -> unreadable(place, "it was not sealed by this kind of vault, or was cut"));
        if (!envelope.version().equals(Envelope.VERSION)) {
            throw new VaultException(
                    Trouble.UNREADABLE,
                    cannot(place) + "it was sealed in the form '" + envelope.version()
                            + "', which this version of Symposium does not know.",
                    "Run the version that sealed it, or enter the credential again.");
        }
        SealingKey key = byMark.get(envelope.mark());
        if (key == null) {
            throw unknownKey(place, envelope.mark());
        }
        byte @Nullable [] bytes = envelope.bytes();
        if (bytes == null || bytes.length < GcmCipher.IV_BYTES + GcmCipher.TAG_BYTES) {
            throw unreadable(place, "it was cut or changed");
        }
        try {
            return cipher.open(key.aes(), bytes, associated(key.mark(), place));
        } catch (GeneralSecurityException e) {
            throw unreadable(place, "it was changed, or moved from its place");
        }
    }

    @Override
    public boolean primary(String sealed) {
        return Envelope.of(sealed)
                .filter(text -> text.mark().equals(primary.mark()))
                .isPresent();
    }

    @Override
    public String keyId(String sealed) {
        return Envelope.of(sealed)
                .map(text -> {
                    SealingKey key = byMark.get(text.mark());
                    return key == null ? text.mark() : key.id();
                })
                .orElse("");
    }

    /** The ids of its keys, the primary first. */
    @Override
    public String toString() {
        String others = byMark.values().stream()
                .filter(key -> key != primary)
                .map(SealingKey::toString)
                .sorted()
                .collect(Collectors.joining(", "));
        return "key " + primary + (others.isEmpty() ? "" : ", opens also " + others);
    }

    /** The length before each part keeps two places from reading alike. */
    private static byte[] associated(String mark, Place place) {
        var all = new StringBuilder(160);
        for (String part : new String[] {Envelope.VERSION, mark, place.owner(), place.integrationId(), place.field()}) {
            all.append(part.length()).append(':').append(part);
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private VaultException unknownKey(Place place, String mark) {
        return new VaultException(
                Trouble.UNKNOWN_KEY,
                cannot(place) + "it was sealed with the key " + mark + ", which is not in " + source + " (there is "
                        + this + ").",
                "Put that key back, or enter the credential again.");
    }

    private static VaultException unreadable(Place place, String why) {
        return new VaultException(
                Trouble.UNREADABLE,
                cannot(place) + why + ".",
                "Enter the credential again; if it is so for many, restore the database from a backup.");
    }

    private static String cannot(Place place) {
        return "The stored credential '" + place.field() + "' can't be opened: ";
    }
}
