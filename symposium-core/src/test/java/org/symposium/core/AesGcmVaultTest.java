package org.symposium.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.CredentialVault.Place;
import org.symposium.spi.KeySource;
import org.symposium.spi.MasterKey;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.VaultException;
import org.symposium.spi.model.VaultException.Trouble;

/** What the contract of vaults does not say: bits and characters, files, and what is told when something is wrong. */
class AesGcmVaultTest {
    private static final Place PLACE = new Place("ada", "i-1", "api_key");

    private final AesGcmVault vault = AesGcmVault.ofBase64(AesGcmVault.newKey());

    @Test
    void every_flipped_bit_of_the_sealed_bytes_is_refused() {
        String sealed = vault.seal("s3cret".getBytes(UTF_8), PLACE);
        int start = sealed.lastIndexOf('.') + 1;
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(start));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String changed = sealed.substring(0, start)
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
            assertRefused(changed);
        }
    }

    /** Strictly: also where Base64 would read the same bytes. */
    @Test
    void every_other_character_in_every_place_is_refused() {
        for (String secret : List.of("s3cret", "s3cret1", "s3cret12")) { // three ways for Base64 to end
            String sealed = vault.seal(secret.getBytes(UTF_8), PLACE);
            for (int at = 0; at < sealed.length(); at++) {
                for (char other = ' '; other <= '~'; other++) {
                    if (other != sealed.charAt(at)) {
                        assertRefused(sealed.substring(0, at) + other + sealed.substring(at + 1));
                    }
                }
            }
            assertRefused(sealed + "=");
            assertRefused(sealed + "==");
            assertRefused(sealed + "\n");
        }
    }

    private void assertRefused(String changed) {
        assertThatThrownBy(() -> vault.open(changed, PLACE)).isInstanceOf(VaultException.class);
    }

    @Test
    void what_was_moved_or_changed_is_told_from_what_another_key_sealed() {
        String sealed = vault.seal("s3cret".getBytes(UTF_8), PLACE);
        AesGcmVault other = AesGcmVault.ofBase64("k7:" + AesGcmVault.newKey());

        assertTrouble(vault, sealed, new Place("bob", "i-1", "api_key"), Trouble.UNREADABLE, "moved from its place");
        assertTrouble(vault, sealed.replace("sym1.", "sym2."), PLACE, Trouble.UNREADABLE, "'sym2'");
        assertTrouble(other, sealed, PLACE, Trouble.UNKNOWN_KEY, vault.keyId(sealed), "the encryption key", "k7");
    }

    private static void assertTrouble(AesGcmVault vault, String sealed, Place place, Trouble trouble, String... words) {
        assertThatThrownBy(() -> vault.open(sealed, place)).isInstanceOfSatisfying(VaultException.class, refusal -> {
            assertThat(refusal.trouble()).isEqualTo(trouble);
            assertThat(refusal.getMessage()).contains(words).contains("'api_key'");
            assertThat(refusal.verdict().suggestion()).isNotBlank();
        });
    }

    @Test
    void a_host_brings_its_own_keys() {
        KeySource source = new KeySource() {
            @Override
            public String name() {
                return "the secret 'symposium' of the cluster";
            }

            @Override
            public List<MasterKey> keys() {
                return List.of(MasterKey.passphrase("2026", "correct horse battery staple".toCharArray()));
            }
        };
        var stores = new InMemoryStores();

        String sealed = AesGcmVault.of(source, stores).seal("s3cret".getBytes(UTF_8), PLACE);

        assertThat(AesGcmVault.of(source, stores).open(sealed, PLACE)).isEqualTo("s3cret".getBytes(UTF_8));
        assertThat(AesGcmVault.of(source, stores).keyId(sealed)).isEqualTo("2026");
        assertThatThrownBy(() -> AesGcmVault.of(source, new InMemoryStores()).open(sealed, PLACE))
                .as("other stores, other salt")
                .hasMessageContaining("the secret 'symposium' of the cluster");
        assertThatThrownBy(() -> AesGcmVault.of(source))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("fromEnvironment(stores)");
    }

    @Test
    void a_key_of_bytes_is_wiped() {
        byte[] key = Base64.getDecoder().decode(AesGcmVault.newKey());

        AesGcmVault.of(key);

        assertThat(key).containsOnly(0);
    }

    @Test
    void a_key_file_is_made_once_and_for_its_owner_only(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("deep/key");

        String sealed = AesGcmVault.fromFileOrNew(file).seal("s3cret".getBytes(UTF_8), PLACE);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(AesGcmVault.fromFileOrNew(file).open(sealed, PLACE)).isEqualTo("s3cret".getBytes(UTF_8));
        assertThat(AesGcmVault.fromFile(file).open(sealed, PLACE)).isEqualTo("s3cret".getBytes(UTF_8));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void processes_that_start_at_once_agree_on_a_new_key(@TempDir Path folder) {
        Path file = folder.resolve("key");

        List<String> marks = IntStream.range(0, 8)
                .mapToObj(process -> CompletableFuture.supplyAsync(() -> AesGcmVault.fromFileOrNew(file)))
                .toList()
                .stream()
                .map(made -> made.join().keyId(made.join().seal(new byte[0], PLACE)))
                .distinct()
                .toList();

        assertThat(marks).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw--w----", "rw-----w-"})
    void a_key_file_that_others_can_use_is_refused(String permissions, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("key");
        AesGcmVault.fromFileOrNew(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> AesGcmVault.fromFile(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageContaining("defaultMode: 0400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--------", "rw-r-----", "r--r-----"})
    void a_key_file_for_its_owner_or_its_group_is_read(String permissions, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("key");
        AesGcmVault.fromFileOrNew(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThat(AesGcmVault.fromFile(file).toString()).startsWith("AesGcmVault[key ");
    }

    @Test
    void a_missing_or_endless_key_file_is_refused(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> AesGcmVault.fromFile(folder.resolve("none")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("none")
                .hasMessageContaining("NoSuchFile");
        Path file = folder.resolve("long");
        AesGcmVault.fromFileOrNew(file);
        Files.writeString(file, "#".repeat(65 * 1024));
        assertThatThrownBy(() -> AesGcmVault.fromFile(file)).hasMessageContaining("too long");
    }

    @Test
    void it_shows_no_key() {
        String key = AesGcmVault.newKey();

        assertThat(AesGcmVault.ofBase64("k1:" + key).toString())
                .startsWith("AesGcmVault[key k1 (")
                .doesNotContain(key);
    }
}
