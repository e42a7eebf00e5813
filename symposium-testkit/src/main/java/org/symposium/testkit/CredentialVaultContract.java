package org.symposium.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symposium.spi.CredentialVault;
import org.symposium.spi.CredentialVault.Place;
import org.symposium.spi.model.VaultException;
import org.symposium.spi.model.VaultException.Trouble;

/**
 * What any {@link CredentialVault} must do. Extend it and say how to make the vault. Over a service it makes some two thousand calls.
 *
 * <pre>{@code
 * final class TransitVaultTest extends CredentialVaultContract {
 *     @Override protected CredentialVault openVault() { return TransitVault.at(server.url(), "symposium"); }
 *     @Override protected Optional<CredentialVault> rotate() { server.rotate("symposium"); return Optional.of(openVault()); }
 * }
 * }</pre>
 */
@SuppressWarnings("MemberName") // tests are named as sentences
public abstract class CredentialVaultContract {
    private static final Place PLACE = new Place("ada", "integration-1", "api_key");
    private static final String SECRET = "s3cr3t/Käse+\"quote\"~€ of some length";

    private @Nullable CredentialVault vault;

    /** Makes the vault. Called before each test, and always with the same key. */
    protected abstract CredentialVault openVault();

    /** Another vault of the same kind, which does not have this one's key; empty leaves its test out. */
    protected Optional<CredentialVault> openStranger() {
        return Optional.empty();
    }

    /** The vault once its operator has made another key primary and kept the old one; empty leaves its test out. */
    protected Optional<CredentialVault> rotate() {
        return Optional.empty();
    }

    /** Makes the vault. */
    @BeforeEach
    public final void open() {
        vault = openVault();
    }

    /** Of every length that a block cipher might stumble over, and of all bytes. */
    @Test
    public void what_was_sealed_opens_in_its_place() {
        for (int length : List.of(0, 1, 15, 16, 17, 256, 1024, 64 * 1024)) {
            byte[] secret = new byte[length];
            for (int i = 0; i < length; i++) {
                secret[i] = (byte) i;
            }
            assertThat(vault().open(vault().seal(secret, PLACE), PLACE))
                    .as("%s bytes", length)
                    .isEqualTo(secret);
        }
    }

    /** Another instance, as after a restart or on another node. */
    @Test
    public void another_instance_with_the_same_key_opens_it() {
        String sealed = sealed(PLACE);

        CredentialVault other = openVault();

        assertThat(new String(other.open(sealed, PLACE), UTF_8)).isEqualTo(SECRET);
        assertThat(other.primary(sealed)).isTrue();
        assertThat(other.keyId(sealed)).isEqualTo(vault().keyId(sealed));
    }

    /** Else it would show which users have the same secret. */
    @Test
    public void the_same_secret_is_sealed_differently_each_time() {
        assertThat(List.of(sealed(PLACE), sealed(PLACE), sealed(PLACE))).doesNotHaveDuplicates();
    }

    /** It stands in databases, backups and dumps. */
    @Test
    public void a_sealed_text_is_plain_ascii_and_shows_nothing_of_the_secret() {
        String sealed = sealed(PLACE);

        assertThat(sealed).matches("[\\x21-\\x7e]+").hasSizeLessThan(1_000);
        assertShowsNothing(sealed, "the sealed text");
    }

    /** Every place against every other: rows, fields, owners and integrations can't be swapped, nor read alike when put together. */
    @Test
    public void it_opens_in_no_other_place() {
        List<Place> places = places();
        for (Place place : places) {
            String sealed = sealed(place);
            for (Place other : places) {
                if (other.equals(place)) {
                    assertThat(vault().open(sealed, other)).isEqualTo(SECRET.getBytes(UTF_8));
                } else {
                    assertRefused(sealed, other, place + " in " + other);
                }
            }
        }
    }

