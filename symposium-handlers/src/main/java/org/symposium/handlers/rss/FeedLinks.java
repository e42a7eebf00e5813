package org.symposium.handlers.rss;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the feeds that a web page names in {@code <link rel="alternate">}. Looks at the page's beginning only, once. */
final class FeedLinks {
    private static final int PAGE_AT_MOST = 512 * 1024;
    private static final int TAG_AT_MOST = 4 * 1024;
    private static final int FEEDS_AT_MOST = 5;
    private static final int ADDRESS_AT_MOST = 300;
    private static final Set<String> TYPES = Set.of(
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/feed+json",
            "application/json");

    private final String page;
    private int readTo;

    private FeedLinks(String page) {
        this.page = page;
    }

    /** Whether the text is a web page, as far as its beginning tells. */
    static boolean looksLikePage(String text) {
        String head = text.substring(0, Math.min(text.length(), TAG_AT_MOST)).toLowerCase(Locale.ROOT);
        return head.contains("<html")
                || head.contains("<head")
                || head.contains("<body")
                || head.contains("<!doctype html");
    }

    /** Addresses of feeds, in the page's order, those whose type leaves no doubt first. */
    static List<URI> in(String text, URI pageUri) {
        return new FeedLinks(text.substring(0, Math.min(text.length(), PAGE_AT_MOST))).find(pageUri);
    }

    private List<URI> find(URI pageUri) {
        URI base = pageUri;
        var sure = new LinkedHashSet<URI>();
        var doubtful = new LinkedHashSet<URI>();
        for (int at = page.indexOf('<'); at >= 0; at = page.indexOf('<', Math.max(at + 1, readTo))) {
            if (isTag(at, "base")) {
                base = WebAddress.of(attributes(at + 5).getOrDefault("href", ""), pageUri)
                        .orElse(base);
            } else if (isTag(at, "link")) {
                Map<String, String> link = attributes(at + 5);
                String type = link.getOrDefault("type", "").strip().toLowerCase(Locale.ROOT);
                if (TYPES.contains(type) && isAlternate(link)) {
                    Set<URI> found = type.equals("application/json") ? doubtful : sure;
                    WebAddress.of(link.getOrDefault("href", ""), base)
                            .filter(uri -> uri.toString().length() <= ADDRESS_AT_MOST)
                            .ifPresent(found::add);
                }
            }
        }
        sure.addAll(doubtful);
        return sure.stream().limit(FEEDS_AT_MOST).toList();
    }

    private static boolean isAlternate(Map<String, String> link) {
        return List.of(link.getOrDefault("rel", "").toLowerCase(Locale.ROOT).split("\\s+"))
                .contains("alternate");
    }

    private boolean isTag(int at, String name) {
        int end = at + 1 + name.length();
        return page.regionMatches(true, at + 1, name, 0, name.length())
                && end < page.length()
                && page.charAt(end) <= ' ';
    }

    /** The attributes up to the tag's end, names lower case, entities in values read. */
    private Map<String, String> attributes(int from) {
        var attributes = new HashMap<String, String>();
        int most = Math.min(page.length(), from + TAG_AT_MOST);
        int at = from;
        while (at < most && page.charAt(at) != '>') {
            int nameEnd = at;
            while (nameEnd < most && "=> \t\r\n\f".indexOf(page.charAt(nameEnd)) < 0) {
                nameEnd++;
            }
            String name = page.substring(at, nameEnd).toLowerCase(Locale.ROOT);
            at = blanks(nameEnd, most);
            if (at < most && page.charAt(at) == '=' && !name.isEmpty()) {
                int valueStart = blanks(at + 1, most);
                int valueEnd = valueEnd(valueStart, most);
                attributes.putIfAbsent(name, HtmlText.plain(unquoted(valueStart, valueEnd)));
                at = valueEnd;
            } else if (name.isEmpty()) {
                at = Math.max(at, nameEnd + 1);
            }
        }
        readTo = at;
        return attributes;
    }

    private int blanks(int from, int most) {
        int at = from;
        while (at < most && page.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private int valueEnd(int from, int most) {
        if (from >= most) {
            return most;
        }
        char quote = page.charAt(from);
        if (quote == '"' || quote == '\'') {
            int end = from + 1;
            while (end < most && page.charAt(end) != quote) {
                end++;
            }
            return Math.min(most, end + 1);
        }
        int end = from;
        while (end < most && "> \t\r\n\f".indexOf(page.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private String unquoted(int start, int end) {
        String value = page.substring(start, end);
        boolean quoted = value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
