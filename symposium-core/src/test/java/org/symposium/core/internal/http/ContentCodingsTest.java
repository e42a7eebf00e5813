package org.symposium.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symposium.spi.model.FailureKind;

class ContentCodingsTest {
    private static final long MOST = 5 * 1024 * 1024;
    private static final int RATIO = 200;
    private static final int SMALL = 64 * 1024;
    private static final byte[] TEXT =
            "Grüße aus der Ferne, und zwar viele.".repeat(50).getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", " X-GZip ", "identity, gzip", "gzip,,identity,"})
    void gzip_under_all_its_names(String coding) throws IOException {
        assertThat(decode(gzip(TEXT), coding)).isEqualTo(TEXT);
    }

    @Test
    void deflate_as_the_standard_has_it_and_bare() throws IOException {
        assertThat(decode(deflate(TEXT, false, 6), "deflate")).isEqualTo(TEXT);
        assertThat(decode(deflate(TEXT, true, 6), "Deflate")).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 9})
    void deflate_of_every_level(int level) throws IOException {
        assertThat(decode(deflate(TEXT, false, level), "deflate")).isEqualTo(TEXT);
        assertThat(decode(deflate(TEXT, true, level), "deflate")).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", " , ", "IDENTITY,identity"})
    void what_is_not_packed_stays_as_it_is(String coding) throws IOException {
        assertThat(decode(TEXT, coding)).isSameAs(TEXT);
        assertThat(ContentCodings.decode(TEXT, List.of(), MOST, RATIO)).isSameAs(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "gzip, br"})
    void nothing_needs_no_unpacking(String coding) throws IOException {
        assertThat(decode(new byte[0], coding)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "br|sent an answer compressed in a way that was not asked for (br)",
                "zstd|sent an answer compressed in a way that was not asked for (zstd)",
                "gzip, gzip|sent an answer compressed in a way that was not asked for (several codings)",
                "deflate, br|sent an answer compressed in a way that was not asked for (several codings)",
                "<script>|sent an answer compressed in a way that was not asked for",
                "aaaaaaaaaaaaaaaaaaaa|sent an answer compressed in a way that was not asked for (aaaaaaaaaaaaaaaaaaaa)",
                "aaaaaaaaaaaaaaaaaaaaa|sent an answer compressed in a way that was not asked for"
            })
    void what_was_not_asked_for_is_refused(String coding, String message) {
        assertRefused(TEXT, coding, FailureKind.INVALID_RESPONSE, message);
    }

    @Test
    void several_fields_are_several_codings() throws IOException {
        byte[] packed = gzip(TEXT);
        var refused = catchThrowableOfType(
                BadAnswer.class, () -> ContentCodings.decode(packed, List.of("gzip", "gzip"), MOST, RATIO));

        assertThat(refused).hasMessageContaining("several codings");
        assertThat(ContentCodings.decode(packed, List.of("identity", "gzip"), MOST, RATIO))
                .isEqualTo(TEXT);
    }

    @Test
    void what_breaks_off_is_told_from_what_is_damaged() throws IOException {
        byte[] packed = gzip(TEXT);
        String cut = "sent a compressed answer that breaks off";
        String damaged = "sent a compressed answer that is damaged";
        assertRefused(Arrays.copyOf(packed, packed.length - 9), "gzip", FailureKind.NETWORK, cut);
        assertRefused(Arrays.copyOf(packed, 3), "gzip", FailureKind.NETWORK, cut);
        byte[] bare = deflate(TEXT, true, 6);
        assertRefused(Arrays.copyOf(bare, bare.length / 2), "deflate", FailureKind.NETWORK, cut);
        assertRefused(TEXT, "gzip", FailureKind.INVALID_RESPONSE, damaged);
        byte[] wrong = packed.clone();
        wrong[packed.length - 6] ^= 1; // in its checksum
        assertRefused(wrong, "gzip", FailureKind.INVALID_RESPONSE, damaged);
        byte[] sum = deflate(TEXT, false, 6);
        sum[sum.length - 1] ^= 1;
        assertRefused(sum, "deflate", FailureKind.INVALID_RESPONSE, damaged);
    }

    /** One byte is bare, whatever it is: two would make a header. */
    @ParameterizedTest
    @ValueSource(ints = {0x78, 0x08, 0x03})
    void a_single_byte_is_no_header(int first) {
        byte[] one = {(byte) first};
        assertThat(catchThrowableOfType(BadAnswer.class, () -> decode(one, "deflate")))
                .isNotNull();
    }

    /** The smallest bare block there is: an empty one with fixed codes. Its first bytes look like no zlib header. */
    @Test
    void an_empty_bare_block_is_nothing() throws IOException {
        assertThat(decode(new byte[] {3, 0}, "deflate")).isEmpty();
        assertThat(decode(deflate(new byte[0], false, 6), "deflate")).isEmpty();
    }

    @Test
    void the_cap_on_what_is_unpacked_holds_to_the_byte() throws IOException {
        byte[] packed = gzip(noise(20_000));

        assertThat(ContentCodings.decode(packed, List.of("gzip"), 20_000, RATIO))
                .hasSize(20_000);
        assertThat(catchThrowableOfType(
                        BadAnswer.class, () -> ContentCodings.decode(packed, List.of("gzip"), 19_999, RATIO)))
                .hasMessage("sent an answer larger than 19999 bytes, the most that is read");
    }

    @Test
    void the_ratio_holds_to_the_byte_and_only_beyond_64_kibibytes() throws IOException {
        byte[] zeros = new byte[SMALL + 1];
        byte[] packed = gzip(zeros);
        int fits = zeros.length / packed.length;
        assertThat(zeros.length % packed.length)
                .as("so that one less is too little")
                .isPositive();

        assertThat(ContentCodings.decode(packed, List.of("gzip"), MOST, fits + 1))
                .hasSize(zeros.length);
        assertThat(catchThrowableOfType(
                        BadAnswer.class, () -> ContentCodings.decode(packed, List.of("gzip"), MOST, fits)))
                .hasMessage("sent an answer that is compressed far more than any honest one")
                .extracting(BadAnswer::kind)
                .isEqualTo(FailureKind.INVALID_RESPONSE);
        byte[] small = gzip(new byte[SMALL]);
        assertThat(ContentCodings.decode(small, List.of("gzip"), MOST, 1)).hasSize(SMALL);
    }

    @Test
    void exactly_the_ratio_is_honest() throws IOException {
        byte[] packed = exactly(700); // 70,000 = 100 times that
        assertThat(ContentCodings.decode(packed, List.of("gzip"), MOST, 100)).hasSize(70_000);
        assertThat(catchThrowableOfType(
                        BadAnswer.class, () -> ContentCodings.decode(packed, List.of("gzip"), MOST, 99)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"1024, 1 KiB", "1048576, 1024 KiB", "1025, 1025 bytes", "1023, 1023 bytes", "1, 1 byte", "0, 0 KiB"})
    void the_most_that_is_read_is_named(long most, String shown) {
        assertThat(ContentCodings.tooLarge(most))
                .hasMessage("sent an answer larger than " + shown + ", the most that is read")
                .extracting(BadAnswer::kind)
                .isEqualTo(FailureKind.INVALID_RESPONSE);
    }

    private static byte[] decode(byte[] packed, String coding) throws IOException {
        return ContentCodings.decode(packed, List.of(coding), MOST, RATIO);
    }

    private static void assertRefused(byte[] packed, String coding, FailureKind kind, String message) {
        BadAnswer refused = catchThrowableOfType(BadAnswer.class, () -> decode(packed, coding));
        assertThat(refused).hasMessage(message);
        assertThat(refused.kind()).isEqualTo(kind);
    }

    /** 70,000 zeros, packed into so many bytes: a name in the header fills it up (RFC 1952, 2.3.1). */
    private static byte[] exactly(int length) throws IOException {
        byte[] plain = gzip(new byte[70_000]);
        var named = new byte[length];
        System.arraycopy(plain, 0, named, 0, 10);
        named[3] |= 8; // a name follows
        int name = length - plain.length - 1;
        Arrays.fill(named, 10, 10 + name, (byte) 'a');
        System.arraycopy(plain, 10, named, 10 + name + 1, plain.length - 10);
        return named;
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] deflate(byte[] plain, boolean bare, int level) throws IOException {
        var packed = new ByteArrayOutputStream();
        var deflater = new Deflater(level, bare);
        try (var out = new DeflaterOutputStream(packed, deflater)) {
            out.write(plain);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }
}
