package org.symposium.core.internal.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a {@code Link} header (RFC 8288) in one pass, so that a hostile one takes no time. */
final class LinkHeader {
    private final String text;
    private int at;

    private LinkHeader(String text) {
        this.text = text;
    }

    /** The target of the first link with this relation. Links that say something of another page than this one ({@code anchor}) do not count. */
    static Optional<String> target(List<String> headers, String relation) {
        return headers.stream()
                .flatMap(header -> new LinkHeader(header).find(relation).stream())
                .findFirst();
    }

    private Optional<String> find(String relation) {
        while (at < text.length()) {
            skip(" \t,");
            int end = is('<') ? text.indexOf('>', at) : -1;
            if (end < 0) {
                return Optional.empty(); // from here on it is no list of links
            }
            String target = text.substring(at + 1, end).strip();
            at = end + 1;
            if (hasRelation(relation)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    private boolean hasRelation(String relation) {
        String relations = null;
        boolean elsewhere = false;
        skip(" \t");
        while (is(';')) {
            at++;
            skip(" \t");
            String name = until(" \t=;,");
            skip(" \t");
            String value = is('=') ? value() : "";
            elsewhere |= name.equalsIgnoreCase("anchor");
            if (name.equalsIgnoreCase("rel") && relations == null) {
                relations = value; // only the first counts
            }
            skip(" \t");
        }
        return relations != null
                && !elsewhere
                && Arrays.stream(relations.strip().split("\\s+")).anyMatch(relation::equalsIgnoreCase);
    }

    private String value() {
        at++;
        skip(" \t");
        return is('"') ? quoted() : until(";,").strip();
    }

    private String quoted() {
        var value = new StringBuilder();
        for (at++; at < text.length() && !is('"'); at++) {
            if (is('\\') && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        at++;
        return value.toString();
    }

    private String until(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private void skip(String characters) {
        while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }
}
