package org.symposium.core.internal.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the form of a web address. Whether the engine may go there is for the road out to say, at each call. */
final class UrlCheck {
    private UrlCheck() {}

    static void check(String text, boolean allowUserinfo, Findings here) {
        String trouble = trouble(text, allowUserinfo);
        if (trouble != null) {
            here.addOf(shownUrl(text), "url", trouble);
        }
    }

    /** What is wrong with a web address; {@code null} if nothing is. */
    static @Nullable String trouble(String text, boolean allowUserinfo) {
        Optional<URI> read = read(text);
        if (read.isEmpty()) {
            return "must be a URL such as https://example.org/news";
        }
        URI url = read.get();
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return "must begin with https:// or http://";
        }
        if (url.getHost() == null || url.getHost().isEmpty()) {
            return "must name a host, as in https://example.org/news";
        }
        if (url.getPort() > 65_535) {
            return "must have a port of at most 65535";
        }
        if (url.getRawUserInfo() != null && !allowUserinfo) {
            return "must not have a user name or password in it; they belong in the credentials";
        }
        return null;
    }

    static Optional<URI> read(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The address without what stands before an {@code @}: it may be a password. */
    private static String shownUrl(String text) {
        int at = text.lastIndexOf('@');
        int slashes = text.indexOf("//");
        return at < 0
                ? text
                : (slashes < 0 || slashes > at ? "" : text.substring(0, slashes + 2)) + "…" + text.substring(at);
    }
}
