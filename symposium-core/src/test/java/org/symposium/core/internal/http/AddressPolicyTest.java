package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.InvalidInputException;

class AddressPolicyTest {
    private static final AddressPolicy PUBLIC_ONLY = AddressPolicy.publicOnly();

    /** Special ranges of IPv4, and whether their neighbours below and above are public. */
    static Stream<Edge> edges_of_ipv4_ranges() {
        return Stream.of(
                        new Range("0.0.0.0/8", null, true),
                        new Range("10.0.0.0/8", true, true),
                        new Range("100.64.0.0/10", true, true),
                        new Range("127.0.0.0/8", true, true),
                        new Range("169.254.0.0/16", true, true),
                        new Range("172.16.0.0/12", true, true),
                        new Range("192.0.0.0/24", true, true),
                        new Range("192.0.2.0/24", true, true),
                        new Range("192.88.99.0/24", true, true),
                        new Range("192.168.0.0/16", true, true),
                        new Range("198.18.0.0/15", true, true),
                        new Range("198.51.100.0/24", true, true),
                        new Range("203.0.113.0/24", true, true),
                        new Range("224.0.0.0/4", true, false),
                        new Range("240.0.0.0/4", false, null),
                        new Range("255.255.255.255/32", false, null))
                .flatMap(Range::edges);
    }

    static Stream<Edge> edges_of_ipv6_ranges() {
        return Stream.of(
                        new Range("::/128", null, false),
                        new Range("::1/128", false, false),
                        new Range("::ffff:0:0:0/96", false, false), // IPv4-translated
                        new Range("64:ff9b:1::/48", false, false),
                        new Range("100::/64", false, false),
                        new Range("100:0:0:1::/64", false, false),
                        new Range("200::/7", false, false),
                        new Range("1000::/4", false, true),
                        new Range("2001:1::/32", null, null),
                        new Range("2001:2::/48", false, false),
                        new Range("2001:10::/28", false, true), // above: ORCHIDv2
                        new Range("2001:40::/26", true, false), // below: drone identifiers
                        new Range("2001:180::/25", false, true),
                        new Range("2001:db8::/32", true, true),
                        new Range("3fff::/20", true, true),
                        new Range("4000::/3", true, false),
                        new Range("5f00::/16", false, false),
                        new Range("fc00::/7", false, false),
                        new Range("fe80::/10", false, false),
                        new Range("fec0::/10", false, false),
                        new Range("ff00::/8", false, null))
                .flatMap(Range::edges);
    }

