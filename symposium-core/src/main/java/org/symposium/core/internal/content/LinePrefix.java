package org.symposium.core.internal.content;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line begins with before its text: blanks, marks of quotations and of list items. A value of several lines goes on with it, so that it stays in its
 * quotation or item.
 *
 * @param next what further lines begin with: items' marks become blanks
 */
record LinePrefix(String next) {
    static final LinePrefix NONE = new LinePrefix("");

    private static final Pattern MARKS =
            Pattern.compile("[ \t]*+(?:(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t]))[ \t]*+)*+");
    private static final Pattern BREAK = Pattern.compile("\n(?=(\n)?)");
    private static final Pattern ITEM = Pattern.compile("[-+*]|[0-9]{1,9}[.)]");

    /** The prefix that the line consists of; empty if it holds text too. */
    static Optional<LinePrefix> of(String line) {
        return MARKS.matcher(line).matches()
                ? Optional.of(new LinePrefix(ITEM.matcher(line)
                        .replaceAll(mark -> " ".repeat(mark.group().length()))))
                : Optional.empty();
    }

    /** The lines with it, but for the first. */
    String putBefore(String lines) {
        return next.isEmpty()
                ? lines
                : BREAK.matcher(lines)
                        .replaceAll(found -> "\n" + Matcher.quoteReplacement(found.group(1) == null ? next : blank()));
    }

    /** A blank line that ends nothing but a paragraph. */
    String blank() {
        return next.stripTrailing();
    }
}
