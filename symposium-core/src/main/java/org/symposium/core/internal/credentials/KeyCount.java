package org.symposium.core.internal.credentials;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.Stores;
import org.symposium.spi.model.KeyUse;

/** How many credentials each key has sealed. */
final class KeyCount {
    private KeyCount() {}

    /** Reads all rows that hold sealed texts. The primary key comes first; keys that have sealed something once and hold nothing any more are among them. */
    static List<KeyUse> of(Stores stores, CredentialVault vault) {
        var counts = new HashMap<String, KeyUse>();
        for (String check : KeyCheck.checks(stores)) {
            count(check, 0, vault, counts);
        }
        SealedRows.all(stores, row -> {
            row.texts().forEach(text -> count(text, 1, vault, counts));
            return true;
        });
        return counts.values().stream()
                .sorted(Comparator.comparing(KeyUse::isPrimary).reversed().thenComparing(KeyUse::keyId))
                .toList();
    }

    /** How many are not sealed by the primary key. */
    static long old(List<KeyUse> keys) {
        return keys.stream()
                .filter(use -> !use.isPrimary())
                .mapToLong(KeyUse::credentials)
                .sum();
    }

    private static void count(String sealed, long more, CredentialVault vault, Map<String, KeyUse> counts) {
        var first = new KeyUse(vault.keyId(sealed), vault.primary(sealed), more);
        counts.merge(
                first.keyId(),
                first,
                (one, other) -> new KeyUse(
                        one.keyId(), one.isPrimary() || other.isPrimary(), one.credentials() + other.credentials()));
    }
}
