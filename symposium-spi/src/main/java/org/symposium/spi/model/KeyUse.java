package org.symposium.spi.model;

/**
 * How much of what is stored one encryption key has sealed.
 *
 * @param keyId the key, as the vault calls it: one word for one key at a time, as in the vault's messages. What is sealed tells the key by its mark alone, so a key that an
 *     operator has named is called by that name as long as it is there, and by its mark afterwards; {@code AesGcmVault.toString} says both
 * @param isPrimary whether it is the one that seals now
 * @param credentials how many credentials it has sealed; a key that is not primary and has sealed none may be taken away
 */
public record KeyUse(String keyId, boolean isPrimary, long credentials) {
    /** {@code {"key_id": "2026-07", "is_primary": true, "credentials": 12}}. */
    public Values toValues() {
        return Values.of("key_id", keyId).with("is_primary", isPrimary).with("credentials", credentials);
    }
}
