package org.symposium.core.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symposium.core.InMemoryStores;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Memo;
import org.symposium.spi.model.Values;

class Argon2idTest {
    private static final byte[] SALT = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

    @Test
    void it_derives_what_other_libraries_derive() {
        assertThat(derived("correct horse battery staple"))
                .isEqualTo("853b272a44db1421c02962669a55eb0994f3cab385ed1c4c79253eee19bab49e");
    }

    @Test
    void a_passphrase_is_the_same_however_its_accents_were_typed() {
        assertThat(derived("K\u00e4se mit L\u00f6chern und \u20acuro"))
                .isEqualTo(derived("Ka\u0308se mit Lo\u0308chern und \u20acuro"))
                .isEqualTo("9aa9bd901b531de7b410666a4ccdaec9be3227f0f3bd644923dd13db85e37b97");
    }

    @Test
    void engines_that_start_at_once_agree_on_the_salt() {
        var stores = new InMemoryStores();
        List<CompletableFuture<byte[]>> started = IntStream.range(0, 8)
                .mapToObj(node -> CompletableFuture.supplyAsync(() -> PassphraseSalt.in(stores)))
                .toList();

        Set<String> salts = started.stream()
                .map(CompletableFuture::join)
                .map(HexFormat.of()::formatHex)
                .collect(Collectors.toSet());

        assertThat(salts).hasSize(1).allSatisfy(salt -> assertThat(salt).hasSize(32));
        assertThat(HexFormat.of().formatHex(PassphraseSalt.in(new InMemoryStores())))
                .isNotIn(salts);
    }

    @Test
    void a_salt_of_a_later_version_is_refused() {
        var stores = new InMemoryStores();
        stores.table(Memo.KIND)
                .insert(Memo.of(
                        "vault.salt", Values.of("derivation", "argon2id-2").with("salt", "AAAA")));

        assertThatThrownBy(() -> PassphraseSalt.in(stores))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("does not know");
    }

    private static String derived(String passphrase) {
        return HexFormat.of().formatHex(Argon2id.derive(passphrase.toCharArray(), SALT));
    }
}
