package org.symposium.core.internal.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses do not lie in the public internet, by IANA's special-purpose address registries for
 * <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and
 * <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a>, and its IPv6 address space registry: outside of {@code 2000::/3}
 * nothing is global unicast. An IPv6 address that holds an IPv4 address is what that one is.
 *
 * <p>Stricter than the registry in one thing: the anycast addresses in {@code 192.0.0.0/24} and {@code 2001:1::/32} count as special, since they lead
 * to the nearest gateway of one's own network.
 */
final class SpecialAddresses {
    private record Range(Cidr block, String name) {}

    private static final List<Range> IPV4 = ranges(
            "0.0.0.0/8 this network",
            "10.0.0.0/8 private",
            "100.64.0.0/10 shared by a provider's customers",
            "127.0.0.0/8 loopback",
            "169.254.0.0/16 link-local",
            "172.16.0.0/12 private",
            "192.0.0.0/24 protocol assignments",
            "192.0.2.0/24 documentation",
            "192.88.99.0/24 6to4 relay",
            "192.168.0.0/16 private",
            "198.18.0.0/15 benchmarking",
            "198.51.100.0/24 documentation",
            "203.0.113.0/24 documentation",
            "224.0.0.0/4 multicast",
            "240.0.0.0/4 reserved");

    /** Global by the registry, though within {@code 2001::/23}. */
    private static final List<Range> IPV6_GLOBAL = ranges(
            "2001:3::/32 AMT", "2001:4:112::/48 AS112", "2001:20::/28 ORCHIDv2", "2001:30::/28 drone identifiers");

    private static final List<Range> IPV6 =
            ranges("2001::/23 protocol assignments", "2001:db8::/32 documentation", "3fff::/20 documentation");

    private static final List<Range> IPV6_OUTSIDE_GLOBAL = ranges(
            "::1/128 loopback",
            "::/128 unspecified",
            "64:ff9b:1::/48 local translation",
            "100::/64 discarded",
            "5f00::/16 segment routing",
            "fc00::/7 private",
            "fe80::/10 link-local",
            "fec0::/10 site-local",
            "ff00::/8 multicast",
            "::/0 reserved");

    private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");
    private static final Cidr COMPATIBLE = Cidr.of("::/96");
    private static final Cidr TRANSLATED = Cidr.of("64:ff9b::/96");
    private static final Cidr SIX_TO_FOUR = Cidr.of("2002::/16");
    private static final Cidr TEREDO = Cidr.of("2001::/32");
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private SpecialAddresses() {}

    /** The bytes of an address, with an IPv4 address mapped into IPv6 taken out: the system treats both as the same. */
    static byte[] unmapped(byte[] address) {
        boolean mapped = address.length == 16 && Arrays.equals(address, 0, 12, MAPPED, 0, 12);
        return mapped ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    /** What kind of special address it is; empty for one in the public internet. */
    static Optional<String> kind(byte[] raw) {
        byte[] address = unmapped(raw);
        if (address.length == 4) {
            return named(IPV4, address);
        }
        if (address.length != 16) {
            return Optional.of("unknown");
        }
        return GLOBAL_UNICAST.contains(address) ? kindInGlobal(address) : kindOutsideGlobal(address);
    }

    private static Optional<String> kindInGlobal(byte[] address) {
        if (SIX_TO_FOUR.contains(address)) {
            return named(IPV4, Arrays.copyOfRange(address, 2, 6));
        }
        if (TEREDO.contains(address)) {
            return teredo(address);
        }
        Optional<String> behind =
                isIsatap(address) ? named(IPV4, Arrays.copyOfRange(address, 12, 16)) : Optional.empty();
        return behind.isPresent() || named(IPV6_GLOBAL, address).isPresent() ? behind : named(IPV6, address);
    }

    /** RFC 5214: within any prefix, an interface of {@code 0000:5efe} or {@code 0200:5efe} and the IPv4 address that it tunnels to. */
    private static boolean isIsatap(byte[] address) {
        return (address[8] & ~2) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }

    /** RFC 4380: the server's address, and at the end the client's, with all bits turned over. */
    private static Optional<String> teredo(byte[] address) {
        byte[] client = Arrays.copyOfRange(address, 12, 16);
        for (int i = 0; i < client.length; i++) {
            client[i] = (byte) ~client[i];
        }
        return named(IPV4, Arrays.copyOfRange(address, 4, 8)).or(() -> named(IPV4, client));
    }

    private static Optional<String> kindOutsideGlobal(byte[] address) {
        boolean embeds = TRANSLATED.contains(address) || COMPATIBLE.contains(address);
        Optional<String> embedded = embeds ? named(IPV4, Arrays.copyOfRange(address, 12, 16)) : Optional.empty();
        return embeds && embedded.isEmpty() ? embedded : named(IPV6_OUTSIDE_GLOBAL, address);
    }

    private static Optional<String> named(List<Range> ranges, byte[] address) {
        return ranges.stream()
                .filter(range -> range.block().contains(address))
                .map(Range::name)
                .findFirst();
    }

    private static List<Range> ranges(String... lines) {
        var ranges = new ArrayList<Range>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            ranges.add(new Range(Cidr.of(line.substring(0, blank)), line.substring(blank + 1)));
        }
        return List.copyOf(ranges);
    }
}
