package org.symposium.handlers.webscraper;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Tag;

/** Addresses as pages write them: relative, with blanks and umlauts in them. Only http and https come out, without a fragment. */
final class PageAddress {
    private static final int LONGEST = 4_096;
    private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";

    /** Up to the host, and the host. */
    private static final Pattern AUTHORITY = Pattern.compile("([a-zA-Z]{2,10}://)([^/?#@:]+)");

    private PageAddress() {}

    /** What a reference means on a page, as a browser would read it; empty if that is no web address. */
    static Optional<URI> of(String reference, URI page) {
        return absolute(new Element(Tag.valueOf("a"), page.toString())
                .attr("href", reference.strip())
                .absUrl("href"));
    }

    /** A whole address. */
    static Optional<URI> absolute(String text) {
        String address = withoutFragment(text.strip());
        if (address.isEmpty() || address.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(encoded(asciiHost(address)))).filter(PageAddress::isWeb);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Scheme, host and port: what robots.txt, credentials and politeness go by. */
    static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        boolean usual = uri.getPort() < 0 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + uri.getPort());
    }

    private static boolean isWeb(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null;
    }

    private static String withoutFragment(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }

    /** International host names as every resolver knows them (IDNA); what is none stays as it is. */
    private static String asciiHost(String address) {
        Matcher authority = AUTHORITY.matcher(address);
        if (!authority.lookingAt() || authority.group(2).chars().allMatch(c -> c < 0x80)) {
            return address;
        }
        try {
            String host = IDN.toASCII(authority.group(2), IDN.ALLOW_UNASSIGNED);
            return authority.group(1) + host + address.substring(authority.end(2));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    /** Percent-encodes what may not stand in an address; what is encoded already stays. */
    private static String encoded(String text) {
        var encoded = new StringBuilder(text.length() + 8);
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            boolean plain =
                    codePoint < 0x80 && (Character.isLetterOrDigit(codePoint) || ALLOWED.indexOf(codePoint) >= 0);
            if (plain && (codePoint != '%' || (isHex(text, at) && isHex(text, at + 1)))) {
                encoded.append((char) codePoint);
            } else {
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
