package org.symposium.core.internal.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An {@code http} or {@code https} address, taken apart and spelled in one way: scheme and host in lower case, no user, no fragment, no default
 * port, characters that may not stand in an address percent-encoded.
 *
 * @param host as {@link HostName} spells it
 * @param port always said, also the default one
 * @param target path and query, beginning with {@code /}
 */
record WebAddress(String scheme, String host, int port, String target) {
    private static final Pattern PARTS = Pattern.compile("(?i)(https?)://([^/?#\\\\]*)([^#]*)(?:#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::(\\d{0,5}))?");
    private static final String PLAIN = "-._~!$&'()*+,;=:@/";

    /** Reads an address; empty when it is none, or carries a user name. */
    static Optional<WebAddress> read(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        if (!parts.matches() || parts.group(3).startsWith("\\")) {
            return Optional.empty();
        }
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (parts.group(2).contains("@") || !authority.matches()) {
            return Optional.empty();
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String digits = authority.group(2) == null ? "" : authority.group(2);
        int port = digits.isEmpty() ? defaultPort(scheme) : Integer.parseInt(digits);
        if (port == 0 || port > 65_535) {
            return Optional.empty();
        }
        return HostName.of(authority.group(1)).map(host -> new WebAddress(scheme, host, port, target(parts.group(3))));
    }

    /** Whether the text has a user name or password before its host. */
    static boolean hasUser(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        return parts.matches() && parts.group(2).contains("@");
    }

    /** Scheme, host and port as one text, such as {@code https://api.github.com}. */
    String origin() {
        return scheme + "://" + hostAndPort();
    }

    /** The value of {@code Host}: the port only if it is not the default one. */
    String hostAndPort() {
        return port == defaultPort(scheme) ? host : host + ":" + port;
    }

    /** The host as resolvers want it: an IPv6 address without brackets. */
    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    URI uri() {
        return URI.create(toString());
    }

    /** With more at the end of its query. */
    WebAddress plusQuery(String more) {
        if (more.isEmpty()) {
            return this;
        }
        String join = target.endsWith("?") || target.endsWith("&") ? "" : target.contains("?") ? "&" : "?";
        return new WebAddress(scheme, host, port, target + join + more);
    }

    @Override
    public String toString() {
        return origin() + target;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static String target(String rest) {
        String text = rest.startsWith("/") ? rest : "/" + rest;
        var target = new StringBuilder();
        boolean inQuery = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || PLAIN.indexOf(c) >= 0;
            if (plain || c == '?' || (inQuery && (c == '[' || c == ']')) || (c == '%' && isEscape(text, i))) {
                target.appendCodePoint(c);
            } else {
                encode(c, target);
            }
            inQuery |= c == '?';
            i += Character.charCount(c);
        }
        return target.toString();
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static void encode(int c, StringBuilder target) {
        for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            target.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
        }
    }
}
