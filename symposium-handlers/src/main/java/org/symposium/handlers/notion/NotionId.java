package org.symposium.handlers.notion;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids as people have them: with or without hyphens, or at the end of a link's path. In a link {@code ?v=} names a view, which is no id of a page or database;
 * {@code ?p=} names the page that is open in front of a database.
 */
final class NotionId {
    private static final int LENGTH = 32;
    private static final Pattern OPEN_PAGE = Pattern.compile("[?&]p=([0-9a-fA-F-]{32,36})(?:[&#]|$)");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    private NotionId() {}

    /** The id of a database, data source or block, with hyphens. */
    static Optional<String> of(String text) {
        String path = text.strip().replaceFirst("[?#].*", "").replaceFirst("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1).replace("-", "").toLowerCase(Locale.ROOT);
        String end = last.substring(Math.max(0, last.length() - LENGTH));
        return HEX.matcher(end).matches() ? Optional.of(hyphenated(end)) : Optional.empty();
    }

    /** The id of a page: also of one that a link shows in front of its database. */
    static Optional<String> ofPage(String text) {
        Matcher open = OPEN_PAGE.matcher(text.strip());
        return open.find() ? of(open.group(1)) : of(text);
    }

    private static String hyphenated(String hex) {
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }
}
