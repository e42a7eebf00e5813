package org.symposium.core.internal.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symposium.core.AesGcmVault;
import org.symposium.spi.CredentialVault.Place;
import org.symposium.spi.MasterKey;
import org.symposium.spi.model.InvalidInputException;
import org.symposium.spi.model.Violation;

class EnvironmentKeysTest {
    private static final String ONE = AesGcmVault.newKey();
    private static final String OTHER = AesGcmVault.newKey();
    private static final byte[] SALT = new byte[16];
    private static final Place PLACE = new Place("ada", "i-1", "api_key");

    private static KeyRing ring(Map<String, String> environment) {
        return KeyRing.of(new EnvironmentKeys(environment), SALT::clone);
    }

    private static String sealedWith(String keys) {
        return ring(Map.of("SYMPOSIUM_ENCRYPTION_KEYS", keys)).seal("s3cret".getBytes(UTF_8), PLACE);
    }

    @Test
    void the_first_of_several_keys_seals_and_all_of_them_open() {
        KeyRing ring = ring(Map.of("SYMPOSIUM_ENCRYPTION_KEYS", "2026-07:" + ONE + ", 2026-01:" + OTHER));

        String old = sealedWith(OTHER);

        assertThat(ring.keyId(ring.seal(new byte[0], PLACE))).isEqualTo("2026-07");
        assertThat(ring.open(old, PLACE)).isEqualTo("s3cret".getBytes(UTF_8));
        assertThat(ring.keyId(old)).isEqualTo("2026-01");
        assertThat(ring.primary(old)).isFalse();
        assertThat(ring.toString()).contains("2026-07").contains("2026-01").doesNotContain(ONE);
    }

    @Test
    void a_key_may_be_given_an_id_later_or_another_one() {
        String sealed = sealedWith(ONE);

        for (String keys : List.of(ONE, "k1:" + ONE, "2026-01:" + ONE, "new:" + OTHER + ",old:" + ONE)) {
            assertThat(ring(Map.of("SYMPOSIUM_ENCRYPTION_KEYS", keys)).open(sealed, PLACE))
                    .isEqualTo("s3cret".getBytes(UTF_8));
        }
    }

    @Test
    void several_variables_are_one_ring_in_a_fixed_order(@TempDir Path folder) throws Exception {
        Path file =
                keyFile(folder, "# the first key we had\nfile:" + AesGcmVault.newKey() + " # not used any more\n\n");
        KeyRing ring = ring(Map.of(
                "SYMPOSIUM_ENCRYPTION_PASSPHRASE",
                "correct horse battery staple",
                "SYMPOSIUM_ENCRYPTION_KEY_FILE",
                file.toString(),
                "SYMPOSIUM_ENCRYPTION_KEY",
                ONE,
                "SYMPOSIUM_ENCRYPTION_KEYS",
                "new:" + OTHER));

        assertThat(ring.keyId(ring.seal(new byte[0], PLACE))).isEqualTo("new");
        assertThat(ring.open(sealedWith(ONE), PLACE)).isEqualTo("s3cret".getBytes(UTF_8));
        KeyRing byPassphrase = ring(Map.of("SYMPOSIUM_ENCRYPTION_PASSPHRASE", "correct horse battery staple"));
        assertThat(ring.open(byPassphrase.seal("s3cret".getBytes(UTF_8), PLACE), PLACE))
                .isEqualTo("s3cret".getBytes(UTF_8));
    }

