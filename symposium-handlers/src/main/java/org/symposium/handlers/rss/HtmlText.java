package org.symposium.handlers.rss;

import java.util.Locale;
import java.util.Set;

/** Between HTML and plain text, in one pass over the text. For titles and excerpts; whole contents go through the engine's own cleaner. */
final class HtmlText {
    private static final Set<String> BREAKING = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "br",
            "dd",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "td",
            "th",
            "tr",
            "ul");

    private final String html;
    private final StringBuilder plain = new StringBuilder();
    private boolean gap;
    private boolean noMoreTags;
    private boolean noMoreComments;

    private HtmlText(String html) {
        this.html = html;
    }

    /** The text without tags, entities decoded once, white space collapsed: one line. */
    static String plain(String html) {
        return new HtmlText(html).read();
    }

    /** One line of text that is plain already. */
    static String line(String text) {
        var line = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                gap = true;
                continue;
            }
            if (gap && line.length() > 0) {
                line.append(' ');
            }
            gap = false;
            line.append(c);
        }
        return line.toString();
    }

    /** Whether a browser would show something else than the text as it stands. */
    static boolean isMarkup(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c == '<' && startsTag(text, i)) || (c == '&' && HtmlEntities.at(text, i) != null)) {
                return true;
            }
        }
        return false;
    }

    /** HTML of plain text: an empty line parts paragraphs, other line ends are blanks. */
    static String paragraphs(String plain) {
        return html(plain, " ");
    }

    /** HTML of plain text whose lines were meant as lines. */
    static String lines(String plain) {
        return html(plain, "<br>");
    }

    /** The text with what HTML would take for markup escaped. */
    static String escape(CharSequence text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** At most so many code points, cut after a word if one ends near; an ellipsis says that something is missing. */
    static String shortened(String line, int most) {
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        int end = line.offsetByCodePoints(0, most - 1);
        int blank = line.lastIndexOf(' ', end);
        return line.substring(0, blank > end / 2 ? blank : end).stripTrailing() + "…";
    }

    private static String html(String plain, String lineEnd) {
        var html = new StringBuilder();
        boolean open = false;
        boolean first = true;
        for (String row : (Iterable<String>) plain.strip().lines()::iterator) {
            boolean empty = row.isBlank();
            if (empty && open) {
                html.append("</p>");
                open = false;
            } else if (!empty) {
                html.append(open ? lineEnd : "<p>").append(escape(row.strip()));
                open = true;
                first = false;
            }
        }
        return first ? "" : html.append(open ? "</p>" : "").toString();
    }

    private String read() {
        int at = 0;
        while (at < html.length()) {
            char c = html.charAt(at);
            if (c == '<' && !noMoreTags && startsTag(html, at)) {
                at = tag(at);
            } else if (c == '&') {
                at = reference(at);
            } else {
                add(c);
                at++;
            }
        }
        return plain.toString();
    }

    private int tag(int at) {
        int end = comment(at);
        end = end < 0 ? html.indexOf('>', at) : end;
        if (end < 0) {
            noMoreTags = true;
            add('<');
            return at + 1;
        }
        String name = name(at + 1);
        gap |= BREAKING.contains(name.startsWith("/") ? name.substring(1) : name);
        return name.equals("script") || name.equals("style") ? after(name, end + 1) : end + 1;
    }

    /** The last character of a comment that starts here; negative when none does, or it has no end. */
    private int comment(int at) {
        if (noMoreComments || !html.startsWith("<!--", at)) {
            return -1;
        }
        int end = html.indexOf("-->", at + 4);
        noMoreComments = end < 0;
        return noMoreComments ? -1 : end + 2;
    }

    /** Behind the end tag of an element whose inside is no text; the end of all when there is none. */
    private int after(String name, int from) {
        for (int at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
            if (html.regionMatches(true, at + 2, name, 0, name.length())) {
                return at;
            }
        }
        return html.length();
    }

    private String name(int from) {
        int end = from;
        while (end < html.length()
                && end < from + 12
                && ((html.charAt(end) == '/' && end == from) || Character.isLetterOrDigit(html.charAt(end)))) {
            end++;
        }
        return html.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private int reference(int at) {
        var reference = HtmlEntities.at(html, at);
        if (reference == null) {
            add('&');
            return at + 1;
        }
        for (int i = 0; i < reference.text().length(); i++) {
            add(reference.text().charAt(i));
        }
        return reference.end();
    }

    private void add(char c) {
        if (isBlank(c)) {
            gap = true;
            return;
        }
        if (gap && plain.length() > 0) {
            plain.append(' ');
        }
        gap = false;
        plain.append(c);
    }

    private static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00a0' || c == '\u2028' || c == '\u2029';
    }

    private static boolean startsTag(String text, int at) {
        if (at + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(at + 1);
        return next == '/'
                || next == '!'
                || next == '?'
                || (next >= 'a' && next <= 'z')
                || (next >= 'A' && next <= 'Z');
    }
}
