package org.symposium.core.internal.http;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One spelling for every host. International names become ASCII (IDNA), and the many ways to write an IPv4 address ({@code 2130706433},
 * {@code 0x7f.1}, {@code 0177.0.0.1}) become the usual one, by the rules of the <a href="https://url.spec.whatwg.org/#concept-ipv4-parser">URL
 * standard</a>, so that what is checked is what is connected to.
 */
final class HostName {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*\\.?");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]*:[0-9a-f:.]*]");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");

    private HostName() {}

    /** The host in its one spelling, an IPv6 address in brackets; empty if it is no host. */
    static Optional<String> of(String raw) {
        String lower = raw.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            return IPV6.matcher(lower).matches() ? Optional.of(lower) : Optional.empty();
        }
        String ascii = ascii(lower);
        if (ascii.length() > 254 || !NAME.matcher(ascii).matches()) {
            return Optional.empty();
        }
        return endsInNumber(ascii) ? ipv4(ascii) : Optional.of(ascii);
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean endsInNumber(String name) {
        String[] parts = name.split("\\.");
        return NUMBER.matcher(parts[parts.length - 1]).matches();
    }

    private static Optional<String> ipv4(String name) {
        String[] parts = name.split("\\.");
        if (parts.length > 4) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            long number = number(parts[i]);
            boolean last = i == parts.length - 1;
            long most = last ? 1L << (8 * (5 - parts.length)) : 256;
            if (number < 0 || number >= most) {
                return Optional.empty();
            }
            address |= last ? number : number << (8 * (3 - i));
        }
        return Optional.of(
                (address >> 24) + "." + ((address >> 16) & 255) + "." + ((address >> 8) & 255) + "." + (address & 255));
    }

    private static long number(String text) {
        try {
            if (text.equals("0x")) {
                return 0;
            }
            if (text.startsWith("0x")) {
                return Long.parseLong(text.substring(2), 16);
            }
            return text.startsWith("0") ? Long.parseLong(text, 8) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
