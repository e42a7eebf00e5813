package org.symposium.handlers.rss;

/** Plain text as Markdown: escaped where CommonMark would see more in it. */
final class MarkdownText {
    private MarkdownText() {}

    /** One line of text. */
    static String escape(String line) {
        var escaped = new StringBuilder(line.length() + 8);
        for (int i = 0; i < line.length(); i++) {
            if (means(line, i)) {
                escaped.append('\\');
            }
            escaped.append(line.charAt(i));
        }
        return escaped.toString();
    }

    /** A link, or its text alone when there is no address. */
    static String link(String text, String url) {
        if (url.isEmpty()) {
            return escape(text);
        }
        return "[" + escape(text) + "]("
                + url.replace("\\", "%5C").replace("(", "\\(").replace(")", "\\)") + ")";
    }

    private static boolean means(String line, int i) {
        char before = i == 0 ? ' ' : line.charAt(i - 1);
        char after = i + 1 == line.length() ? ' ' : line.charAt(i + 1);
        return switch (line.charAt(i)) {
            case '\\', '`', '*', '[', ']', '<', '~', '|' -> true;
            case '_' -> !Character.isLetterOrDigit(before) || !Character.isLetterOrDigit(after);
            case '&' -> after == '#' || Character.isLetter(after);
            case '#' -> i == 0 || (after == ' ' && line.charAt(0) == '#');
            case '>' -> i == 0;
            case '+', '-', '=' -> i == 0;
            case '.', ')' ->
                i < 10 && after == ' ' && line.substring(0, i).chars().allMatch(c -> c >= '0' && c <= '9') && i > 0;
            default -> false;
        };
    }
}
