package org.symposium.core.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symposium.spi.model.InvalidInputException;

/** A block of addresses (RFC 4632, RFC 4291): {@code 10.0.0.0/8}, {@code fc00::/7}. */
final class Cidr {
    private static final Pattern BLOCK = Pattern.compile("([^/]*)/(\\d{1,3})");
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private final byte[] address;
    private final int length;

    private Cidr(byte[] address, int length) {
        this.address = address;
        this.length = length;
    }

    /**
     * Reads a block.
     *
     * @throws InvalidInputException when it is not an address, a slash and a length, or has bits set after its length
     */
    static Cidr of(String text) {
        Matcher block = BLOCK.matcher(text);
        if (!block.matches()
                || !(IPV4.matcher(block.group(1)).matches()
                        || IPV6.matcher(block.group(1)).matches())) {
            throw invalid(text, "must be a block of addresses such as 10.0.0.0/8 or fc00::/7");
        }
        byte[] bytes = bytes(text, block.group(1));
        String length = block.group(2);
        var cidr = new Cidr(bytes, Integer.parseInt(length));
        int bits = bytes.length * 8;
        if (cidr.length > bits) {
            throw invalid(text, "has a length of more than " + bits + " bits");
        }
        if (!cidr.isClean()) {
            throw invalid(text, "has bits set after its first " + length);
        }
        return cidr;
    }

    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit += 8) {
            int mask = 0xff << Math.max(0, 8 - (length - bit)) & 0xff;
            if (((address[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isClean() {
        for (int bit = length; bit < address.length * 8; bit++) {
            if ((address[bit / 8] >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String text, String literal) {
        try {
            return InetAddress.getByName(literal).getAddress(); // a literal: nothing is looked up
        } catch (UnknownHostException e) {
            throw invalid(text, "must be a block of addresses such as 10.0.0.0/8 or fc00::/7");
        }
    }

    private static InvalidInputException invalid(String text, String message) {
        return new InvalidInputException("allowed_addresses", "cidr", "'" + text + "' " + message);
    }
}
