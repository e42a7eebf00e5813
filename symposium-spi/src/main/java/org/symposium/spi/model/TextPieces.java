package org.symposium.spi.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain text cut to the limits of a service's fields. Lengths are UTF-16 units ({@link String#length()}): as services count, or stricter. Never cut inside a
 * code point, and inside what a reader takes for one character (UAX #29) only where that alone is longer than allowed.
 */
public final class TextPieces {
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final int LEAST = 2;

    /** How far beyond a limit a character is followed: some have thousands of marks. */
    private static final int LOOK_AHEAD = 64;

    private TextPieces() {}

    /**
     * The text in pieces, cut after blanks and line breaks where there are any. Joined, they are the text again.
     *
     * @param most longest piece, at least 2
     * @return none for the empty text
     */
    public static List<String> of(String text, int most) {
        require(most);
        var pieces = new ArrayList<String>();
        int from = 0;
        while (text.length() - from > most) {
            int to = afterBlank(text, from, from + most);
            to = to > from ? to : character(text, from, from + most);
            pieces.add(text.substring(from, to));
            from = to;
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return List.copyOf(pieces);
    }

    /**
     * The text if it is short enough, else its beginning and {@code …}.
     *
     * @param most longest result, at least 2
     */
    public static String shortened(String text, int most) {
        require(most);
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, character(text, 0, most - 1)).stripTrailing() + "…";
    }

    private static void require(int most) {
        if (most < LEAST) {
            throw new IllegalArgumentException(
                    "A piece of text needs room for " + LEAST + " units; this limit is " + most);
        }
    }

    private static int afterBlank(String text, int from, int limit) {
        for (int at = limit; at > from; at--) {
            if (Character.isWhitespace(text.charAt(at - 1))) {
                return at;
            }
        }
        return from;
    }

    /** The last border of a character up to the limit. */
    private static int character(String text, int from, int limit) {
        Matcher characters = CHARACTER.matcher(text).region(from, Math.min(text.length(), limit + LOOK_AHEAD));
        int border = from;
        while (border < limit && characters.find() && characters.end() <= limit) {
            border = characters.end();
        }
        if (border > from) {
            return border;
        }
        boolean inPair = limit > from
                && Character.isHighSurrogate(text.charAt(limit - 1))
                && Character.isLowSurrogate(text.charAt(limit));
        return inPair ? limit - 1 : limit;
    }
}
