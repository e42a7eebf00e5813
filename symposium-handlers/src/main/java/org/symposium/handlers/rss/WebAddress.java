package org.symposium.handlers.rss;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses as feeds write them: with blanks, umlauts and stray percent signs in them, relative to something. Only http and https come out. */
final class WebAddress {
    private static final int LONGEST = 4_096;
    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

    /** Up to the host, and the host. */
    private static final Pattern AUTHORITY = Pattern.compile("((?:[a-zA-Z]{2,10}:)?//(?:[^/?#@]*@)?)([^/?#@:]+)");

    private WebAddress() {}

    /** The address that the text means, seen from a base; empty if it is none that a browser would open. */
    static Optional<URI> of(String text, URI base) {
        String address = text.strip();
        if (address.isEmpty() || address.length() > LONGEST) {
            return Optional.empty();
        }
        URI reference = parse(address);
        return reference == null
                ? Optional.empty()
                : Optional.of(resolve(base, reference)).filter(WebAddress::isWeb);
    }

    /** An address that needs no base. */
    static Optional<URI> absolute(String text) {
        return Optional.ofNullable(parse(text.strip())).filter(WebAddress::isWeb);
    }

    /** A base for others: where the document lies, without what only a request for it needs. */
    static URI asBase(URI uri) {
        String path = uri.getRawPath();
        URI base = parse(uri.getScheme() + "://" + authority(uri) + (path == null || path.isEmpty() ? "/" : path));
        return base == null ? uri : base;
    }

    /** Spells the same address in one way: for telling whether two items are one, not for opening. */
    static String normalised(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String shorter = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String query = withoutCampaign(uri.getRawQuery());
        String fragment = uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment();
        String host = authority(uri).toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
        return "//" + host + shorter + query + fragment;
    }

    /** Whether scheme, host and port are the same. */
    static boolean isSameOrigin(URI one, URI other) {
        return origin(one).equals(origin(other));
    }

    private static String origin(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String port = scheme.equals("https") ? ":443$" : ":80$";
        URI ascii = asBase(uri);
        return scheme + "://" + authority(ascii).toLowerCase(Locale.ROOT).replaceFirst(port, "");
    }

    private static String withoutCampaign(@Nullable String query) {
        var kept = new StringBuilder();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (!pair.isEmpty() && !pair.startsWith("utm_")) {
                kept.append(kept.isEmpty() ? '?' : '&').append(pair);
            }
        }
        return kept.toString();
    }

    private static boolean isWeb(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https")) && uri.getRawAuthority() != null;
    }

    private static String authority(URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /** RFC 3986, 5.2, where {@link URI#resolve} still follows its predecessor: an empty path, a query alone, a base without path. */
    private static URI resolve(URI base, URI reference) {
        if (reference.isAbsolute() || reference.isOpaque() || base.isOpaque()) {
            return reference;
        }
        boolean emptyPath =
                reference.getRawAuthority() == null && reference.getRawPath().isEmpty();
        if (!emptyPath) {
            return base.getRawPath().isEmpty() ? URI.create(base + "/").resolve(reference) : base.resolve(reference);
        }
        String bare = base.toString();
        int end = indexOfAny(bare, reference.getRawQuery() == null ? "#" : "?#");
        URI resolved = parse(bare.substring(0, end) + reference);
        return resolved == null ? reference : resolved;
    }

    private static int indexOfAny(String text, String ends) {
        int at = 0;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static @Nullable URI parse(String text) {
        try {
            return new URI(encoded(asciiHost(text)));
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** International host names as every resolver knows them (IDNA); what is none stays as it is. */
    private static String asciiHost(String text) {
        Matcher authority = AUTHORITY.matcher(text);
        if (!authority.lookingAt() || authority.group(2).chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        try {
            String host = IDN.toASCII(authority.group(2), IDN.ALLOW_UNASSIGNED);
            return authority.group(1) + host + text.substring(authority.end(2));
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Percent-encodes what must not stand in an address; what is encoded already stays. Line ends and tabs go, as in browsers. */
    private static String encoded(String text) {
        var encoded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            boolean plain =
                    codePoint < 0x80 && (Character.isLetterOrDigit(codePoint) || ALLOWED.indexOf(codePoint) >= 0);
            if (plain && (codePoint != '%' || (isHex(text, i) && isHex(text, i + 1)))) {
                encoded.append((char) codePoint);
            } else if (codePoint != '\n' && codePoint != '\r' && codePoint != '\t') {
                for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
                }
            }
        }
        return encoded.toString();
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
    }
}