    @ParameterizedTest
    @MethodSource("edges_of_ipv4_ranges")
    void every_edge_of_an_ipv4_range_is_told_in_every_form(Edge edge) throws Exception {
        byte[] plain = edge.bytes();
        var forms = new ArrayList<byte[]>(List.of(
                plain,
                embedded("00000000000000000000ffff", plain, ""),
                embedded("000000000000000000000000", plain, ""),
                embedded("0064ff9b0000000000000000", plain, ""),
                embedded("2002", plain, "00000000000000000001")));
        for (byte[] form : forms) {
            InetAddress address = InetAddress.getByAddress(form);
            assertThat(PUBLIC_ONLY.allows(address)).as(address.toString()).isEqualTo(edge.isPublic());
        }
        byte[] teredoServer = embedded("20010000", plain, "0000f227f7f7f7f7");
        byte[] teredoClient = embedded("200100000808080800001234", inverted(plain), "");
        assertThat(PUBLIC_ONLY.allows(InetAddress.getByAddress(teredoServer))).isEqualTo(edge.isPublic());
        assertThat(PUBLIC_ONLY.allows(InetAddress.getByAddress(teredoClient))).isEqualTo(edge.isPublic());
        assertThat(PUBLIC_ONLY.allows(InetAddress.getByAddress(embedded("0064ff9b0001000000000000", plain, ""))))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("edges_of_ipv4_ranges")
    void every_edge_of_an_ipv4_range_is_told_behind_an_isatap_interface(Edge edge) throws Exception {
        for (String prefix : List.of("2606470000000000", "2a00123400000001", "2001002000000000")) {
            for (String local : List.of("00005efe", "02005efe")) {
                InetAddress address = InetAddress.getByAddress(embedded(prefix + local, edge.bytes(), ""));
                assertThat(PUBLIC_ONLY.allows(address)).as(address.toString()).isEqualTo(edge.isPublic());
            }
        }
        for (String near : List.of("01005efe", "00015efe", "00005fff", "00005eff", "04005efe", "00005dfe")) {
            InetAddress other = InetAddress.getByAddress(embedded("2606470000000000" + near, edge.bytes(), ""));
            assertThat(PUBLIC_ONLY.allows(other)).as(other.toString()).isTrue();
        }
    }

    @Test
    void an_isatap_interface_makes_no_special_address_public() throws Exception {
        for (String address : List.of("fe80::5efe:808:808", "fc00::5efe:808:808", "2001:db8::5efe:808:808")) {
            assertThat(PUBLIC_ONLY.allows(InetAddress.getByName(address)))
                    .as(address)
                    .isFalse();
        }
    }

    /** What is checked is what the written address means, however it is written. */
    @ParameterizedTest
    @MethodSource("edges_of_ipv4_ranges")
    void every_edge_of_an_ipv4_range_is_told_however_it_is_written(Edge edge) throws Exception {
        long value = edge.value().longValueExact();
        int a = (int) (value >> 24) & 255;
        int b = (int) (value >> 16) & 255;
        int c = (int) (value >> 8) & 255;
        int d = (int) value & 255;
        String hex = String.format(Locale.ROOT, "%08x", value);
        for (String host : List.of(
                a + "." + b + "." + c + "." + d,
                a + "." + b + "." + c + "." + d + ".",
                "" + value,
                "0x" + hex,
                "0X" + hex.toUpperCase(Locale.ROOT),
                "0" + Long.toOctalString(value),
                a + "." + (value & 0xff_ffff),
                a + "." + b + "." + (value & 0xffff),
                String.format(Locale.ROOT, "0x%x.0x%x.0x%x.0x%x", a, b, c, d),
                String.format(Locale.ROOT, "0%o.0%o.0%o.0%o", a, b, c, d),
                String.format(Locale.ROOT, "0x%x.0%o.%d", a, b, value & 0xffff),
                "[::ffff:" + a + "." + b + "." + c + "." + d + "]",
                "[::ffff:" + hex.substring(0, 4) + ":" + hex.substring(4) + "]",
                "[0:0:0:0:0:FFFF:" + hex.substring(0, 4) + ":" + hex.substring(4) + "]",
                "[::" + a + "." + b + "." + c + "." + d + "]",
                "[64:ff9b::" + a + "." + b + "." + c + "." + d + "]",
                "[2002:" + hex.substring(0, 4) + ":" + hex.substring(4) + "::1]")) {
            String bare = WebAddress.read("http://" + host + "/").orElseThrow().bareHost();
            InetAddress address = InetAddress.getByName(bare);
            assertThat(PUBLIC_ONLY.allows(address)).as(host).isEqualTo(edge.isPublic());
        }
    }

    @Test
    void more_than_thirty_ranges_are_looked_at() {
        assertThat(edges_of_ipv4_ranges().filter(edge -> !edge.isPublic()).count()
                        + edges_of_ipv6_ranges()
                                .filter(edge -> !edge.isPublic())
                                .count())
                .isGreaterThanOrEqualTo(2 * 30);
    }

    @ParameterizedTest
    @MethodSource("edges_of_ipv6_ranges")
    void every_edge_of_an_ipv6_range_is_told(Edge edge) throws Exception {
        InetAddress address = InetAddress.getByAddress(edge.bytes());

        assertThat(PUBLIC_ONLY.allows(address)).as(address.toString()).isEqualTo(edge.isPublic());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "192.31.196.1",
                "192.52.193.1",
                "192.175.48.1",
                "2606:4700::1111",
                "2620:4f:8000::1",
                "2001:4:112::1",
                "2001:3::1",
                "2a00::1"
            })
    void public_addresses_may_be_connected_to(String address) throws Exception {
        assertThat(PUBLIC_ONLY.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "169.254.169.254, link-local",
        "10.1.2.3, private",
        "::1, loopback",
        "::, unspecified",
        "fd00:ec2::254, private"
    })
    void a_refusal_says_what_kind_of_address_it_is(String address, String kind) throws Exception {
        assertThat(PUBLIC_ONLY.refusal(InetAddress.getByName(address))).contains(kind);
    }