    static List<String> bad() {
        byte[] repeated = new byte[32];
        for (int i = 0; i < 32; i++) {
            repeated[i] = (byte) (i % 2 == 0 ? 0x5a : 0xc3);
        }
        return List.of(
                "",
                "  ",
                "n0t-a-k3y!",
                ONE.substring(1),
                ONE.substring(0, 20),
                ONE + ONE.substring(0, 8),
                "c2hvcnQ=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                Base64.getEncoder().encodeToString(repeated),
                Base64.getEncoder().encodeToString("my own secret password, 32 chars".getBytes(UTF_8)),
                HexFormat.of().formatHex(Base64.getDecoder().decode(ONE)),
                "bad id:" + ONE,
                "a".repeat(33) + ":" + ONE,
                ONE + ":k1",
                ":" + ONE,
                "k1:",
                "k1:" + ONE + ",k1:" + OTHER,
                "k1:" + ONE + ",k2:" + ONE,
                "k1:" + ONE + ",k2:" + OTHER.replace('=', '-'));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void bad_keys_are_refused_with_what_is_wrong_and_no_character_of_them(String keys) {
        InvalidInputException refusal = catchThrowableOfType(
                InvalidInputException.class, () -> ring(Map.of("SYMPOSIUM_ENCRYPTION_KEYS", keys)));

        assertThat(refusal.violations()).extracting(Violation::field).containsOnly("vault.key");
        assertThat(refusal).hasNoCause().hasMessageContaining("SYMPOSIUM_ENCRYPTION_KEY");
        for (int at = 0; at + 6 <= keys.length(); at++) {
            String part = keys.substring(at, at + 6);
            assertThat(part.isBlank() || !refusal.getMessage().contains(part))
                    .as(refusal.getMessage() + " has " + part)
                    .isTrue();
        }
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        InvalidInputException refusal = catchThrowableOfType(
                InvalidInputException.class,
                () -> ring(Map.of("SYMPOSIUM_ENCRYPTION_KEYS", "k1:!,k2:%", "SYMPOSIUM_ENCRYPTION_KEY", "c2hvcnQ")));

        assertThat(refusal.violations()).hasSize(2);
        refusal = catchThrowableOfType(
                InvalidInputException.class,
                () -> ring(Map.of("SYMPOSIUM_ENCRYPTION_KEYS", "k1:c2hvcnQ=,k2:c2hvcnQ=")));
        assertThat(refusal.violations()).extracting(Violation::rule).containsExactly("length", "length");
        assertThat(refusal).hasMessageContaining("'k1'").hasMessageContaining("'k2'");
    }

    @Test
    void no_key_at_all_is_refused_with_how_to_make_one() {
        assertThatThrownBy(() -> ring(Map.of("SYMPOSIUM_ENCRYPTION_KEY", " ")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("SYMPOSIUM_ENCRYPTION_KEY is not set")
                .hasMessageContaining("openssl rand -base64 32");
        assertThat(new EnvironmentKeys(Map.of("SYMPOSIUM_ENCRYPTION_KEY", " ")).isSet())
                .isFalse();
        assertThat(new EnvironmentKeys(Map.of("SYMPOSIUM_ENCRYPTION_PASSPHRASE", "x")).isSet())
                .isTrue();
    }

    @Test
    void a_key_where_a_files_name_should_be_is_not_shown() {
        for (String value : List.of(ONE, "\0" + ONE)) {
            assertThatThrownBy(() -> ring(Map.of("SYMPOSIUM_ENCRYPTION_KEY_FILE", value)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("no such file")
                    .hasMessageNotContaining(ONE)
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @MethodSource("weak")
    void a_passphrase_must_be_long_and_not_all_alike(String passphrase) {
        assertThatThrownBy(() -> ring(Map.of("SYMPOSIUM_ENCRYPTION_PASSPHRASE", passphrase)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("SYMPOSIUM_ENCRYPTION_PASSPHRASE")
                .hasMessageNotContaining(passphrase);
    }

    static List<String> weak() {
        return List.of("hunter2", "fifteen letters", "abababababababababab");
    }

    @Test
    void what_a_source_gave_is_wiped() {
        byte[] bytes = Base64.getDecoder().decode(ONE);
        MasterKey key = MasterKey.of("k1", bytes);
        MasterKey passphrase = MasterKey.passphrase("k2", "correct horse battery staple".toCharArray());

        KeyRing.of(new NamedKeys("a test", List.of(key, passphrase)), SALT::clone);

        assertThat(key.bytes()).hasSize(32).containsOnly(0);
        assertThat(passphrase.passphrase()).containsOnly('\0');
        assertThat(key + " " + passphrase).isEqualTo("MasterKey[k1] MasterKey[k2]");
    }

    private static Path keyFile(Path folder, String text) throws Exception {
        Path file = folder.resolve("keys");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
