package org.symposium.core.internal.keys;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.symposium.spi.MasterKey;
import org.symposium.spi.model.Violation;

/** What is no key. Nothing of a key is ever shown, not even a character that can't be read. */
final class KeyRules {
    /** What violations name. */
    static final String FIELD = "vault.key";

    static final int KEY_BYTES = 32;
    static final String HOW_TO_MAKE_ONE =
            " Make one with 'openssl rand -base64 32' and keep it outside of the repository.";

    private static final int SHORTEST_PASSPHRASE = 16;
    private static final int FEWEST_DIFFERENT = 12;
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}";

    private KeyRules() {}

    /** Whether a text can be the id of a key. */
    static boolean isId(String text) {
        return text.matches(ID);
    }

    /** Adds what is wrong with a key. */
    static void check(MasterKey key, String where, List<Violation> violations) {
        if (!key.id().isEmpty() && !isId(key.id())) {
            violations.add(violation(
                    "id",
                    where + " has an id that is none: letters, digits, dots, dashes and underscores, at most 32"));
            return;
        }
        String shown = (key.id().isEmpty() ? "" : "the key '" + key.id() + "' in ") + where;
        Optional<Violation> wrong =
                key.isPassphrase() ? passphrase(key.passphrase(), shown) : bytes(key.bytes(), shown);
        wrong.ifPresent(violations::add);
    }

    static Violation violation(String rule, String message) {
        return new Violation(FIELD, rule, message.endsWith(".") ? message : message + "." + HOW_TO_MAKE_ONE);
    }

    private static Optional<Violation> bytes(byte[] key, String shown) {
        if (key.length != KEY_BYTES) {
            String why = shown + " must hold " + KEY_BYTES + " bytes, but holds " + key.length;
            return Optional.of(violation("length", why));
        }
        if (isCount(key) || different(key) < FEWEST_DIFFERENT) {
            return Optional.of(violation(
                    "weak",
                    shown + " holds " + KEY_BYTES + " bytes that are not random: all alike, in order, or repeated"));
        }
        if (isText(key)) {
            return Optional.of(violation(
                    "weak",
                    shown + " holds text, not random bytes; a passphrase belongs in " + EnvironmentKeys.PASSPHRASE));
        }
        return Optional.empty();
    }

    private static Optional<Violation> passphrase(char[] passphrase, String shown) {
        if (passphrase.length < SHORTEST_PASSPHRASE) {
            return Optional.of(violation(
                    "length",
                    shown + String.format(Locale.ROOT, " must have at least %d characters", SHORTEST_PASSPHRASE)));
        }
        long different = new String(passphrase).chars().distinct().count();
        return different < SHORTEST_PASSPHRASE / 3
                ? Optional.of(violation("weak", shown + " has hardly any different characters"))
                : Optional.empty();
    }

    /** Whether each byte is as far from the one before as any other: 0 0 0 …, 1 2 3 …. */
    private static boolean isCount(byte[] key) {
        byte step = (byte) (key[1] - key[0]);
        for (int i = 2; i < key.length; i++) {
            if ((byte) (key[i] - key[i - 1]) != step) {
                return false;
            }
        }
        return true;
    }

    /** Of 32 random bytes about 30 are different; fewer than 12 do not happen. */
    private static long different(byte[] key) {
        var seen = new BitSet();
        for (byte octet : key) {
            seen.set(octet & 0xff);
        }
        return seen.cardinality();
    }

    /** 32 random bytes are all printable once in 10¹³ times. */
    private static boolean isText(byte[] key) {
        for (byte octet : key) {
            if (octet < 0x20 || octet == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
