package org.symposium.spi.model;

import java.util.regex.Pattern;

/**
 * Plain text made into Markdown that shows it literally (CommonMark 0.31, GFM tables, strikethrough and autolinks). Only what could be taken for syntax
 * gets a backslash, so that ordinary prose stays as it is. Whoever puts a link right after text looks after a {@code !} at its end.
 */
public final class MarkdownText {
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|[\n\r\u000B\f\u0085\u2028\u2029]");
    private static final Pattern OUTER_LINE_BREAKS = Pattern.compile("^[\\s&&[^ \t]]+|[\\s&&[^ \t]]+$");
    private static final String ALWAYS = "\\`*[]<~|";
    private static final String HARD_BREAK = "\\\n";
    private static final int MOST_DIGITS_OF_A_LIST = 9;

    private MarkdownText() {}

    /**
     * Text for any place in a paragraph, list item or quotation, the start of a line included. A line break becomes a hard line break, a blank line two;
     * line breaks at either end are dropped.
     */
    public static String escape(String text) {
        var out = new StringBuilder(text.length() + text.length() / 8);
        boolean first = true;
        boolean blank = false;
        for (String line : LINE_BREAK.split(OUTER_LINE_BREAKS.matcher(text).replaceAll(""), -1)) {
            if (!first && line.isBlank()) {
                blank = true;
                continue;
            }
            out.append(first ? "" : blank ? HARD_BREAK + HARD_BREAK : HARD_BREAK);
            append(out, first ? line : line.strip(), true);
            first = false;
            blank = false;
        }
        return out.toString();
    }

    /** Text for a place that is one line, a heading or a table's cell; a line break becomes a space. */
    public static String escapeLine(String text) {
        var out = new StringBuilder(text.length() + text.length() / 8);
        append(
                out,
                LINE_BREAK
                        .matcher(OUTER_LINE_BREAKS.matcher(text).replaceAll(""))
                        .replaceAll(" "),
                true);
        return out.toString();
    }

    /** A link that shows this text, or the text alone when the address is empty. The address is not checked. */
    public static String link(String text, String url) {
        return url.isEmpty() ? escapeLine(text) : "[" + escapeLine(text) + "](" + destination(url) + ")";
    }

    /** A URL for the parentheses of a link: nothing in it can end the link. It is not checked otherwise. */
    public static String destination(String url) {
        var out = new StringBuilder(url.length() + 8);
        for (int at = 0; at < url.length(); at++) {
            char c = url.charAt(at);
            if (c <= ' ' || c == 0x7F || "<>()\"\\^`{|}".indexOf(c) >= 0) {
                out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            } else if (c == '&' && looksLikeEntity(url, at)) {
                out.append("\\&");
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /**
     * Appends text without line breaks.
     *
     * @param lineStart whether it stands at the start of a line: then what would open a block is escaped too
     */
    public static void append(StringBuilder out, String line, boolean lineStart) {
        int end = line.length();
        int marker = lineStart ? marker(line) : -1;
        int closing = closingHashes(line);
        for (int at = 0; at < end; at++) {
            char c = line.charAt(at);
            if (at == 0 && lineStart && (c == ' ' || c == '\t')) {
                out.append(c == ' ' ? "&#32;" : "&#9;");
            } else if (at > 0 && at == end - 1 && c == ' ' && line.charAt(at - 1) == ' ') {
                out.append("&#32;");
            } else if (c >= ' ' || c == '\t') {
                if (at == marker || at == closing || isSyntax(line, at, c)) {
                    out.append('\\');
                }
                out.append(c);
            }
        }
    }

    private static boolean isSyntax(String line, int at, char c) {
        boolean last = at + 1 == line.length();
        return switch (c) {
            case '_' -> !(isWord(line, at - 1) && isWord(line, at + 1));
            case '&' -> last || line.charAt(at + 1) == '#' || isWord(line, at + 1);
            default -> c < 0x7F && ALWAYS.indexOf(c) >= 0;
        };
    }

    private static boolean isWord(String line, int at) {
        return at >= 0 && at < line.length() && Character.isLetterOrDigit(line.charAt(at));
    }

    /** Where a backslash keeps the line from being a heading, list item, quotation, rule or underline; -1 if nothing does. */
    private static int marker(String line) {
        int at = 0;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        if (at == line.length()) {
            return -1;
        }
        char c = line.charAt(at);
        return switch (c) {
            case '#', '>' -> at;
            case '-', '+', '=' -> endsOrRepeats(line, at + 1, c) || isUnderline(line, at) ? at : -1;
            case ':' -> isUnderline(line, at) ? at : -1;
            default -> numberOfList(line, at);
        };
    }

    private static boolean endsOrRepeats(String line, int at, char c) {
        return isBlank(line, at) || line.charAt(at) == c;
    }

    private static boolean isBlank(String line, int at) {
        return at >= line.length() || line.charAt(at) == ' ' || line.charAt(at) == '\t';
    }

    private static boolean isUnderline(String line, int from) {
        for (int at = from; at < line.length(); at++) {
            if ("-=: \t".indexOf(line.charAt(at)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int numberOfList(String line, int from) {
        int at = from;
        while (at < line.length()
                && at - from < MOST_DIGITS_OF_A_LIST
                && line.charAt(at) >= '0'
                && line.charAt(at) <= '9') {
            at++;
        }
        boolean delimited = at > from && at < line.length() && (line.charAt(at) == '.' || line.charAt(at) == ')');
        return delimited && isBlank(line, at + 1) ? at : -1;
    }

    /** A heading drops hashes at its end; the place of the first of them, or -1. */
    private static int closingHashes(String line) {
        int end = line.stripTrailing().length();
        int at = end;
        while (at > 0 && line.charAt(at - 1) == '#') {
            at--;
        }
        return at < end && (at == 0 || isBlank(line, at - 1)) ? at : -1;
    }

    private static boolean looksLikeEntity(String url, int ampersand) {
        int at = ampersand + 1;
        while (at < url.length() && at - ampersand < 40 && (url.charAt(at) == '#' || isWord(url, at))) {
            at++;
        }
        return at > ampersand + 1 && at < url.length() && url.charAt(at) == ';';
    }
}
