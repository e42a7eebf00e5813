package org.symposium.handlers.rss;

import java.util.Locale;
import java.util.Set;

/**
 * What stands before the root of a document, and what the root is. Forgives white space and junk before {@code <?xml}; a document type is passed
 * over and never loaded, and refused if it declares anything, since entities are how small feeds become huge ones.
 */
final class XmlProlog {
    private static final Set<String> FEED_ROOTS = Set.of("rss", "rdf", "feed", "entry");
    private static final int JUNK_AT_MOST = 64 * 1024;

    private final String text;
    private boolean jumped;
    private boolean htmlDoctype;
    private int rootStart = -1;
    private String rootName = "";

    private XmlProlog(String text) {
        this.text = text;
    }

    static XmlProlog of(String text) {
        var prolog = new XmlProlog(text);
        int at = text.indexOf('<');
        while (at >= 0) {
            at = prolog.next(at);
        }
        return prolog;
    }

    /** Where the root's start tag begins; negative if the text has none. */
    int rootStart() {
        return rootStart;
    }

    /** Local name of the root, lower case; empty if there is none. */
    String rootName() {
        return rootName;
    }

    boolean isFeed() {
        return FEED_ROOTS.contains(rootName);
    }

    boolean isHtml() {
        return htmlDoctype || rootName.equals("html");
    }

    /** Goes on from a {@code <}; gives the next one, or a negative number when the root is found or nothing follows. */
    private int next(int at) {
        if (text.startsWith("<?", at)) {
            return after("?>", at + 2);
        }
        if (text.startsWith("<!--", at)) {
            return after("-->", at + 4);
        }
        if (text.regionMatches(true, at, "<!doctype", 0, 9)) {
            return doctype(at + 9);
        }
        String name = name(at + 1);
        if (name.isEmpty()) {
            return text.indexOf('<', at + 1);
        }
        int declaration = FEED_ROOTS.contains(name) || jumped ? -1 : declarationAfter(at);
        if (declaration >= 0) {
            jumped = true;
            return declaration;
        }
        rootStart = at;
        rootName = name;
        return -1;
    }

    private int after(String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? -1 : text.indexOf('<', at + end.length());
    }

    private int doctype(int from) {
        htmlDoctype |= name(skipBlanks(from)).equals("html");
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[') {
                throw UnreadableFeed.because(
                        "The feed declares a document type with entities of its own, which is refused for safety.");
            } else if (c == '>') {
                return text.indexOf('<', i + 1);
            }
        }
        return -1;
    }

    /** An XML declaration behind something that is no feed, such as warnings that a script printed before it. */
    private int declarationAfter(int at) {
        int declaration = text.indexOf("<?xml", at);
        int end = declaration + 5;
        return declaration >= 0 && declaration - at < JUNK_AT_MOST && end < text.length() && text.charAt(end) <= ' '
                ? declaration
                : -1;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    /** The local part of a name that starts here, lower case; empty if none does. */
    private String name(int from) {
        int end = from;
        int local = from;
        while (end < text.length() && end - from < 100 && isNameCharacter(text.charAt(end))) {
            local = text.charAt(end) == ':' ? end + 1 : local;
            end++;
        }
        return text.substring(local, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isNameCharacter(char c) {
        return c == ':' || c == '_' || c == '-' || c == '.' || Character.isLetterOrDigit(c);
    }
}
