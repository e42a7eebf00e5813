package org.symposium.core.internal.content;

import java.util.BitSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Where text may be cut, from the best kind of place to the last resort. */
enum TextBorder {
    /** After a sentence or a line, outside of links. */
    SENTENCE("(?<=[.!?…][\"'”’»)\\]]{0,3})\\s+|(?<=[。！？])|(?<=\n)", false),
    /** Between words, outside of links. */
    WORD("\\s+", false),
    /** Where a link, or text with other marks, begins or ends. */
    SPAN("", false),
    /** Between words, also of a link's label. */
    WORD_OF_LINK("\\s+", true),
    /** Between what a reader takes for one character. */
    GRAPHEME("\\X", true),
    /** Between code points. */
    CODE_POINT("", true);

    private final Pattern pattern;
    private final boolean withinLinks;

    TextBorder(String pattern, boolean withinLinks) {
        this.pattern = Pattern.compile(pattern);
        this.withinLinks = withinLinks;
    }

    /**
     * Places of this kind, ascending, neither before the first character nor after the last.
     *
     * @param withinLink the places inside of links
     * @param spanEnds the places where a link or other marks begin or end
     */
    int[] in(String text, BitSet withinLink, BitSet spanEnds) {
        IntStream places = switch (this) {
            case SPAN -> spanEnds.stream();
            case CODE_POINT ->
                IntStream.range(1, text.length())
                        .filter(at -> !Character.isLowSurrogate(text.charAt(at))
                                || !Character.isHighSurrogate(text.charAt(at - 1)));
            default -> {
                Matcher matcher = pattern.matcher(text);
                yield matcher.results().mapToInt(MatchResult::end);
            }
        };
        return places.filter(at -> at > 0 && at < text.length() && (withinLinks || !withinLink.get(at)))
                .toArray();
    }
}