    /** A changed text is refused, or reads the same where its alphabet allows several ways to write it. */
    @Test
    public void every_flipped_bit_is_refused() {
        String sealed = sealed(PLACE);
        for (int at = 0; at < sealed.length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                var changed = new StringBuilder(sealed);
                changed.setCharAt(at, (char) (sealed.charAt(at) ^ (1 << bit)));
                assertRefusedOrSame(changed.toString(), "bit " + bit + " of character " + at);
            }
        }
    }

    /** Cut at either end, or with something added. */
    @Test
    public void what_was_cut_or_lengthened_is_refused() {
        String sealed = sealed(PLACE);
        for (int cut = 1; cut <= sealed.length(); cut++) {
            assertRefusedOrSame(sealed.substring(0, sealed.length() - cut), cut + " cut off its end");
            assertRefused(sealed.substring(cut), PLACE, cut + " cut off its beginning");
        }
        assertRefused(sealed + sealed, PLACE, "twice");
        assertRefusedOrSame(sealed + "A", "one more");
    }

    /** Rows may hold anything. */
    @Test
    public void what_it_has_not_sealed_is_refused() {
        for (String text :
                List.of("", " ", ".", "..", "sealed", "vault:v1:", "sym9.00000000.AAAA", "\0", "é", SECRET)) {
            assertRefused(text, PLACE, "'" + text + "'");
            assertThat(vault().primary(text)).as("primary '%s'", text).isFalse();
            assertThat(vault().keyId(text)).as("key of '%s'", text).hasSizeLessThan(100);
        }
    }

    /** The operator reads it in reports. */
    @Test
    public void the_key_that_sealed_is_told_by_its_id() {
        String sealed = sealed(PLACE);

        assertThat(vault().primary(sealed)).isTrue();
        assertThat(vault().keyId(sealed)).isNotBlank().hasSizeLessThan(100);
        assertThat(vault().keyId(sealed(new Place("bob", "integration-2", "token"))))
                .isEqualTo(vault().keyId(sealed));
    }

    /** Callers wipe what they handed in and what they got. */
    @Test
    public void arrays_belong_to_their_callers() {
        byte[] secret = SECRET.getBytes(UTF_8);
        String sealed = vault().seal(secret, PLACE);
        assertThat(secret).as("sealing changes nothing").isEqualTo(SECRET.getBytes(UTF_8));

        java.util.Arrays.fill(secret, (byte) 0);
        byte[] opened = vault().open(sealed, PLACE);
        java.util.Arrays.fill(opened, (byte) 0);

        assertThat(vault().open(sealed, PLACE)).isEqualTo(SECRET.getBytes(UTF_8));
    }

    /** Eight threads, each with secrets of its own. */
    @Test
    public void many_threads_seal_and_open_at_once() {
        List<Boolean> right = Together.run(8, thread -> {
            var place = new Place("owner-" + thread, "integration-1", "api_key");
            for (int round = 0; round < 20; round++) {
                byte[] secret = ("secret " + thread + "/" + round).getBytes(UTF_8);
                if (!java.util.Arrays.equals(secret, vault().open(vault().seal(secret, place), place))) {
                    return false;
                }
            }
            return true;
        });

        assertThat(right).containsOnly(true);
    }

    /** Of another installation. */
    @Test
    public void another_key_opens_nothing() {
        Optional<CredentialVault> stranger = openStranger();
        assumeTrue(stranger.isPresent(), "there is no other vault to ask");
        String sealed = sealed(PLACE);

        Throwable thrown = catchThrowable(() -> stranger.get().open(sealed, PLACE));

        assertThat(thrown)
                .isInstanceOfSatisfying(
                        VaultException.class,
                        refusal -> assertThat(refusal.trouble()).isEqualTo(Trouble.UNKNOWN_KEY));
        assertThat(stranger.get().primary(sealed)).isFalse();
    }

    /** Add, make primary, rewrap. */
    @Test
    public void after_a_rotation_the_old_key_opens_and_the_new_one_seals() {
        String old = sealed(PLACE);
        Optional<CredentialVault> rotated = rotate();
        assumeTrue(rotated.isPresent(), "its key is not rotated here");

        String anew = rotated.get().seal(SECRET.getBytes(UTF_8), PLACE);

        assertThat(rotated.get().open(old, PLACE)).isEqualTo(SECRET.getBytes(UTF_8));
        assertThat(rotated.get().open(anew, PLACE)).isEqualTo(SECRET.getBytes(UTF_8));
        assertThat(rotated.get().primary(old)).isFalse();
        assertThat(rotated.get().primary(anew)).isTrue();
        assertThat(rotated.get().keyId(anew)).isNotEqualTo(rotated.get().keyId(old));
    }

    private CredentialVault vault() {
        return requireNonNull(vault);
    }

    private String sealed(Place place) {
        return vault().seal(SECRET.getBytes(UTF_8), place);
    }

    private static List<Place> places() {
        var places = new ArrayList<Place>();
        for (String owner : List.of("ada", "bob")) {
            for (String integration : List.of("i-1", "i-2")) {
                for (String field : List.of("api_key", "token")) {
                    places.add(new Place(owner, integration, field));
                }
            }
        }
        places.add(new Place("", "i-1", "api_key"));
        places.add(new Place("adai", "-1", "api_key"));
        places.add(new Place("ada", "i-1a", "pi_key"));
        places.add(new Place("ADA", "i-1", "api_key"));
        places.add(new Place("ada ", "i-1", "api_key"));
        places.add(new Place("ada/i-1", "", "api_key"));
        places.add(new Place("i-1", "ada", "api_key"));
        places.add(new Place("adä", "i-1", "api_key"));
        return places;
    }

    private void assertRefusedOrSame(String changed, String what) {
        Throwable thrown =
                catchThrowable(() -> assertThat(vault().open(changed, PLACE)).isEqualTo(SECRET.getBytes(UTF_8)));
        if (thrown != null) {
            assertRefusal(thrown, changed, what);
        }
    }

    private void assertRefused(String text, Place place, String what) {
        Throwable thrown = catchThrowable(() -> vault().open(text, place));
        assertRefusal(thrown, text, what);
    }

    private static void assertRefusal(@Nullable Throwable thrown, String sealed, String what) {
        assertThat(thrown).as(what).isInstanceOfSatisfying(VaultException.class, refusal -> {
            assertThat(refusal.trouble()).isIn(Trouble.UNREADABLE, Trouble.UNKNOWN_KEY);
            assertThat(refusal.verdict().suggestion())
                    .as("what to do about " + what)
                    .isNotBlank();
        });
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            assertShowsNothing(message, "the message about " + what);
            if (sealed.length() > 20) {
                assertThat(message).doesNotContain(sealed.substring(sealed.length() - 20));
            }
        }
    }

    private static void assertShowsNothing(String text, String what) {
        byte[] bytes = SECRET.getBytes(UTF_8);
        List<String> forms = List.of(
                SECRET,
                SECRET.substring(0, 8),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                new String(bytes, ISO_8859_1));
        assertThat(forms).as(what).noneMatch(text::contains);
    }
}
