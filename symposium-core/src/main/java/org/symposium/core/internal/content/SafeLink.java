package org.symposium.core.internal.content;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Addresses that content may lead to: http, https and mailto, whole and well-formed. */
final class SafeLink {
    private static final int LONGEST = 8_192;
    private static final String ILLEGAL = " \"<>\\^`{|}";

    private SafeLink() {}

    /** The address, with what RFC 3986 does not allow percent-encoded; empty if it leads anywhere else, or nowhere. */
    static Optional<URI> of(String address) {
        String stripped = address.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return Optional.empty();
        }
        String encoded = encoded(stripped);
        return uri(encoded).or(() -> uri(withBracketsEncoded(encoded))).filter(SafeLink::isSafe);
    }

    private static Optional<URI> uri(String address) {
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Brackets belong into a host and a query, and stand in paths. */
    private static String withBracketsEncoded(String address) {
        int path = address.indexOf('/', address.indexOf("://") + 3);
        return path < 0
                ? address
                : address.substring(0, path)
                        + address.substring(path).replace("[", "%5B").replace("]", "%5D");
    }

    /** As {@link #of}, for pictures: no mailto. */
    static Optional<URI> ofImage(String address) {
        return of(address).filter(uri -> !uri.isOpaque());
    }

    /** As {@link #of}, but an address may be relative to a base. */
    static Optional<URI> of(URI base, String address) {
        String stripped = address.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return Optional.empty();
        }
        if (stripped.startsWith("?") || stripped.startsWith("#")) {
            return of(base.toString().replaceFirst(stripped.startsWith("?") ? "[?#].*" : "#.*", "") + stripped);
        }
        try {
            return of(withPath(base).resolve(new URI(encoded(stripped))).toString());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@link URI#resolve} needs a path to put a relative one beside. */
    private static URI withPath(URI base) {
        boolean bare = base.getRawAuthority() != null && base.getRawPath().isEmpty();
        return bare ? URI.create(base.getScheme() + "://" + base.getRawAuthority() + "/") : base;
    }

    private static boolean isSafe(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https" -> uri.getRawAuthority() != null;
            case "mailto" -> uri.isOpaque() && !uri.getSchemeSpecificPart().isBlank();
            default -> false;
        };
    }

    private static String encoded(String address) {
        var out = new StringBuilder(address.length());
        address.codePoints().forEach(c -> {
            if (c == '%' || (c > ' ' && c < 0x7F && ILLEGAL.indexOf(c) < 0)) {
                out.appendCodePoint(c);
            } else if (c != '\t' && c != '\n' && c != '\r') {
                percent(out, c);
            }
        });
        return withLonePercentsEncoded(out);
    }

    private static String withLonePercentsEncoded(StringBuilder text) {
        for (int at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 1)) {
            boolean pair = at + 2 < text.length()
                    && Character.digit(text.charAt(at + 1), 16) >= 0
                    && Character.digit(text.charAt(at + 2), 16) >= 0;
            if (!pair) {
                text.replace(at, at + 1, "%25");
            }
        }
        return text.toString();
    }

    private static void percent(StringBuilder out, int codePoint) {
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            out.append('%').append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)));
            out.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
        }
    }
}
