package org.symposium.handlers.rss;

/**
 * Makes XML parsers read what people publish, in one pass: characters that XML 1.0 forbids are dropped, entities of HTML become characters, a bare
 * {@code &}, {@code <} or {@code ]]>} becomes text; comments and processing instructions go. Lines keep their numbers. CDATA is left alone but for
 * forbidden characters. A text with nothing to repair is not copied.
 */
final class XmlRepair {
    private final String text;
    private final StringBuilder repaired = new StringBuilder();
    private int copied;

    private XmlRepair(String text, int from) {
        this.text = text;
        this.copied = from;
    }

    /** The text from this position on, repaired. */
    static String repair(String text, int from) {
        return new XmlRepair(text, from).repair();
    }

    private String repair() {
        int from = copied;
        int cdataEnd = -1;
        for (int i = from; i < text.length(); ) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0xd800 && (c > '>' || (c != '&' && c != '<' && c != '>'))) {
                i++;
            } else if (c == '<' && i >= cdataEnd && text.startsWith("<![CDATA[", i)) {
                int end = text.indexOf("]]>", i + 9);
                cdataEnd = end < 0 ? text.length() : end + 3;
                i += 9;
            } else if (i < cdataEnd && (c == '&' || c == '<' || c == '>')) {
                i++;
            } else {
                i = special(c, i, from);
            }
        }
        return copied == from
                ? text.substring(from)
                : repaired.append(text, copied, text.length()).toString();
    }

    private int special(char c, int i, int from) {
        return switch (c) {
            case '\t', '\n', '\r' -> i + 1;
            case '&' -> ampersand(i);
            case '<' -> less(i);
            case '>' -> i - from >= 2 && text.startsWith("]]", i - 2) ? replace(i, i + 1, "&gt;") : i + 1;
            default -> character(c, i);
        };
    }

    private int ampersand(int i) {
        HtmlEntities.Reference reference = HtmlEntities.at(text, i);
        if (reference == null) {
            return replace(i, i + 1, "&amp;");
        }
        boolean ascii = !reference.text().isEmpty() && reference.text().charAt(0) < 0x80;
        return ascii ? reference.end() : replace(i, reference.end(), reference.text());
    }

    private int less(int i) {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (next == '?') {
            return drop(i, "?>");
        }
        if (text.startsWith("<!--", i)) {
            return drop(i, "-->");
        }
        return next == '/' || next == '!' || next == '_' || next == ':' || Character.isLetter(next)
                ? i + 1
                : replace(i, i + 1, "&lt;");
    }

    /** Leaves out what ends so, but for its line ends. Without an end, everything after is lost and the parser finds the document cut. */
    private int drop(int i, String end) {
        int at = text.indexOf(end, i + 2);
        int after = at < 0 ? text.length() : at + end.length();
        var lineEnds = new StringBuilder();
        text.substring(i, after).chars().filter(c -> c == '\n').forEach(c -> lineEnds.append('\n'));
        return replace(i, after, lineEnds.toString());
    }

    private int character(char c, int i) {
        boolean pair =
                Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        if (pair) {
            return i + 2;
        }
        return HtmlEntities.isXmlCharacter(c) ? i + 1 : replace(i, i + 1, "");
    }

    private int replace(int from, int to, String by) {
        repaired.append(text, copied, from).append(by);
        copied = to;
        return to;
    }
}
