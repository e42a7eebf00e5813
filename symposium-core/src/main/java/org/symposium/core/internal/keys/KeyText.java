package org.symposium.core.internal.keys;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.symposium.spi.MasterKey;
import org.symposium.spi.model.Violation;

/**
 * Keys as text: {@code 2026-07:<Base64>,2026-01:<Base64>}, the first one primary; commas, spaces or line ends between them. The id may be left out, and what
 * follows a {@code #} up to the line's end is a comment.
 */
final class KeyText {
    private KeyText() {}

    /** The keys in a text; what is none becomes a violation. */
    static List<MasterKey> read(String text, String where, List<Violation> violations) {
        var keys = new ArrayList<MasterKey>();
        for (String entry : text.replaceAll("#[^\\r\\n]*", "").split("[,\\s]+", -1)) {
            if (!entry.isEmpty()) {
                read(entry, where, keys, violations);
            }
        }
        if (keys.isEmpty() && violations.isEmpty()) {
            violations.add(KeyRules.violation("required", where + " is empty"));
        }
        return keys;
    }

    private static void read(String entry, String where, List<MasterKey> keys, List<Violation> violations) {
        int colon = entry.indexOf(':');
        String id = entry.substring(0, Math.max(0, colon));
        if (colon >= 0 && !KeyRules.isId(id)) {
            violations.add(KeyRules.violation(
                    "id",
                    where + " must hold id:key, where the id has letters, digits, dots, dashes and underscores, at most"
                            + " 32"));
            return;
        }
        try {
            keys.add(MasterKey.of(id, Base64.getDecoder().decode(entry.substring(colon + 1))));
        } catch (IllegalArgumentException e) { // its message shows a character of the key
            violations.add(KeyRules.violation("base64", where + " is not Base64"));
        }
    }
}
