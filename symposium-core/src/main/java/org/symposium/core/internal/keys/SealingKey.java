package org.symposium.core.internal.keys;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/** What is derived of one master key, once: the key that seals, and a mark that tells it from others and nothing about it. */
final class SealingKey {
    private static final int MARK_BYTES = 4;

    private final String id;
    private final String mark;
    private final SecretKeySpec aes;

    private SealingKey(String id, String mark, SecretKeySpec aes) {
        this.id = id;
        this.mark = mark;
        this.aes = aes;
    }

    /** Wipes nothing; an empty id is replaced by the mark. */
    static SealingKey of(String id, byte[] master) {
        byte[] sealing = Hkdf.expand(master, "symposium credentials", KeyRules.KEY_BYTES);
        String mark = HexFormat.of().formatHex(Hkdf.expand(master, "symposium key id", MARK_BYTES));
        var key = new SealingKey(id.isEmpty() ? mark : id, mark, new SecretKeySpec(sealing, "AES"));
        Arrays.fill(sealing, (byte) 0);
        return key;
    }

    /** What its operator calls it; the mark if nothing. */
    String id() {
        return id;
    }

    /** Stands in what it has sealed, whatever its operator calls it. */
    String mark() {
        return mark;
    }

    SecretKeySpec aes() {
        return aes;
    }

    @Override
    public String toString() {
        return id.equals(mark) ? id : id + " (" + mark + ")";
    }
}
