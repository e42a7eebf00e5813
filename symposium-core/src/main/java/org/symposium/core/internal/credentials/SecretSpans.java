package org.symposium.core.internal.credentials;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.symposium.spi.http.Secret;

/** Where in a text secrets stand: whole, cut off, and with characters taken out that are no letters or digits. */
final class SecretSpans {
    /** A part of a secret of so many characters stands in no text by chance. */
    static final int SURE = 8;

    /** Of letters and digits alone it takes more of them, since the text around is squeezed too. */
    private static final int SURE_SQUEEZED = 12;

    private static final char ELLIPSIS = '…';

    /** What was masked already is no place where a text was cut. */
    private static final char MASKED = Secret.MASK.charAt(0);

    /** Of hostile texts that consist of ellipses no more are looked at; no handler cuts so often. */
    private static final int MOST_CUTS = 2000;

    private final String text;
    private final List<String> needles;
    private final BitSet hidden = new BitSet();

    private SecretSpans(String text, List<String> needles) {
        this.text = text;
        this.needles = needles;
    }

    /**
     * The indexes of the characters that belong to a secret.
     *
     * @param needles secrets in all their forms
     * @param squeezed what {@link #squeezed} makes of them
     */
    static BitSet in(String text, List<String> needles, List<String> squeezed) {
        BitSet hidden = new SecretSpans(text, needles).found();
        if (!squeezed.isEmpty()) {
            addSqueezed(text, squeezed, hidden);
        }
        return hidden;
    }

    /** The letters and digits alone, of needles that have enough of them, and others. */
    static Set<String> squeezed(Collection<String> needles) {
        var squeezed = new HashSet<String>();
        for (String needle : needles) {
            String kept = lettersAndDigits(needle);
            if (kept.length() >= SURE_SQUEEZED && kept.length() < needle.length()) {
                squeezed.add(kept);
            }
        }
        return squeezed;
    }

    /** Markup stripped from a text takes {@code *}, {@code _} or a backtick out of a secret too; blanks are folded, escapes added. */
    private static void addSqueezed(String text, List<String> squeezed, BitSet hidden) {
        var kept = new StringBuilder();
        int[] places = new int[text.length()];
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isLetterOrDigit(c) || c == ELLIPSIS || c == MASKED) {
                places[kept.length()] = at;
                kept.append(c);
            }
        }
        BitSet found = new SecretSpans(kept.toString(), squeezed).found();
        for (int start = found.nextSetBit(0); start >= 0; ) {
            int end = found.nextClearBit(start);
            hidden.set(places[start], places[end - 1] + 1);
            start = found.nextSetBit(end);
        }
    }

    private static String lettersAndDigits(String needle) {
        var kept = new StringBuilder(needle.length());
        for (int at = 0; at < needle.length(); at++) {
            if (Character.isLetterOrDigit(needle.charAt(at))) {
                kept.append(needle.charAt(at));
            }
        }
        return kept.toString();
    }

    private BitSet found() {
        for (String needle : needles) {
            for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
                hidden.set(at, at + needle.length());
            }
        }
        hideCut();
        return hidden;
    }

    /** What is left of a secret on this side of a cut and on that. */
    private void hideCut() {
        int cut = text.indexOf(ELLIPSIS);
        for (int cuts = 0; cut >= 0 && cuts < MOST_CUTS; cuts++) {
            hideStart(cut);
            hideEnd(cut + 1);
            cut = text.indexOf(ELLIPSIS, cut + 1);
        }
        hideStart(text.length());
        hideEnd(0);
        if (text.length() >= SURE && needles.stream().anyMatch(needle -> needle.contains(text))) {
            hidden.set(0, text.length());
        }
    }

    /** Hides the beginnings of needles that end there. */
    private void hideStart(int end) {
        for (String needle : needles) {
            for (int length = Math.min(needle.length() - 1, end); length >= SURE; length--) {
                if (text.regionMatches(end - length, needle, 0, length)) {
                    hidden.set(end - length, end);
                    break;
                }
            }
        }
    }

    /** Hides the ends of needles that begin there. */
    private void hideEnd(int start) {
        for (String needle : needles) {
            for (int length = Math.min(needle.length() - 1, text.length() - start); length >= SURE; length--) {
                if (text.regionMatches(start, needle, needle.length() - length, length)) {
                    hidden.set(start, start + length);
                    break;
                }
            }
        }
    }
}
