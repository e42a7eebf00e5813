package org.symposium.core.internal.content;

import java.util.regex.Pattern;

/**
 * Where a value of Markdown ended with something other than text, which must not go on with what comes next.
 *
 * @param at its end in the output
 * @param prefix of its lines
 * @param list whether it ended with a list, which blank lines alone do not end
 */
record BlockEnd(int at, LinePrefix prefix, boolean list) {
    private static final Pattern OF_A_LIST = Pattern.compile("(?:>[ \t]?)*+[-+*0-9 \t].*", Pattern.DOTALL);

    /** What CommonMark (5.3) has between two lists that are not to be one. */
    private static final String END_OF_LIST = "<!-- -->";

    /**
     * What stands between it and the next text: a blank line at least.
     *
     * @param blank the blanks and line breaks that the template has there
     * @param next what comes after them
     */
    String separation(String blank, String next) {
        int line = blank.lastIndexOf('\n') + 1;
        String indentation = line == 0 ? "" : blank.substring(line);
        boolean apart = blank.indexOf('\n') < line - 1;
        String gap = apart ? blank.substring(0, line) : "\n" + prefix.blank() + "\n";
        boolean joins = list && OF_A_LIST.matcher(indentation + next).matches();
        return gap + (joins ? prefix.next() + END_OF_LIST + "\n" + prefix.blank() + "\n" : "") + indentation;
    }
}
