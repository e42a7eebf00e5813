package org.symposium.soak;

/** What a soak has measured, for whoever reads the build's output. */
final class Figures {
    private Figures() {}

    /** One line. */
    static synchronized void print(String line) {
        System.out.println("SOAK  " + line);
    }
}