    @Test
    void inner_addresses_that_the_host_lists_are_allowed_and_no_others() throws Exception {
        var policy = AddressPolicy.allowing("127.0.0.0/8", "::1/128", "10.1.0.0/16");

        assertThat(policy.allows(InetAddress.getByName("127.255.255.255"))).isTrue();
        assertThat(policy.allows(InetAddress.getByName("::1"))).isTrue();
        assertThat(policy.allows(InetAddress.getByName("10.1.255.255"))).isTrue();
        assertThat(policy.allows(
                        InetAddress.getByAddress(embedded("00000000000000000000ffff", new byte[] {127, 0, 0, 1}, ""))))
                .isTrue();
        assertThat(policy.allows(InetAddress.getByName("10.2.0.0"))).isFalse();
        assertThat(policy.allows(InetAddress.getByName("10.0.255.255"))).isFalse();
        assertThat(policy.allows(InetAddress.getByName("64:ff9b::7f00:1"))).isFalse();
        assertThat(policy.allows(InetAddress.getByName("192.168.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.1/8",
                "10.0.0.2/8",
                "10.64.0.0/9",
                "11.0.0.0/7",
                "fd00::/7",
                "/8",
                "10.0.0/8",
                "010.0.0.0/8",
                "256.0.0.0/8",
                "1.2.3.4.5/8",
                "1.2.3.4./8",
                "localhost/8",
                "fc00::/129",
                "fc00::1/7",
                ":::/0",
                "12345::/16",
                "10.0.0.0/8/8",
                "10.0.0.0/ 8",
                "::ffff:10.0.0.0/104"
            })
    void what_is_no_block_of_addresses_is_refused(String cidr) {
        assertThatThrownBy(() -> AddressPolicy.allowing(cidr)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_block_that_is_too_long_is_told_how_long_it_may_be() {
        assertThatThrownBy(() -> AddressPolicy.allowing("10.0.0.0/33", "fc00::/129"))
                .hasMessageContaining("more than 32 bits")
                .hasMessageContaining("more than 128 bits");
    }

    @Test
    void blocks_of_one_version_say_nothing_of_the_other() throws Exception {
        assertThat(AddressPolicy.allowing("::/8").allows(InetAddress.getByName("0.0.0.1")))
                .isFalse();
        assertThat(AddressPolicy.allowing("fc00::/7").allows(InetAddress.getByName("127.0.0.1")))
                .isFalse();
        assertThat(AddressPolicy.allowing("252.0.0.0/7").allows(InetAddress.getByName("fc00::1")))
                .isFalse();
    }

    @Test
    void blocks_of_any_length_hold_what_they_should() throws Exception {
        InetAddress inner = InetAddress.getByName("10.170.85.129");
        for (int length = 0; length <= 32; length++) {
            long start = length == 0 ? 0 : 0x0aaa5581L >> (32 - length) << (32 - length);
            String block = (start >> 24) + "." + ((start >> 16) & 255) + "." + ((start >> 8) & 255) + "."
                    + (start & 255) + "/" + length;
            var policy = AddressPolicy.allowing(block);
            assertThat(policy.allows(inner)).as(block).isTrue();
            if (length > 8) {
                long beyond = start ^ (1L << (32 - length));
                var bytes =
                        new byte[] {(byte) (beyond >> 24), (byte) (beyond >> 16), (byte) (beyond >> 8), (byte) beyond};
                assertThat(policy.allows(InetAddress.getByAddress(bytes)))
                        .as(block)
                        .isFalse();
            }
        }
    }

    /** The JDK makes an IPv4 address of a mapped one, except where it is told not to. */
    @Test
    void a_mapped_address_that_stays_one_is_what_it_maps() throws Exception {
        byte[] loopback = embedded("00000000000000000000ffff", new byte[] {127, 0, 0, 1}, "");
        byte[] open = embedded("00000000000000000000ffff", new byte[] {8, 8, 8, 8}, "");

        assertThat(Inet6Address.getByAddress(null, loopback, -1)).isInstanceOf(Inet6Address.class);
        assertThat(AddressPolicy.publicOnly().allows(Inet6Address.getByAddress(null, loopback, -1)))
                .isFalse();
        assertThat(AddressPolicy.publicOnly().allows(Inet6Address.getByAddress(null, open, -1)))
                .isTrue();
        assertThat(AddressPolicy.allowing("127.0.0.0/8").allows(Inet6Address.getByAddress(null, loopback, -1)))
                .isTrue();
        assertThat(SpecialAddresses.kind(loopback)).contains("loopback");
        assertThat(SpecialAddresses.kind(open)).isEmpty();
    }

    @Test
    void what_is_no_address_is_not_public() {
        assertThat(SpecialAddresses.kind(new byte[5])).contains("unknown");
        assertThat(SpecialAddresses.kind(new byte[20])).contains("unknown");
    }

    @Test
    void all_bad_blocks_are_named_at_once() {
        assertThatThrownBy(() -> AddressPolicy.allowing("10.0.0.1/8", "127.0.0.0/8", "nonsense"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations()).hasSize(2))
                .hasMessageContaining("10.0.0.1/8")
                .hasMessageContaining("nonsense");
    }

    private static byte[] embedded(String before, byte[] address, String after) {
        byte[] head = java.util.HexFormat.of().parseHex(before);
        byte[] tail = java.util.HexFormat.of().parseHex(after);
        var whole = new byte[16];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(address, 0, whole, head.length, address.length);
        System.arraycopy(tail, 0, whole, head.length + address.length, tail.length);
        return whole;
    }

    private static byte[] inverted(byte[] address) {
        var inverted = address.clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~inverted[i];
        }
        return inverted;
    }

    /** A special range; null where there is no neighbour to look at. */
    record Range(String cidr, Boolean publicBelow, Boolean publicAbove) {
        Stream<Edge> edges() {
            try {
                String[] parts = cidr.split("/");
                byte[] start = InetAddress.getByName(parts[0]).getAddress();
                BigInteger first = new BigInteger(1, start);
                BigInteger last = first.add(BigInteger.ONE
                        .shiftLeft(start.length * 8 - Integer.parseInt(parts[1]))
                        .subtract(BigInteger.ONE));
                var edges = Stream.<Edge>builder();
                edges.add(new Edge(first, start.length, false)).add(new Edge(last, start.length, false));
                if (publicBelow != null) {
                    edges.add(new Edge(first.subtract(BigInteger.ONE), start.length, publicBelow));
                }
                if (publicAbove != null) {
                    edges.add(new Edge(last.add(BigInteger.ONE), start.length, publicAbove));
                }
                return edges.build();
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    record Edge(BigInteger value, int length, boolean isPublic) {
        byte[] bytes() {
            byte[] raw = value.toByteArray();
            var bytes = new byte[length];
            int from = Math.max(0, raw.length - length);
            System.arraycopy(raw, from, bytes, length - (raw.length - from), raw.length - from);
            return bytes;
        }
    }
}
