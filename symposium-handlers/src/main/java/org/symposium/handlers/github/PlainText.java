package org.symposium.handlers.github;

import java.util.regex.Pattern;

/** The beginning of a text in GitHub's Markdown, as plain text: no markup, no HTML, no comments of templates, on one line. */
final class PlainText {
    static final int MOST = 300;
    /** Longer ones are cut before they are looked at; GitHub allows 65,536 characters. */
    private static final int MOST_READ = 8_000;

    private static final Pattern COMMENT = Pattern.compile("<!--.*?(?:-->|\\z)", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]{0,3}(?:`{3,}|~{3,}).*$");
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]{0,500}>");
    private static final Pattern IMAGE = Pattern.compile("!\\[[^\\[\\]]{0,300}\\]\\([^()\\s]{0,500}\\)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]{0,300})\\]\\([^()\\s]{0,500}\\)");
    private static final Pattern LINE_MARK = Pattern.compile(
            "(?m)^[ \\t]*(?:#{1,6}[ \\t]+|>[ \\t]?|[-*+][ \\t]+(?:\\[[ xX]\\][ \\t]+)?|[-=]{3,}[ \\t]*$)");
    private static final Pattern EMPHASIS = Pattern.compile("\\*{1,3}|_{2,3}|~~|`+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");

    private PlainText() {}

    static String summary(String markdown) {
        String text = markdown.length() <= MOST_READ ? markdown : markdown.substring(0, MOST_READ);
        text = COMMENT.matcher(text).replaceAll(" ");
        text = FENCE.matcher(text).replaceAll(" ");
        text = IMAGE.matcher(text).replaceAll(" ");
        text = LINK.matcher(text).replaceAll("$1");
        text = TAG.matcher(text).replaceAll(" ");
        text = LINE_MARK.matcher(text).replaceAll("");
        text = EMPHASIS.matcher(text).replaceAll("");
        return cut(text, MOST);
    }

    /** On one line, and at most so many characters. */
    static String cut(String text, int most) {
        String line = BLANKS.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…";
    }
}
