package org.symposium.handlers.notion;

import java.util.Locale;

/** Addresses that may stand in a card. */
final class WebAddress {
    private WebAddress() {}

    static boolean isOne(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://") || lower.startsWith("mailto:");
    }
}
