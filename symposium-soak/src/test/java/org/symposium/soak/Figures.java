package org.symposium.soak;

import java.util.Locale;

/** What a soak has measured, for whoever reads the build's output. */
final class Figures {
    private Figures() {}

    /** One line. */
    static synchronized void print(String format, Object... figures) {
        System.out.println("SOAK  " + String.format(Locale.ROOT, format, figures));
    }
}
