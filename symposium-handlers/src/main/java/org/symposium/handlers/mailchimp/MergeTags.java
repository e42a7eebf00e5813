package org.symposium.handlers.mailchimp;

import java.util.regex.Pattern;

/**
 * Makes <a href="https://mailchimp.com/help/all-the-merge-tags-cheat-sheet/">merge tags</a> harmless: {@code *|…|*} in a mail is a command to Mailchimp, which may show a
 * member's data, hide parts of the mail or load a feed. What cards hold is no command, so a zero-width space goes between the star and the bar: that stays where an entity would be
 * decoded again. Addresses, which have no room for it, get the star percent-encoded, which leads to the same place.
 */
final class MergeTags {
    private static final char APART = '\u200B';
    private static final Pattern STAR_IN_ADDRESS = Pattern.compile("\\*(?=%7[Cc])|(?<=%7[Cc])\\*");

    private MergeTags() {}

    /** Plain text without merge tags. */
    static String harmless(String text) {
        return apart(STAR_IN_ADDRESS.matcher(text).replaceAll("%2A"), false);
    }

    /** HTML without merge tags; nor with any once the marks of a text are left out, as in the plain text that Mailchimp makes of HTML. */
    static String harmlessHtml(String html) {
        return apart(STAR_IN_ADDRESS.matcher(html).replaceAll("%2A"), true);
    }

    private static String apart(String text, boolean isHtml) {
        var harmless = new StringBuilder(text.length() + 64);
        boolean inMark = false;
        char shown = 0;
        char inside = 0;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (isHtml && !inMark && next == '<') {
                inMark = true;
                inside = 0;
            }
            if (isTag(inMark ? inside : shown, next)) {
                harmless.append(APART);
            }
            harmless.append(next);
            if (inMark) {
                inside = next;
                inMark = next != '>';
            } else {
                shown = next;
            }
        }
        return harmless.toString();
    }

    private static boolean isTag(char one, char next) {
        return (one == '*' && next == '|') || (one == '|' && next == '*');
    }
}
