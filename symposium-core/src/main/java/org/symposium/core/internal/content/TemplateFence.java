package org.symposium.core.internal.content;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows the lines that a template itself writes, to know whether a block of code is open. */
final class TemplateFence {
    private static final Pattern FENCE = Pattern.compile(" {0,3}+(`{3,}(?=[^`]*$)|~{3,})(.*)");
    private static final Pattern CLOSING_LINE = Pattern.compile("(?m)^(?= {0,3}(?:`{3,}|~{3,})[ \t]*$)");

    private static final int LONGEST = 1_000;

    private final StringBuilder line = new StringBuilder();
    private String open = "";

    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Moves over a character; one of a value is no mark of code, whatever it is. */
    void follow(char c, boolean ofValue) {
        if (c == '\n') {
            follow(line.toString());
            line.setLength(0);
        } else if (line.length() < LONGEST) {
            line.append(ofValue ? 'x' : c);
        }
    }

    private void follow(String text) {
        Matcher marks = FENCE.matcher(text);
        if (!marks.matches()) {
            return;
        }
        if (open.isEmpty()) {
            open = marks.group(1);
        } else if (marks.group(1).startsWith(open) && marks.group(2).isBlank()) {
            open = "";
        }
    }

    /** Text within it as it is; a line that would close it is indented, with which it closes nothing. */
    static String code(String text) {
        return CLOSING_LINE
                .matcher(text.replace("\r\n", "\n").replace('\r', '\n'))
                .replaceAll("    ");
    }
}
