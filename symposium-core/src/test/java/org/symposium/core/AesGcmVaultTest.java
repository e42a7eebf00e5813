package org.symposium.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.CredentialVault.Place;
import org.symposium.spi.model.HandlerException;
import org.symposium.spi.model.InvalidInputException;

class AesGcmVaultTest {
    private static final Place PLACE = new Place("ada", "i-1", "api_key");

    private final AesGcmVault vault = AesGcmVault.ofBase64(AesGcmVault.newKey());

    @Test
    void what_was_sealed_opens_in_its_place() {
        String sealed = vault.seal("s3cret €".getBytes(UTF_8), PLACE);

        assertThat(sealed).startsWith("sym1.").doesNotContain("s3cret");
        assertThat(new String(vault.open(sealed, PLACE), UTF_8)).isEqualTo("s3cret €");
        assertThat(vault.primary(sealed)).isTrue();
    }

    @Test
    void an_empty_secret_can_be_sealed_too() {
        assertThat(vault.open(vault.seal(new byte[0], PLACE), PLACE)).isEmpty();
    }

    @Test
    void the_same_secret_is_sealed_differently_each_time() {
        assertThat(vault.seal("x".getBytes(UTF_8), PLACE)).isNotEqualTo(vault.seal("x".getBytes(UTF_8), PLACE));
    }

    @Test
    void it_opens_in_no_other_place() {
        String sealed = vault.seal("s3cret".getBytes(UTF_8), PLACE);

        for (Place other : new Place[] {
            new Place("bob", "i-1", "api_key"),
            new Place("ada", "i-2", "api_key"),
            new Place("ada", "i-1", "token"),
            new Place("ada:", "i-1", "api_key"),
            new Place("adai", "-1", "api_key")
        }) {
            assertThatThrownBy(() -> vault.open(sealed, other)).isInstanceOf(HandlerException.class);
        }
    }

    @Test
    void every_flipped_bit_is_refused() {
        String sealed = vault.seal("s3cret".getBytes(UTF_8), PLACE);
        int start = sealed.lastIndexOf('.') + 1;
        byte[] bytes = Base64.getUrlDecoder().decode(sealed.substring(start));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String changed = sealed.substring(0, start)
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
            assertThatThrownBy(() -> vault.open(changed, PLACE)).isInstanceOf(HandlerException.class);
        }
    }

    @Test
    void every_changed_character_is_refused() {
        String sealed = vault.seal("s3cret1".getBytes(UTF_8), PLACE);
        for (int at = 0; at < sealed.length(); at++) {
            char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, at) + other + sealed.substring(at + 1);
            assertThatThrownBy(() -> vault.open(changed, PLACE)).isInstanceOf(HandlerException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sym1", "sym1..", "sym2.0.AA", "plain text", "sym1.x.y.z"})
    void what_is_no_sealed_text_is_refused(String text) {
        assertThatThrownBy(() -> vault.open(text, PLACE)).isInstanceOf(HandlerException.class);
    }

    @Test
    void another_key_opens_nothing_and_says_so() {
        String sealed = vault.seal("s3cret".getBytes(UTF_8), PLACE);
        AesGcmVault other = AesGcmVault.ofBase64(AesGcmVault.newKey());

        assertThat(other.primary(sealed)).isFalse();
        assertThatThrownBy(() -> other.open(sealed, PLACE))
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining("another key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "not base64!", "c2hvcnQ=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void a_bad_key_is_refused_in_clear_words_without_showing_it(String key) {
        assertThatThrownBy(() -> AesGcmVault.ofBase64(key))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("vault.key")
                .hasMessageContaining("openssl rand")
                .satisfies(thrown -> assertThat(
                                key.isBlank() || !thrown.getMessage().contains(key))
                        .isTrue());
    }

    @Test
    void a_key_file_is_made_once_and_for_its_owner_only(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("deep/key");

        String sealed = AesGcmVault.fromFileOrNew(file).seal("s3cret".getBytes(UTF_8), PLACE);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(AesGcmVault.fromFileOrNew(file).open(sealed, PLACE)).isEqualTo("s3cret".getBytes(UTF_8));
    }

    @Test
    void a_key_file_that_others_can_read_is_refused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("key");
        AesGcmVault.fromFileOrNew(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> AesGcmVault.fromFileOrNew(file)).hasMessageContaining("chmod 600");
    }

    @Test
    void it_shows_no_key() {
        String key = AesGcmVault.newKey();

        assertThat(AesGcmVault.ofBase64(key).toString()).doesNotContain(key);
    }
}
