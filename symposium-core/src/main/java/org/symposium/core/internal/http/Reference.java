package org.symposium.core.internal.http;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;

/** Relative references (RFC 3986, 5.2), as {@code Location} and {@code Link} have them. {@code java.net.URI} follows an older standard. */
final class Reference {
    private Reference() {}

    /** What the reference means, seen from the base; empty if that is no web address. */
    static Optional<WebAddress> resolve(WebAddress base, String reference) {
        String text = reference.strip();
        if (text.matches("(?is)[a-z][a-z0-9+.-]*:.*")) {
            return text.toLowerCase(Locale.ROOT).startsWith("http") ? WebAddress.read(text) : Optional.empty();
        }
        if (text.startsWith("//")) {
            return WebAddress.read(base.scheme() + ":" + text);
        }
        return WebAddress.read(base.origin() + joined(base.target(), withoutFragment(text)));
    }

    private static String joined(String target, String text) {
        String path = beforeQuery(target);
        if (text.isEmpty()) {
            return target;
        }
        if (text.startsWith("?")) {
            return path + text;
        }
        String merged = text.startsWith("/") ? text : path.substring(0, path.lastIndexOf('/') + 1) + text;
        String mergedPath = beforeQuery(merged);
        return withoutDots(mergedPath) + merged.substring(mergedPath.length());
    }

    private static String beforeQuery(String text) {
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    private static String withoutFragment(String text) {
        int fragment = text.indexOf('#');
        return fragment < 0 ? text : text.substring(0, fragment);
    }

    private static String withoutDots(String path) {
        var kept = new ArrayDeque<String>();
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            if (segments[i].equals("..")) {
                kept.pollLast();
            } else if (!segments[i].equals(".")) {
                kept.add(segments[i]);
                continue;
            }
            if (last) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept);
    }
}
